import type { paths, operations as SpecOperations } from "../generated/openapi.ts";
import { type Reader, readInviteToken, readInviteTokens, readUser } from "../generated/readers.ts";
import type { AppliedChange } from "./errors.ts";
import type { InviteToken, OperationId, User } from "./types.ts";

/** The result of each operation, by its id in the API's documents. */
export interface OperationResults {
  getAllPublicSignupTokens: { tokens: InviteToken[] };
  createPublicSignupToken: InviteToken;
  getPublicSignupToken: InviteToken;
  /** undefined if the response lacks the role and the users. */
  updatePublicSignupToken: InviteToken | undefined;
  validatePublicSignupToken: boolean;
  addPublicSignupTokenUser: User;
}

/** The method and path of an operation in the spec. */
type Route<Id extends OperationId> = {
  [Path in keyof paths]: {
    [Method in "get" | "post" | "put"]: paths[Path][Method] extends SpecOperations[Id]
      ? SpecOperations[Id] extends paths[Path][Method]
        ? { readonly method: Uppercase<Method>; readonly path: Path }
        : never
      : never;
  }["get" | "post" | "put"];
}[keyof paths];

interface Behavior<Result> {
  /** Whether an API key is required. */
  readonly auth: "apiKey" | "none";
  /** Reads the body of a 2xx. Without a reader the body must be empty. */
  readonly reader?: Reader<Result>;
  /** The result of an empty 2xx. Without it an empty body is an error. */
  readonly empty?: { readonly result: Result };
  /** The result of Unleash's own 400. Without it a 400 is an error. */
  readonly badRequest?: { readonly result: Result };
  /** The change that a 2xx confirms. */
  readonly change?: AppliedChange["change"];
}

/** An operation of any result type. */
export interface Operation extends Behavior<unknown> {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: keyof paths;
}

/** Servers up to 8.2 respond to an update with an empty `role` and without the users. */
function isPartialToken(json: unknown): boolean {
  return JSON.stringify((json as { role?: unknown } | null)?.role) === "{}";
}

/** The operations behind the client. An id, method or path that differs from the spec does not compile. */
export const operations: {
  readonly [Id in OperationId | keyof SpecOperations]: Route<Id> & Behavior<OperationResults[Id]>;
} = {
  getAllPublicSignupTokens: {
    method: "GET",
    path: "/api/admin/invite-link/tokens",
    auth: "apiKey",
    reader: readInviteTokens,
  },
  createPublicSignupToken: {
    method: "POST",
    path: "/api/admin/invite-link/tokens",
    auth: "apiKey",
    reader: readInviteToken,
    change: "created",
  },
  getPublicSignupToken: {
    method: "GET",
    path: "/api/admin/invite-link/tokens/{token}",
    auth: "apiKey",
    reader: readInviteToken,
  },
  updatePublicSignupToken: {
    method: "PUT",
    path: "/api/admin/invite-link/tokens/{token}",
    auth: "apiKey",
    reader: (json, issues) => (isPartialToken(json) ? undefined : readInviteToken(json, issues)),
    empty: { result: undefined },
    change: "updated",
  },
  validatePublicSignupToken: {
    method: "GET",
    path: "/invite/{token}/validate",
    auth: "none",
    empty: { result: true },
    badRequest: { result: false },
  },
  addPublicSignupTokenUser: {
    method: "POST",
    path: "/invite/{token}/signup",
    auth: "none",
    reader: readUser,
    change: "signed_up",
  },
};

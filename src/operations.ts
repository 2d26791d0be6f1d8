import type { paths } from "../generated/openapi.ts";
import { inviteTokenSchema, inviteTokensSchema, type Schema, userSchema } from "./schemas.ts";
import type { InviteToken, User } from "./types.ts";

/** What each operation gives when it succeeds, by its name in the API's documents. */
export interface OperationResults {
  getAllPublicSignupTokens: { tokens: InviteToken[] };
  createPublicSignupToken: InviteToken;
  getPublicSignupToken: InviteToken;
  /** undefined while the server's answer lacks the role and the users. */
  updatePublicSignupToken: InviteToken | undefined;
  validatePublicSignupToken: boolean;
  addPublicSignupTokenUser: User;
}

/** The six operations of the API, by the names that Unleash's own documents give them. */
export type OperationId = keyof OperationResults;

export interface Operation<Result> {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: keyof paths;
  /** Who may ask: an administrator, with a key, or everybody. */
  readonly auth: "admin" | "public";
  /** What the body of a success must be; undefined when there must be none, and the status is the whole answer. */
  readonly responseSchema: Schema<Exclude<Result, undefined>, unknown> | undefined;
}

const TOKENS = "/api/admin/invite-link/tokens";
const TOKEN = "/api/admin/invite-link/tokens/{token}";

/** The six operations behind the client. */
export const operations: { readonly [Id in OperationId]: Operation<OperationResults[Id]> } = {
  getAllPublicSignupTokens: {
    method: "GET",
    path: TOKENS,
    auth: "admin",
    responseSchema: inviteTokensSchema,
  },
  createPublicSignupToken: { method: "POST", path: TOKENS, auth: "admin", responseSchema: inviteTokenSchema },
  getPublicSignupToken: { method: "GET", path: TOKEN, auth: "admin", responseSchema: inviteTokenSchema },
  updatePublicSignupToken: { method: "PUT", path: TOKEN, auth: "admin", responseSchema: inviteTokenSchema },
  validatePublicSignupToken: {
    method: "GET",
    path: "/invite/{token}/validate",
    auth: "public",
    responseSchema: undefined,
  },
  addPublicSignupTokenUser: {
    method: "POST",
    path: "/invite/{token}/signup",
    auth: "public",
    responseSchema: userSchema,
  },
};

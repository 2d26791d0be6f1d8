import type { OperationId } from "../types.ts";
import type { ReceivedRequest } from "./request-log.ts";

/**
 * A method of the client that sends one kind of request. `tokens.update`, `enable`, `disable` and `extend` select the
 * PUT that they send, `tokens.get` every read of one token.
 */
export type MethodName =
  | "tokens.list"
  | "tokens.get"
  | "tokens.create"
  | "tokens.update"
  | "tokens.enable"
  | "tokens.disable"
  | "tokens.extend"
  | "validate"
  | "signUp";

/** Selects the requests of a fault. */
export interface Target {
  readonly operation: OperationId;
  readonly matches: (request: ReceivedRequest) => boolean;
}

const all = () => true;
const change =
  (name: string, value?: unknown) =>
  ({ body }: ReceivedRequest): boolean => {
    const sent = (body ?? {}) as Record<string, unknown>;
    return value === undefined ? Object.hasOwn(sent, name) : sent[name] === value;
  };

const targets: Readonly<Record<OperationId | MethodName, Target>> = {
  getAllPublicSignupTokens: { operation: "getAllPublicSignupTokens", matches: all },
  createPublicSignupToken: { operation: "createPublicSignupToken", matches: all },
  getPublicSignupToken: { operation: "getPublicSignupToken", matches: all },
  updatePublicSignupToken: { operation: "updatePublicSignupToken", matches: all },
  validatePublicSignupToken: { operation: "validatePublicSignupToken", matches: all },
  addPublicSignupTokenUser: { operation: "addPublicSignupTokenUser", matches: all },
  "tokens.list": { operation: "getAllPublicSignupTokens", matches: all },
  "tokens.create": { operation: "createPublicSignupToken", matches: all },
  "tokens.get": { operation: "getPublicSignupToken", matches: all },
  "tokens.update": { operation: "updatePublicSignupToken", matches: all },
  "tokens.enable": { operation: "updatePublicSignupToken", matches: change("enabled", true) },
  "tokens.disable": { operation: "updatePublicSignupToken", matches: change("enabled", false) },
  "tokens.extend": { operation: "updatePublicSignupToken", matches: change("expiresAt") },
  validate: { operation: "validatePublicSignupToken", matches: all },
  signUp: { operation: "addPublicSignupTokenUser", matches: all },
};

/** @throws TypeError if the operation or method does not exist */
export function targetOf(name: OperationId | MethodName, caller: string): Target {
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (target) return target;
  const known = Object.keys(targets).join(", ");
  throw new TypeError(`${caller}: ${JSON.stringify(name)} is not an operation; known: ${known}`);
}

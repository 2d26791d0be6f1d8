// The entry ./handler: a sign-up endpoint for your own server. Unleash sends no CORS headers, so pages cannot call it.

export type { Issue } from "../errors.ts";
export type { SignUpInput, User } from "../types.ts";
export { createSignUpHandler } from "./handler.ts";
export type { SignUpHandlerOptions } from "./options.ts";
export type { SignUpProblem, SignUpProblemCode } from "./problem.ts";

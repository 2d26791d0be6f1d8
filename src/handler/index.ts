// The entry ./handler: a sign-up endpoint of your own, in front of Unleash, which sends no CORS headers.

export type { Issue } from "../errors.ts";
export type { SignUpInput, User } from "../types.ts";
export { createSignUpHandler } from "./handler.ts";
export type { SignUpHandlerOptions } from "./options.ts";
export type { SignUpProblem, SignUpProblemCode } from "./problem.ts";

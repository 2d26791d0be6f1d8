import { InvalidInputError, type Issue } from "../errors.ts";
import { createTransport, type SendOperation } from "../http/request.ts";
import { parseInviteLink } from "../invite-link.ts";
import type { SignUpInput } from "../types.ts";
import { parseSignUpInput } from "../validation/inputs.ts";
import { inputError, isString } from "../validation/validators.ts";
import { type ResolvedHandlerOptions, resolveHandlerOptions, type SignUpHandlerOptions } from "./options.ts";
import { corsHeaders, isCrossSite } from "./origin.ts";
import { isOperatorProblem, Problem, toProblem } from "./problem.ts";
import { type Fields, readFields } from "./read-fields.ts";

const METHODS = "GET, POST, OPTIONS";

/**
 * Creates a sign-up endpoint: a function from `Request` to `Response`, as Next.js, Hono, Bun, Deno and Cloudflare Workers
 * use them. It works at any path, and never rejects.
 *
 * - `GET ?invite=<secret or link>` responds with 200 `{ valid }`.
 * - `POST` with `{ invite, name, email, password, username? }`, as JSON or as a form, responds with 201 `{ id, name, email }`.
 * - Every error is a {@link SignUpProblem}.
 *
 * @throws {InvalidInputError} naming every invalid option
 * @example
 * export const POST = createSignUpHandler({ baseUrl: "https://unleash.example.com" });
 */
export function createSignUpHandler(options: SignUpHandlerOptions): (request: Request) => Promise<Response> {
  const resolved = resolveHandlerOptions(options);
  const { allowedOrigins } = resolved;
  const createSend = createTransport(resolved.client);
  return async (request) => {
    const headers = { "cache-control": "no-store", ...corsHeaders(request, allowedOrigins, METHODS) };
    try {
      if (isCrossSite(request, allowedOrigins)) throw new Problem("cross_site");
      return await respond(request, resolved, createSend(undefined), headers);
    } catch (error) {
      const problem = toProblem(error);
      if (isOperatorProblem(problem)) await ignoreErrors(() => resolved.onError?.(error, request));
      return problem.toResponse(headers);
    }
  };
}

async function respond(
  request: Request,
  options: ResolvedHandlerOptions,
  send: SendOperation,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  switch (request.method) {
    case "GET": {
      const secret = parseInvite(new URL(request.url).searchParams.get("invite") ?? undefined);
      const valid = await send("validatePublicSignupToken", { token: secret });
      return Response.json({ valid }, { headers });
    }
    case "POST":
      return Response.json(await signUp(request, options, send), { status: 201, headers });
    case "OPTIONS":
      return new Response(null, { status: 204, headers: { ...headers, allow: METHODS } });
    default:
      throw new Problem("method_not_allowed", { headers: { allow: METHODS } });
  }
}

async function signUp(request: Request, options: ResolvedHandlerOptions, send: SendOperation) {
  const { secret, person } = parseFields(await readFields(request, options.maxBodyBytes));
  const issues = (await options.validate?.(person, request)) ?? [];
  if (!Array.isArray(issues)) throw new TypeError("validate must return an array of issues, or nothing");
  if (issues.length > 0) throw new Problem("invalid_input", { issues });
  const user = await send("addPublicSignupTokenUser", {
    token: secret,
    body: parseSignUpInput(person),
  });
  try {
    await options.onSignUp?.(user, request);
  } catch (error) {
    await ignoreErrors(() => options.onError?.(error, request));
  }
  return { id: user.id, name: user.name ?? person.name, email: user.email ?? person.email };
}

/** @throws {InvalidInputError} naming every invalid field */
function parseFields(fields: Fields): { secret: string; person: SignUpInput } {
  const { invite, name, email, password, username } = fields;
  const issues: Issue[] = [];
  const collect = <T>(parse: () => T): T | undefined => {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      issues.push(...error.issues);
      return undefined;
    }
  };
  const secret = collect(() => parseInvite(invite));
  // A form sends an empty string for a username that was left blank.
  const optionalUsername = username === "" || username === null ? undefined : username;
  const person = { name, email, password, username: optionalUsername } as SignUpInput;
  collect(() => parseSignUpInput(person));
  if (secret === undefined || issues.length > 0) throw new InvalidInputError(issues);
  return { secret, person };
}

/** @throws {InvalidInputError} whose issues have the path `invite` */
function parseInvite(invite: unknown): string {
  const issueOf = (message: string) => inputError("invite", message);
  if (!isString(invite)) throw issueOf(invite === undefined ? "is missing" : "must be a string");
  try {
    return parseInviteLink(invite);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw issueOf(error.issues[0]?.message ?? "is not an invite link");
  }
}

async function ignoreErrors(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch {}
}

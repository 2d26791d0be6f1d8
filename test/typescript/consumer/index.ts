// Uses every method, option and error class. Compiled, never run.
import {
  type ApiKey,
  BadRequestError,
  type ClientEvent,
  type ClientOptions,
  ConflictError,
  ConnectionError,
  type CreatedInviteToken,
  type CreateTokenInput,
  createInviteClient,
  type EnsureTokenInput,
  type ErrorCode,
  ForbiddenError,
  InvalidInputError,
  InvalidResponseError,
  InviteApiError,
  type InviteClient,
  InviteError,
  type InviteTokens,
  isInviteError,
  logEvents,
  NotFoundError,
  parseInviteLink,
  RateLimitError,
  type RequestOptions,
  RequestTimeoutError,
  ServerError,
  type SignUpInput,
  type TokenStatus,
  tokenStatus,
  UnauthorizedError,
  type User,
} from "unleash-invites";

// Every option, also as undefined, under exactOptionalPropertyTypes.
const apiKey: ApiKey = async () => "user:key";
const options: ClientOptions = {
  baseUrl: new URL("https://unleash.example.com"),
  apiKey,
  fetch: globalThis.fetch,
  timeoutMs: undefined,
  maxRetries: 1,
  headers: { "x-team": "design", accept: null, "x-other": undefined },
  onEvent: (event) => logs.push(lineOf(event)),
  now: Date.now,
};
export const logs: string[] = [];
const request: RequestOptions = { signal: new AbortController().signal, timeoutMs: 5000, headers: undefined };

export const client: InviteClient = createInviteClient(options);

const input: CreateTokenInput = { name: "Design team", expiresIn: { weeks: 1, days: undefined } };
const wanted: EnsureTokenInput = { name: "Design team", expiresAt: "2099-01-31T18:00:00+01:00" };
const { tokens } = client;

/** Each method once; a missing one does not compile. */
export const calls: { [Method in keyof InviteTokens]: () => ReturnType<InviteTokens[Method]> } = {
  list: () => tokens.list({ name: "Design team", status: "active" }, request),
  get: () => tokens.get("secret", request),
  create: () => tokens.create({ ...input, allowExpired: undefined }, request),
  update: () => tokens.update("secret", { expiresAt: new Date(0), enabled: true }, request),
  enable: () => tokens.enable("secret", request),
  disable: () => tokens.disable("secret", request),
  extend: () => tokens.extend("secret", { days: 7, hours: 1, minutes: 1 }, request),
  disableAll: () => tokens.disableAll({ name: "Design team" }, request),
  ensure: () => tokens.ensure(wanted, request),
  rotate: () => tokens.rotate(wanted, request),
  watchSignUps: () =>
    tokens.watchSignUps({ name: "Design team", intervalMs: 60_000, knownUserIds: [7] }, request),
};

export const listener: ClientOptions["onEvent"] = logEvents(console);

export async function join(link: string): Promise<User | undefined> {
  const secret: string = parseInviteLink(link);
  const person: SignUpInput = { name: "Ada", email: "ada@example.com", password: "pw", username: undefined };
  return (await client.validate(secret, request)) ? client.signUp(secret, person, request) : undefined;
}

export async function make(): Promise<[boolean, string | null, TokenStatus, (string | null | undefined)[]]> {
  const token: CreatedInviteToken = await tokens.create(input);
  return [token.expiryCapped, token.url, tokenStatus(token, Date.now()), token.users.map(({ name }) => name)];
}

export function summarize(error: unknown): string {
  if (isInviteError(error, "user_exists")) return error.code satisfies ErrorCode;
  if (error instanceof BadRequestError)
    return error.details.map(({ path = "", message }) => path + message).join();
  if (error instanceof UnauthorizedError) return `${error.status} ${error.operation} ${error.errorId ?? ""}`;
  if (error instanceof ForbiddenError) return error.requiredPermissions.join();
  if (error instanceof NotFoundError) return error.headers.get("date") ?? error.body;
  if (error instanceof ConflictError) return error.serverMessage ?? "";
  if (error instanceof RateLimitError) return String((error.retryAfterMs ?? 0) / 1000);
  if (error instanceof ServerError || error instanceof InviteApiError) return error.message;
  if (error instanceof InvalidResponseError) return error.issues.map(({ path }) => path).join();
  if (error instanceof InvalidInputError) return error.issues.map(({ message }) => message).join();
  if (error instanceof ConnectionError) return String(error.cause);
  if (error instanceof RequestTimeoutError) return error.timeoutMs.toFixed();
  if (error instanceof InviteError) return error.applied.map(({ change, secret }) => change + secret).join();
  return "not of this SDK";
}

/** The code narrows to the class; every code appears once. */
export function explain(error: unknown): string {
  if (isInviteError(error, "rate_limited")) return `${error.retryAfterMs ?? 0}`;
  if (isInviteError(error, "timeout", "connection_failed")) return `${error.operation} ${error.status ?? ""}`;
  if (!isInviteError(error)) return "not of this SDK";
  switch (error.code) {
    case "forbidden":
      return error.requiredPermissions.join();
    case "user_exists":
    case "invalid_invite":
    case "bad_request":
      return error.issues.map(({ path, message }) => `${path} ${message}`).join();
    case "unauthorized":
    case "not_found":
    case "conflict":
    case "server_error":
    case "redirected":
    case "unexpected_status":
      return `${error.status} ${error.body} ${error.mayHaveApplied}`;
    case "not_unleash":
      return `${error.status} ${error.operation}`;
    case "invalid_response":
    case "invalid_input":
      return error.issues.map(({ message }) => message).join();
    case "api_key_unavailable":
      return String(error.cause);
    case "rate_limited":
      return String(error.retryAfterMs);
    case "timeout":
      return String(error.timeoutMs);
    case "connection_failed":
      return String(error.status);
  }
}

/** The type narrows the event. */
function lineOf(event: ClientEvent): string {
  switch (event.type) {
    case "request":
      return `${event.method} ${event.path}`;
    case "response":
      return `${event.status} ${event.durationMs}`;
    case "retry":
      return `${event.code} ${event.delayMs}`;
    case "failure":
      return `${event.code} ${event.status ?? ""}`;
  }
}

/** A subclass defined by the user. */
export class LinkGone extends InviteError {}

// @ts-expect-error The types exist and are not any.
export const wrong: string = client.baseUrl;

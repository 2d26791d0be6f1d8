import {
  type ApiErrorFields,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  InviteApiError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from "../api-errors.ts";
import type { AppliedChange, ErrorCode, Issue } from "../errors.ts";
import type { Operation } from "../operations.ts";
import type { FetchResponse } from "../options.ts";
import type { OperationId } from "../types.ts";
import { type ErrorBody, toIssue, withoutInput } from "./error-body.ts";
import type { RawResponse } from "./read-response.ts";
import type { Redact } from "./redact.ts";
import { parseRetryAfterMs } from "./retry.ts";

const MAX_BODY_CHARS = 4_000;
const MAX_QUOTED_CHARS = 300;

type ErrorKind = readonly [typeof InviteApiError, ErrorCode];

const ERROR_BY_STATUS: Readonly<Record<number, ErrorKind>> = {
  400: [BadRequestError, "bad_request"],
  401: [UnauthorizedError, "unauthorized"],
  403: [ForbiddenError, "forbidden"],
  404: [NotFoundError, "not_found"],
  409: [ConflictError, "conflict"],
  429: [RateLimitError, "rate_limited"],
  500: [ServerError, "server_error"],
};
/** A 404 that is not about a token. */
const NOT_UNLEASH: ErrorKind = [InviteApiError, "not_unleash"];
const UNEXPECTED_STATUS: ErrorKind = [InviteApiError, "unexpected_status"];

export const HTML_MESSAGE = "received HTML instead of JSON; check baseUrl";
const BLOCKED_BY_PROXY = "rejected by a proxy in front of Unleash";
const MAYBE_PROXY = "; this is not Unleash's error format, a proxy may have responded";

/** The database's message for a taken username, and for concurrent sign-ups with one email. */
const DUPLICATE = /duplicate key value violates unique constraint/;
/** The database's message for input that can never be stored. */
const NOT_STORABLE = /value too long for type|invalid byte sequence for encoding/;

/** The call of a response. */
export interface CallContext {
  readonly id: OperationId;
  readonly operation: Operation;
  readonly redact: Redact;
  /** The change that a 2xx confirms; undefined for a read. */
  readonly change: AppliedChange | undefined;
}

/** The body of an error response, and whether it was HTML. */
export type ParsedErrorBody = ErrorBody & { readonly html: boolean };

/** Creates the error for a non-2xx response. */
export function createApiError(
  context: CallContext,
  response: RawResponse,
  body: ParsedErrorBody,
  now: number,
): InviteApiError {
  const { status, text, headers, bodyError } = response;
  const { id, redact } = context;
  const [ErrorClass, defaultCode] = errorKind(context, status, body);
  // Before redaction, which could remove words that the classification relies on.
  const isSignUp = context.operation.change === "signed_up";
  const user = isSignUp ? existingUser(status, body) : undefined;
  const isInvalidInvite = isSignUp && status === 400 && text === "" && bodyError === undefined;
  const sanitize = (value: string) => redact(value).slice(0, MAX_BODY_CHARS);
  // The text of a 500 is often SQL: it stays in the body.
  const { message: serverMessage, details } = status === 500 ? { message: undefined, details: [] } : body;
  const issues: Issue[] = user ?? (body.isUnleash ? details.map(toIssue) : []);
  const fields: ApiErrorFields = {
    code: isInvalidInvite ? "invalid_invite" : user ? "user_exists" : defaultCode,
    operation: id,
    status,
    headers: redactHeaders(headers, redact),
    body: sanitize(text),
    errorId: body.id && sanitize(body.id),
    serverMessage: serverMessage && sanitize(withoutInput(serverMessage)),
    details: details.map(({ message, path }) => ({
      message: sanitize(withoutInput(message)),
      path: path && sanitize(path),
    })),
    issues: issues.map(({ path, message }) => ({ path: sanitize(path), message: sanitize(message) })),
    requiredPermissions: body.permissions.map(sanitize),
    retryAfterMs: status === 429 ? parseRetryAfterMs(status, headers, now) : undefined,
  };
  const message = `${status}: ${errorMessage(context, fields, body)}${bodyError ? "; the response body is incomplete" : ""}`;
  return new ErrorClass(message, fields, bodyError && { cause: bodyError });
}

function errorKind({ operation }: CallContext, status: number, body: ErrorBody): ErrorKind {
  // Only a 404 by Unleash on a path with a token means that the token does not exist. A server without invite links
  // responds with a NotFoundError for the path.
  const isAboutToken =
    body.isUnleash &&
    body.name === "NotFoundError" &&
    operation.path.includes("{token}") &&
    !body.message?.startsWith("The path you were looking for");
  if (status === 404 && !isAboutToken) return NOT_UNLEASH;
  return ERROR_BY_STATUS[Math.min(status, 500)] ?? UNEXPECTED_STATUS;
}

/**
 * Returns the issues of a sign-up whose email or username is taken; undefined if that is not the reason. An existing email
 * is a 400 (409 in Unleash's documentation), an existing username a 500 with a database error.
 */
function existingUser(status: number, { isUnleash, message, details }: ErrorBody): Issue[] | undefined {
  const texts = [message, ...details.map((detail) => detail.message)].join("\n");
  if (status === 500 && isUnleash && DUPLICATE.test(texts)) {
    const property = /unique constraint \W*\w*?(email|username)/.exec(texts)?.[1];
    return property === undefined ? [] : [{ path: property, message: "is already taken" }];
  }
  if (status === 409 && isUnleash) return [];
  const isKnownEmail = status === 400 && isUnleash && /User already exists$/m.test(texts);
  return isKnownEmail ? [{ path: "email", message: "is already taken" }] : undefined;
}

/** Returns what went wrong and what to do. The server's message is included only if the caller can fix the problem. */
function errorMessage({ operation }: CallContext, fields: ApiErrorFields, body: ParsedErrorBody): string {
  const { status, serverMessage, issues = [], requiredPermissions = [] } = fields;
  const isPublic = operation.auth === "none";
  const maybeProxy = body.isUnleash ? "" : MAYBE_PROXY;
  switch (fields.code) {
    case "invalid_invite":
      return "this invite link is unknown, expired or disabled";
    case "user_exists":
      return `a user with this ${issues[0]?.path ?? "email or username"} already exists`;
    case "unauthorized":
      return isPublic ? BLOCKED_BY_PROXY : `invalid API key; check apiKey${maybeProxy}`;
    case "forbidden":
      if (isPublic) return BLOCKED_BY_PROXY;
      if (!body.isUnleash) return `access denied${maybeProxy}`;
      if (/different token type/.test(body.message ?? "")) {
        return "this API key is a client token; use a personal access token or a service account token (user:…) of an administrator";
      }
      return `this API key lacks the ${quote(requiredPermissions.join(" or ")) || "required"} permission`;
    case "not_found":
      return "invite token not found";
    case "not_unleash":
      return body.html ? HTML_MESSAGE : "endpoint not found; check baseUrl";
    case "rate_limited":
      return "rate limit exceeded; retry later";
    case "server_error":
      return serverErrorMessage(fields, operation.change === "signed_up", body);
    default:
      if (status === 413) return "the request body is too large; Unleash accepts at most 100 kB";
      return `the server rejected the request: ${quote(reasons(issues) || (serverMessage ?? "no reason given"))}${maybeProxy}`;
  }
}

function serverErrorMessage(
  { status, body }: ApiErrorFields,
  isSignUp: boolean,
  { message = "" }: ErrorBody,
): string {
  if (status === 502) return "bad gateway; retry later";
  if (status === 503) return "service unavailable: maintenance or overload; retry later";
  if (status === 504) return "gateway timeout; retry later";
  if (NOT_STORABLE.test(message))
    return "the server cannot store this input; a value is too long or has invalid characters";
  // Unleash 4.x responds with an empty 500 to an existing email or username.
  if (isSignUp && status === 500 && body === "")
    return "internal server error; the email or username may already be registered";
  return "internal server error; check the server's log";
}

function reasons(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
}

/** Truncates a server's text for a message and escapes control characters, which can change a terminal. */
function quote(text: string): string {
  const escaped = text.replace(/\p{Cc}/gu, (char) =>
    JSON.stringify(char)
      .slice(1, -1)
      .replace(/^[\x7f-\x9f]$/, "?"),
  );
  return escaped.slice(0, MAX_QUOTED_CHARS);
}

function redactHeaders(headers: FetchResponse["headers"], redact: Redact): Headers {
  const copy = new Headers();
  headers.forEach((value, name) => {
    // A session cookie of the server or a proxy grants access like a key.
    if (name === "set-cookie") return;
    // A masked secret has an ellipsis, which no header can contain.
    copy.append(name, redact(value).replaceAll("…", "..."));
  });
  return copy;
}

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
import { type AppliedChange, type ErrorCode, formatIssues, type Issue } from "../errors.ts";
import type { Operation } from "../operations.ts";
import type { FetchResponse } from "../options.ts";
import type { OperationId } from "../types.ts";
import { type ErrorBody, MAX_CHARS } from "./error-body.ts";
import type { RawResponse } from "./read-response.ts";
import type { Redact } from "./redact.ts";
import { parseRetryAfterMs } from "./retry.ts";

const MAX_QUOTED_CHARS = 300;

/** What an error response means. Without a message, the server's reason is quoted. */
type ErrorKind = readonly [
  ErrorClass: typeof InviteApiError,
  code: ErrorCode,
  message?: string,
  issues?: readonly Issue[],
];

const ERROR_BY_STATUS: Readonly<Record<number, ErrorKind>> = {
  400: [BadRequestError, "bad_request"],
  401: [UnauthorizedError, "unauthorized"],
  403: [ForbiddenError, "forbidden"],
  404: [NotFoundError, "not_found", "invite token not found"],
  409: [ConflictError, "conflict"],
  429: [RateLimitError, "rate_limited", "rate limit exceeded; retry later"],
  500: [ServerError, "server_error", "server error; retry later or check the server's log"],
};
/** A 404 that is not about a token. */
const NOT_UNLEASH: ErrorKind = [InviteApiError, "not_unleash", "endpoint not found; check baseUrl"];
const UNEXPECTED_STATUS: ErrorKind = [InviteApiError, "unexpected_status"];

/**
 * Unleash's message for a taken email, and the database's for a taken username, and for concurrent sign-ups with one
 * email.
 */
const USER_EXISTS = /User already exists"|violates unique constraint/;
/** The database's message for input that can never be stored. */
const NOT_STORABLE = /value too long for type|invalid byte sequence for encoding/;

const WRONG_KEY =
  "this API key lacks the required permission; use a personal access token or a service account token (user:…) of an administrator";

/** The call of a response. */
export interface CallContext {
  readonly id: OperationId;
  readonly operation: Operation;
  readonly redact: Redact;
  /** The change that a 2xx confirms; undefined for a read. */
  readonly change: AppliedChange | undefined;
}

/** Creates the error for a non-2xx response. */
export function createApiError(
  context: CallContext,
  response: RawResponse,
  body: ErrorBody,
  now: number,
): InviteApiError {
  const { status, text, headers, bodyError } = response;
  // The text of a 500 is often SQL: it stays in the body.
  const reported: Partial<ErrorBody> = status === 500 ? { errorId: body.errorId } : body;
  const kind = errorKind(context.operation, response, body);
  const [ErrorClass, code, known, issues = reported.issues ?? []] = kind;
  const reason = formatIssues(issues) || (reported.serverMessage ?? bodyError?.message ?? "no reason given");
  const message = known ?? `the server rejected the request: ${quote(reason)}${maybeProxy(body)}`;
  const fields: ApiErrorFields = {
    ...reported,
    code,
    operation: context.id,
    status,
    headers: redactHeaders(headers, context.redact),
    body: context.redact(text).slice(0, MAX_CHARS),
    issues,
    retryAfterMs: parseRetryAfterMs(status, headers, now),
  };
  return new ErrorClass(`${status}: ${message}`, fields, bodyError && { cause: bodyError });
}

function errorKind(operation: Operation, response: RawResponse, body: ErrorBody): ErrorKind {
  const { status, text, bodyError } = response;
  const { isUnleash, name, requiredPermissions } = body;
  const byStatus = ERROR_BY_STATUS[Math.min(status, 500)] ?? UNEXPECTED_STATUS;
  const [ErrorClass, code] = byStatus;
  // Only a 404 by Unleash on a path with a token means that the token does not exist. A server without invite links
  // responds with a NotFoundError for the path.
  const isAboutToken =
    isUnleash &&
    name === "NotFoundError" &&
    operation.path.includes("{token}") &&
    !text.includes("The path you were looking for");
  if (status === 404 && !isAboutToken) return NOT_UNLEASH;
  if (status === 401 && operation.auth === "apiKey") {
    return [ErrorClass, code, `invalid API key; check apiKey${maybeProxy(body)}`];
  }
  if (status === 403 && isUnleash) {
    const permissions = quote(requiredPermissions.join(" or "));
    return [ErrorClass, code, permissions ? `this API key lacks the ${permissions} permission` : WRONG_KEY];
  }
  if (NOT_STORABLE.test(text)) return [ErrorClass, code, "a value is too long or has invalid characters"];
  if (operation.change !== "signed_up") return byStatus;
  if (status === 400 && text === "" && !bodyError) {
    return [ErrorClass, "invalid_invite", "this invite link is unknown, expired or disabled"];
  }
  if (status === 500 && text === "") {
    // Unleash 4.x responds with an empty 500 to an existing email or username.
    return [ErrorClass, code, "server error; the email or username may already be taken"];
  }
  if (isUnleash && (status === 409 || USER_EXISTS.test(text))) {
    const property = status === 400 ? "email" : /constraint \W*\w*?(email|username)/.exec(text)?.[1];
    const message = "is already taken";
    return [
      ErrorClass,
      "user_exists",
      `${property ?? "email or username"} ${message}`,
      property ? [{ path: property, message }] : [],
    ];
  }
  return byStatus;
}

function maybeProxy({ isUnleash }: ErrorBody): string {
  return isUnleash ? "" : "; a proxy may have responded";
}

/** Truncates a server's text for a message and escapes control characters, which can change a terminal. */
function quote(text: string): string {
  const toEscape = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return text.replace(/\p{Cc}/gu, toEscape).slice(0, MAX_QUOTED_CHARS);
}

function redactHeaders(headers: FetchResponse["headers"], redact: Redact): Headers {
  const copy = new Headers();
  // A masked secret has an ellipsis, which no header can contain.
  headers.forEach((value, name) => void copy.append(name, redact(value).replaceAll("…", "...")));
  // A session cookie of the server or a proxy grants access like a key.
  copy.delete("set-cookie");
  return copy;
}

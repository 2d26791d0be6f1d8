import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  InviteApiError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from "../api-errors.ts";
import { type AppliedChange, type ErrorCode, formatIssues } from "../errors.ts";
import type { Operation } from "../operations.ts";
import type { FetchResponse } from "../options.ts";
import type { OperationId } from "../types.ts";
import { type ErrorBody, MAX_CHARS } from "./error-body.ts";
import type { RawResponse } from "./read-response.ts";
import type { Redact } from "./redact.ts";
import { parseRetryAfterMs } from "./retry.ts";

const MAX_QUOTED_CHARS = 300;

/** The class, code and message for a status. Without a message, the server's reason is quoted. */
type ErrorKind = readonly [ErrorClass: typeof InviteApiError, code: ErrorCode, message?: string];

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

/** What Unleash's responses to a sign-up contain if the user exists, by status. */
const USER_EXISTS: Readonly<Record<number, RegExp>> = {
  // The email is taken.
  400: /User already exists"/,
  // As documented; no tested version sends it.
  409: /^/,
  // The database's message for a taken username, and for concurrent sign-ups with one email.
  500: /violates unique constraint(?: \W*\w*?(email|username))?/,
};
/** The database's message for input that can never be stored. */
const NOT_STORABLE = /value too long for type|invalid byte sequence for encoding/;

const WRONG_KEY = "not an administrator's API key; use a personal access or service account token";

/** The call of a response. */
export interface CallContext {
  readonly id: OperationId;
  readonly operation: Operation;
  readonly redact: Redact;
  /** The change that a 2xx confirms; undefined for a read. */
  readonly change: AppliedChange | undefined;
}

/** Creates the error for a redirect or a non-2xx response. */
export function createApiError(
  { id, operation, redact }: CallContext,
  { status, text, headers, redirectedTo, bodyError }: RawResponse,
  body: ErrorBody,
  now: number,
): InviteApiError {
  const { isUnleash } = body;
  // The text of a 500 is often SQL: it stays in the body.
  const reported: Partial<ErrorBody> = status === 500 ? { errorId: body.errorId } : body;
  let { issues = [] } = reported;
  let [ErrorClass, code, message] = ERROR_BY_STATUS[Math.min(status, 500)] ?? UNEXPECTED_STATUS;
  const maybeProxy = isUnleash ? "" : "; a proxy may have responded";
  // Only a 404 by Unleash on a path with a token means that the token does not exist. A server without invite links
  // responds with a NotFoundError for the path.
  const isAboutToken =
    isUnleash &&
    body.name === "NotFoundError" &&
    operation.path.includes("{token}") &&
    !text.includes("The path you were looking for");

  if (redirectedTo !== undefined) {
    const target = redirectedTo && ` to ${redact(redirectedTo)}`;
    ErrorClass = InviteApiError;
    code = "redirected";
    message = `redirected${target}; check baseUrl`;
  } else if (status === 404 && !isAboutToken) {
    [ErrorClass, code, message] = NOT_UNLEASH;
  } else if (status === 401 && operation.auth === "apiKey") {
    message = `invalid API key; check apiKey${maybeProxy}`;
  } else if (status === 403 && isUnleash) {
    const permissions = quote(body.requiredPermissions.join(" or "));
    message = permissions ? `this API key lacks the ${permissions} permission` : WRONG_KEY;
  } else if (NOT_STORABLE.test(text)) {
    message = "a value is too long or has invalid characters";
  } else if (operation.change === "signed_up") {
    const exists = isUnleash && USER_EXISTS[status]?.exec(text);
    if (status === 400 && text === "" && !bodyError) {
      code = "invalid_invite";
      message = "this invite link is unknown, expired or disabled";
    } else if (status === 500 && text === "") {
      // Unleash 4.x responds with an empty 500 to an existing email or username.
      message = "the email or username may already be taken";
    } else if (exists) {
      const path = status === 400 ? "email" : exists[1];
      const taken = "is already taken";
      code = "user_exists";
      message = `${path ?? "email or username"} ${taken}`;
      issues = path ? [{ path, message: taken }] : [];
    }
  }
  const reason = formatIssues(issues) || (body.serverMessage ?? bodyError?.message ?? "no reason given");
  message ??= `the server rejected the request: ${quote(reason)}${maybeProxy}`;
  return new ErrorClass(
    `${status || "3xx"}: ${message}`,
    {
      ...reported,
      code,
      operation: id,
      status,
      headers: redactHeaders(headers, redact),
      body: redact(text).slice(0, MAX_CHARS),
      issues,
      retryAfterMs: parseRetryAfterMs(status, headers, now),
    },
    bodyError && { cause: bodyError },
  );
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
  // A session cookie of the server or a proxy grants access like a key, and so may the URL of a login page.
  copy.delete("set-cookie");
  copy.delete("location");
  return copy;
}

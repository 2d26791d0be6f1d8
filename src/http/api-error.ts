import {
  type ApiErrorFields,
  BadRequestError,
  ConflictError,
  type ErrorCode,
  ForbiddenError,
  InviteApiError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from "../errors.ts";
import { type OperationId, operations } from "../operations.ts";
import { type ErrorBody, parseErrorBody } from "./error-body.ts";
import type { RawResponse } from "./read-response.ts";
import type { Redact } from "./redact.ts";
import { parseRetryAfterMs } from "./retry.ts";

const MAX_BODY_CHARS = 4_000;
const MAX_QUOTED_CHARS = 300;

const ERROR_BY_STATUS: Readonly<Record<number, readonly [typeof InviteApiError, ErrorCode]>> = {
  400: [BadRequestError, "bad_request"],
  401: [UnauthorizedError, "unauthorized"],
  403: [ForbiddenError, "forbidden"],
  404: [NotFoundError, "not_found"],
  409: [ConflictError, "conflict"],
  429: [RateLimitError, "rate_limited"],
  500: [ServerError, "server_error"],
};
export const NOT_UNLEASH = "an HTML page where Unleash was expected: baseUrl is probably wrong";
/** The public calls need no key, so it is not Unleash that wants one. */
const BLOCKED_BY_PROXY = "access is denied before Unleash";
const NO_MESSAGE = { message: undefined, details: [] };
/** What the database says of a username that is taken, and of an e-mail that is sent twice at once. */
const DUPLICATE = /duplicate key value violates unique constraint/;
const UNEXPECTED_STATUS = [InviteApiError, "unexpected_status"] as const;

function kindOf(status: number): readonly [typeof InviteApiError, ErrorCode] {
  return ERROR_BY_STATUS[Math.min(status, 500)] ?? UNEXPECTED_STATUS;
}

/** The error for an answer that is no success. */
export function createApiError(
  id: OperationId,
  answer: RawResponse,
  html: boolean,
  redact: Redact,
  now: number,
): InviteApiError {
  const { status, text, headers } = answer;
  // Before anything is redacted: a password might be a word that the cases are told apart by.
  const errorBody = parseErrorBody(html ? "" : text);
  const sanitize = (visibleBody: string) => redact(visibleBody).slice(0, MAX_BODY_CHARS);
  // The text of a 500 is SQL as often as not: it stays in the body.
  const visibleBody = status === 500 ? NO_MESSAGE : errorBody;
  const fields: ApiErrorFields = {
    code: errorCode(id, answer, html, errorBody),
    operation: id,
    status,
    headers: redactHeaders(headers, redact),
    body: sanitize(text),
    errorId: errorBody.id && sanitize(errorBody.id),
    serverMessage: visibleBody.message && sanitize(visibleBody.message),
    details: visibleBody.details.map(({ message, path }) => ({
      message: sanitize(message),
      path: path && sanitize(path),
    })),
    ...(status === 403 && { requiredPermissions: errorBody.permissions.map(sanitize) }),
    ...(status === 429 && { retryAfterMs: parseRetryAfterMs(status, headers, now) }),
  };
  return new (kindOf(status)[0])(`${status}: ${errorMessage(id, fields)}`, fields);
}

function errorCode(
  id: OperationId,
  { status, text }: RawResponse,
  html: boolean,
  errorBody: ErrorBody,
): ErrorCode {
  if (status === 404 && html) return "not_unleash";
  if (id === "addPublicSignupTokenUser") {
    if (status === 400 && text === "") return "invalid_invite";
    if (isExistingUser(status, errorBody)) return "user_exists";
  }
  return kindOf(status)[1];
}

/** A known e-mail is a 400 (409 by the documents); a known username breaks a rule of the database, in a 500. */
function isExistingUser(status: number, errorBody: ErrorBody): boolean {
  if (status === 409) return true;
  const texts = [errorBody.message, ...errorBody.details.map(({ message }) => message)].join("\n");
  return status === 400 ? /User already exists$/m.test(texts) : status === 500 && DUPLICATE.test(texts);
}

/** What went wrong and what to do next, in a sentence. The server is quoted for what the caller can mend alone. */
function errorMessage(id: OperationId, fields: ApiErrorFields): string {
  const { status, serverMessage = "it gave no reason", details = [], requiredPermissions = [] } = fields;
  const { path, auth: access } = operations[id];
  const isPublic = access === "public";
  switch (fields.code) {
    case "invalid_invite":
      return "this invite link is unknown, expired or disabled";
    case "user_exists":
      return "a user with this e-mail or username exists already";
    case "unauthorized":
      return isPublic ? BLOCKED_BY_PROXY : "the server does not know this API key: check apiKey";
    case "forbidden":
      if (isPublic) return BLOCKED_BY_PROXY;
      return `this API key lacks the ${truncate(requiredPermissions.join(" or ")) || "needed"} permission`;
    case "not_found":
      return path.includes("{") ? "no invite link has this secret" : "no such address: check baseUrl";
    case "not_unleash":
      return NOT_UNLEASH;
    case "rate_limited":
      return "too many requests: wait before the next";
    case "server_error":
      return "the server failed, or is in maintenance: try again later";
    default:
      if (status === 413) return "the request is too large: Unleash takes 100 kB";
      return `the server refused the request: ${truncate(details.map(({ message }) => message).join("; ") || serverMessage)}`;
  }
}

function truncate(visibleBody: string): string {
  return visibleBody.slice(0, MAX_QUOTED_CHARS);
}

function redactHeaders(headers: Headers, redact: Redact): Headers {
  const copy = new Headers();
  for (const [name, value] of headers) {
    // A session of the server's, or of a proxy's, is as good as a key.
    if (name === "set-cookie") continue;
    // A masked secret has an ellipsis, which no header can carry.
    copy.append(name, redact(value).replaceAll("…", "..."));
  }
  return copy;
}

import type { Answer } from "./answer.ts";
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
} from "./errors.ts";
import { type OperationId, operations } from "./operations.ts";
import type { Redact } from "./redact.ts";
import { askedDelayMs } from "./retry.ts";
import { readServerError, type ServerSays } from "./server-error.ts";

const MAX_BODY_CHARS = 4_000;
const MAX_QUOTED_CHARS = 300;

const KINDS: Readonly<Record<number, readonly [typeof InviteApiError, ErrorCode]>> = {
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
const BARRED = "access is denied before Unleash";
const SILENCE = { message: undefined, details: [] };
/** What the database says of a username that is taken, and of an e-mail that is sent twice at once. */
const DUPLICATE = /duplicate key value violates unique constraint/;
const OTHER = [InviteApiError, "unexpected_status"] as const;

function kindOf(status: number): readonly [typeof InviteApiError, ErrorCode] {
  return KINDS[Math.min(status, 500)] ?? OTHER;
}

/** The error for an answer that is no success. */
export function refusal(
  id: OperationId,
  answer: Answer,
  html: boolean,
  redact: Redact,
  now: number,
): InviteApiError {
  const { status, text, headers } = answer;
  // Before anything is redacted: a password might be a word that the cases are told apart by.
  const said = readServerError(html ? "" : text);
  const quotable = (words: string) => redact(words).slice(0, MAX_BODY_CHARS);
  // The text of a 500 is SQL as often as not: it stays in the body.
  const words = status === 500 ? SILENCE : said;
  const fields: ApiErrorFields = {
    code: codeOf(id, answer, html, said),
    operation: id,
    status,
    headers: redactHeaders(headers, redact),
    body: quotable(text),
    errorId: said.id && quotable(said.id),
    serverMessage: words.message && quotable(words.message),
    details: words.details.map(({ message, path }) => ({
      message: quotable(message),
      path: path && quotable(path),
    })),
    ...(status === 403 && { requiredPermissions: said.permissions.map(quotable) }),
    ...(status === 429 && { retryAfterMs: askedDelayMs(status, headers, now) }),
  };
  return new (kindOf(status)[0])(`${status}: ${adviceFor(id, fields)}`, fields);
}

function codeOf(id: OperationId, { status, text }: Answer, html: boolean, said: ServerSays): ErrorCode {
  if (status === 404 && html) return "not_unleash";
  if (id === "addPublicSignupTokenUser") {
    if (status === 400 && text === "") return "invalid_invite";
    if (isKnownUser(status, said)) return "user_exists";
  }
  return kindOf(status)[1];
}

/** A known e-mail is a 400 (409 by the documents); a known username breaks a rule of the database, in a 500. */
function isKnownUser(status: number, said: ServerSays): boolean {
  if (status === 409) return true;
  const texts = [said.message, ...said.details.map(({ message }) => message)].join("\n");
  return status === 400 ? /User already exists$/m.test(texts) : status === 500 && DUPLICATE.test(texts);
}

/** What went wrong and what to do next, in a sentence. The server is quoted for what the caller can mend alone. */
function adviceFor(id: OperationId, fields: ApiErrorFields): string {
  const { status, serverMessage = "it gave no reason", details = [], requiredPermissions = [] } = fields;
  const { path, access } = operations[id];
  const isPublic = access === "public";
  switch (fields.code) {
    case "invalid_invite":
      return "this invite link is unknown, expired or disabled";
    case "user_exists":
      return "a user with this e-mail or username exists already";
    case "unauthorized":
      return isPublic ? BARRED : "the server does not know this API key: check apiKey";
    case "forbidden":
      if (isPublic) return BARRED;
      return `this API key lacks the ${shorten(requiredPermissions.join(" or ")) || "needed"} permission`;
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
      return `the server refused the request: ${shorten(details.map(({ message }) => message).join("; ") || serverMessage)}`;
  }
}

function shorten(words: string): string {
  return words.slice(0, MAX_QUOTED_CHARS);
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

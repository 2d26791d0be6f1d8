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
  const permissions = said.permissions.map(quotable);
  const fields = {
    code: codeOf(id, answer, html, said),
    operation: id,
    status,
    headers: redactHeaders(headers, redact),
    body: quotable(text),
    errorId: said.id && quotable(said.id),
    // The text of a 500 is SQL as often as not: it stays in the body.
    ...wordsOf(status === 500 ? undefined : said, quotable),
    ...(status === 403 && { requiredPermissions: permissions }),
    ...(status === 429 && { retryAfterMs: askedDelayMs(status, headers, now) }),
  } satisfies ApiErrorFields;
  return new (kindOf(status)[0])(`${status}: ${adviceFor(id, fields, permissions)}`, fields);
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
  const texts = [said.message ?? "", ...said.details.map(({ message }) => message)];
  if (status === 400) return texts.some((text) => text.endsWith("User already exists"));
  return (
    status === 500 && texts.some((text) => text.includes("duplicate key value violates unique constraint"))
  );
}

/** What went wrong and what to do next, in a sentence. The server is quoted for what the caller can mend alone. */
function adviceFor(id: OperationId, fields: ApiErrorFields, permissions: readonly string[]): string {
  const isPublic = operations[id].access === "public";
  switch (fields.code) {
    case "invalid_invite":
      return "this invite link does not work: it is unknown, expired or disabled";
    case "user_exists":
      return "a user with this e-mail or username exists already";
    case "unauthorized":
      return isPublic
        ? "something before Unleash wants a login"
        : "the server does not know this API key: check apiKey";
    case "forbidden":
      if (isPublic) return "access is denied before Unleash";
      return permissions.length === 0
        ? "this API key lacks a permission: use the key of an administrator"
        : `this API key lacks the ${permissions.join(" or ").slice(0, MAX_QUOTED_CHARS)} permission`;
    case "not_found":
      return operations[id].path.includes("{token}")
        ? "no invite link has this secret"
        : "no such address: check baseUrl";
    case "not_unleash":
      return "a page that is not of Unleash's API: baseUrl is probably wrong";
    case "rate_limited":
      return "too many requests: wait before the next";
    case "server_error":
      return fields.status === 503
        ? "the server is not available, or in maintenance: try again later"
        : "the server failed: try again later";
    default:
      if (fields.status === 413) return "the request is too large: Unleash takes 100 kB";
      return `the server refused the request: ${quote(fields)}`;
  }
}

function quote({ details = [], serverMessage = "it gave no reason" }: ApiErrorFields): string {
  const text = details.length === 0 ? serverMessage : details.map(({ message }) => message).join("; ");
  return text.slice(0, MAX_QUOTED_CHARS);
}

function wordsOf(
  said: ServerSays | undefined,
  redact: Redact,
): Pick<ApiErrorFields, "serverMessage" | "details"> {
  return {
    serverMessage: said?.message && redact(said.message),
    details:
      said?.details.map(({ message, path }) => ({
        message: redact(message),
        ...(path && { path: redact(path) }),
      })) ?? [],
  };
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

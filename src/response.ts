import * as z from "zod/mini";
import { InvalidResponseError, InviteApiError, type Issue } from "./errors.ts";
import { type OperationId, operations, type Results } from "./operations.ts";
import type { Redact } from "./redact.ts";
import { refusal } from "./refusal.ts";
import { responseIssues } from "./validation.ts";

/** An answer, its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where a redirect pointed, its origin alone; "" when that is not to be learnt. undefined: it was no redirect. */
  readonly redirectedTo: string | undefined;
}

/** Enough for every error that a server means to be read; a page of megabytes is not. */
const MAX_ERROR_BYTES = 64 * 1024;

/** Reads the body, and leaves nothing of it open: the whole of a success, the start of anything else. */
export async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const redirectedTo = redirectOf(response);
  if (redirectedTo !== undefined) {
    await response.body?.cancel();
    return { status, headers, text: "", redirectedTo };
  }
  const whole = response.ok && !isHtmlType(headers);
  return { status, headers, text: whole ? await response.text() : await startOf(response), redirectedTo };
}

function redirectOf(response: Response): string | undefined {
  if (response.type === "opaqueredirect") return "";
  // A `fetch` of the caller's that follows redirects all the same.
  if (response.redirected) return originOf(response.url, undefined);
  if (response.status < 300 || response.status > 399) return undefined;
  return originOf(response.headers.get("location") ?? "", response.url);
}

function originOf(location: string, base: string | undefined): string {
  return location !== "" && URL.canParse(location, base) ? new URL(location, base).origin : "";
}

async function startOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; bytes < MAX_ERROR_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

function isHtmlType(headers: Headers): boolean {
  return /^text\/html\b/i.test(headers.get("content-type") ?? "");
}

function isHtml(answer: Answer): boolean {
  return answer.text !== "" && (isHtmlType(answer.headers) || answer.text.trimStart().startsWith("<"));
}

/**
 * What an answer means.
 *
 * @param now the present in ms, for a `Retry-After` that is a date
 * @throws {InviteApiError} of the class that goes with the status
 * @throws {InvalidResponseError} for a success that is not what the operation promises
 */
export function resultOf<Id extends OperationId>(
  id: Id,
  answer: Answer,
  redact: Redact,
  now: number,
): Results[Id] {
  const { status, redirectedTo } = answer;
  if (redirectedTo !== undefined) {
    const where = redirectedTo === "" ? "" : ` to ${redirectedTo}`;
    throw new InviteApiError(
      `${status}: redirected${where}, and not followed: set baseUrl to where Unleash answers itself`,
      {
        code: "redirected",
        operation: id,
        status,
      },
    );
  }
  const html = isHtml(answer);
  if (status >= 200 && status <= 299) return success(id, answer, html, redact);
  // To the question whether a link works, a 400 is the answer "no".
  if (id === "validatePublicSignupToken" && status === 400 && !html) return false as Results[Id];
  throw refusal(id, answer, html, redact, now);
}

function success<Id extends OperationId>(
  id: Id,
  { status, text }: Answer,
  html: boolean,
  redact: Redact,
): Results[Id] {
  const schema = operations[id].answer;
  if (html) {
    const start = redact(text).replace(/\s+/g, " ").trim().slice(0, 60);
    throw new InvalidResponseError(
      `${status}: an HTML page where Unleash was expected: baseUrl is probably wrong. The page starts: ${start}`,
      { code: "not_unleash", operation: id, status, issues: [{ path: "", message: "must not be HTML" }] },
    );
  }
  if (schema === undefined) {
    if (text !== "") throw invalid(id, status, [{ path: "", message: "must be empty" }]);
    return true as Results[Id];
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid(id, status, [{ path: "", message: text === "" ? "must not be empty" : "must be JSON" }]);
  }
  const result = z.safeParse(schema, json);
  if (result.success) return result.data;
  throw invalid(id, status, responseIssues(result.error));
}

function invalid(operation: OperationId, status: number, issues: readonly Issue[]): InvalidResponseError {
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  const told = issues.slice(0, 1).map(({ path, message }) => `${path === "" ? "the body" : path} ${message}`);
  return new InvalidResponseError(`${status}: not the answer that ${operation} promises: ${told}${more}`, {
    code: "invalid_response",
    operation,
    status,
    issues,
  });
}

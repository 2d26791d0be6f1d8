import * as z from "zod/v4/core";
import type { Answer } from "./answer.ts";
import { InvalidResponseError, InviteApiError, type Issue } from "./errors.ts";
import { type OperationId, operations, type Results } from "./operations.ts";
import type { Redact } from "./redact.ts";
import { refusal } from "./refusal.ts";

/** More would only be noise. */
const MAX_ISSUES = 20;

// By its look and not by its type: Unleash sends the plain sentence of a 429 as text/html.
function isHtml(answer: Answer): boolean {
  return answer.text.trimStart().startsWith("<");
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
    const where = redirectedTo === "" ? "" : ` to ${redact(redirectedTo)}`;
    throw new InviteApiError(
      `${status || "3xx"}: redirected${where}, and not followed: set baseUrl to where Unleash answers itself`,
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
  const { answer } = operations[id];
  if (html) {
    const start = redact(text).replace(/\s+/g, " ").trim().slice(0, 60);
    throw new InvalidResponseError(
      `${status}: an HTML page where Unleash was expected: baseUrl is probably wrong. The page starts: ${start}`,
      { code: "not_unleash", operation: id, status, issues: [{ path: "", message: "must not be HTML" }] },
    );
  }
  if (answer === undefined) {
    if (text !== "") throw invalid(id, status, [{ path: "", message: "must be empty" }]);
    return true as Results[Id];
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid(id, status, [{ path: "", message: text === "" ? "must not be empty" : "must be JSON" }]);
  }
  if (id === "updatePublicSignupToken" && isHalfToken(json)) return undefined as Results[Id];
  const result = z.safeParse(answer, json);
  if (result.success) return result.data as Results[Id];
  throw invalid(id, status, result.error.issues.slice(0, MAX_ISSUES).map(issueOf));
}

/** Servers up to 8.2 leave `role` of an updated token empty, and `users` too, whoever has signed up. */
function isHalfToken(json: unknown): boolean {
  const role = (json as { role?: unknown } | null)?.role;
  return typeof role === "object" && role !== null && Object.keys(role).length === 0;
}

/** What zod found, in words that hold none of the answer's values. */
function issueOf({ path, code, ...issue }: z.$ZodIssue): Issue {
  const at = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  const expected = "expected" in issue ? (issue.expected as string) : undefined;
  // zod names what the string was to become.
  const must = expected === "date" ? "a date-time" : expected;
  return { path: at.replace(/^\./, ""), message: must === undefined ? "is not valid" : `must be ${must}` };
}

function invalid(operation: OperationId, status: number, issues: readonly Issue[]): InvalidResponseError {
  const more = issues.length > 1 ? " (and more: see issues)" : "";
  const told = issues.slice(0, 1).map(({ path, message }) => `${path || "the body"} ${message}`);
  return new InvalidResponseError(`${status}: not the answer that ${operation} promises: ${told}${more}`, {
    code: "invalid_response",
    operation,
    status,
    issues,
  });
}

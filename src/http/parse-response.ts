import * as z from "zod/v4/core";
import { InvalidResponseError, InviteApiError, type Issue } from "../errors.ts";
import { type OperationId, type OperationResults, operations } from "../operations.ts";
import { createApiError, NOT_UNLEASH } from "./api-error.ts";
import type { RawResponse } from "./read-response.ts";
import type { Redact } from "./redact.ts";

/** More would only be noise. */
const MAX_ISSUES = 20;

// By its look and not by its type: Unleash sends the plain sentence of a 429 as text/html.
function isHtml(answer: RawResponse): boolean {
  return answer.text.trimStart().startsWith("<");
}

/**
 * What an answer means.
 *
 * @param now the present in ms, for a `Retry-After` that is a date
 * @throws {InviteApiError} of the class that goes with the status
 * @throws {InvalidResponseError} for a success that is not what the operation promises
 */
export function parseResponse<Id extends OperationId>(
  id: Id,
  answer: RawResponse,
  redact: Redact,
  now: number,
): OperationResults[Id] {
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
  if (status >= 200 && status <= 299) return parseSuccess(id, answer, html, redact);
  // To the question whether a link works, a 400 is the answer "no".
  if (id === "validatePublicSignupToken" && status === 400 && !html) return false as OperationResults[Id];
  throw createApiError(id, answer, html, redact, now);
}

function parseSuccess<Id extends OperationId>(
  id: Id,
  { status, text }: RawResponse,
  html: boolean,
  _redact: Redact,
): OperationResults[Id] {
  const { responseSchema: answer } = operations[id];
  const invalid = (...issues: Issue[]) => {
    const [{ path, message }] = issues as [Issue];
    const more = issues.length > 1 ? " (and more)" : "";
    const told = `not the answer that ${id} promises: ${path || "the body"} ${message}${more}`;
    return new InvalidResponseError(`${status}: ${told}`, {
      code: "invalid_response",
      operation: id,
      status,
      issues,
    });
  };
  if (html) {
    throw new InvalidResponseError(`${status}: ${NOT_UNLEASH}`, {
      code: "not_unleash",
      operation: id,
      status,
      issues: [{ path: "", message: "must not be HTML" }],
    });
  }
  if (answer === undefined) {
    if (text !== "") throw invalid({ path: "", message: "must be empty" });
    return true as OperationResults[Id];
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid({ path: "", message: text === "" ? "must not be empty" : "must be JSON" });
  }
  if (id === "updatePublicSignupToken" && isPartialToken(json)) return undefined as OperationResults[Id];
  const result = z.safeParse(answer, json);
  if (result.success) return result.data as OperationResults[Id];
  throw invalid(...result.error.issues.slice(0, MAX_ISSUES).map(toIssue));
}

/** Servers up to 8.2 leave `role` of an updated token empty, and `users` too, whoever has signed up. */
function isPartialToken(json: unknown): boolean {
  return JSON.stringify((json as { role?: unknown } | null)?.role) === "{}";
}

/** What zod found, in words that hold none of the answer's values. */
function toIssue({ path, ...issue }: z.$ZodIssue): Issue {
  const at = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  // Of types alone: nothing else is asked for. A date is named after what its string was to become.
  const { expected } = issue as { expected?: string };
  return {
    path: at.replace(/^\./, ""),
    message: `must be ${expected === "date" ? "a date-time" : expected}`,
  };
}

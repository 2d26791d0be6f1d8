import { InviteApiError } from "../api-errors.ts";
import { type AppliedChange, InvalidResponseError, InviteError, type Issue } from "../errors.ts";
import type { Operation } from "../operations.ts";
import { type CallContext, createApiError, HTML_MESSAGE } from "./api-error.ts";
import { parseErrorBody } from "./error-body.ts";
import type { RawResponse } from "./read-response.ts";

/**
 * Parses a response into the operation's result.
 *
 * @param now epoch milliseconds, for a `Retry-After` that is a date
 * @throws {InviteApiError} for a non-2xx status, of the class for that status
 * @throws {InvalidResponseError} for a 2xx that does not match the schema
 * @throws {ConnectionError} {RequestTimeoutError} for a 2xx whose body is incomplete
 */
export function parseResponse(response: RawResponse, context: CallContext, now: number): unknown {
  const { status, redirectedTo, text, bodyError } = response;
  if (redirectedTo !== undefined) throw redirectError(status, redirectedTo, context);
  // Detected by the text, not by the content type: Unleash labels the plain text of a 429 as text/html.
  const html = text.trimStart().startsWith("<");
  if (status >= 200 && status <= 299) {
    try {
      return parseSuccess(response, html, context);
    } catch (error) {
      throw withChange(error, context.change, text);
    }
  }
  const body = parseErrorBody(html ? "" : text);
  const { badRequest } = context.operation;
  const isOwn = bodyError === undefined && (text === "" || body.isUnleash);
  if (status === 400 && badRequest && isOwn) return badRequest.result;
  throw createApiError(context, response, { ...body, html }, now);
}

function parseSuccess(
  { status, text, bodyError }: RawResponse,
  html: boolean,
  context: CallContext,
): unknown {
  if (bodyError) throw bodyError;
  const { id, operation } = context;
  if (html) {
    throw new InvalidResponseError(`${status}: ${HTML_MESSAGE}`, {
      code: "not_unleash",
      operation: id,
      status,
      issues: [{ path: "", message: "must not be HTML" }],
    });
  }
  if (text === "" && operation.empty) return operation.empty.result;
  const issues: Issue[] = [];
  const result = readJson(text, operation, issues);
  const [issue] = issues;
  if (issue === undefined) return result;
  const more = issues.length > 1 ? " (and more)" : "";
  const summary = `${issue.path || "the body"} ${issue.message}${more}`;
  throw new InvalidResponseError(`${status}: response of ${id} does not match the schema: ${summary}`, {
    code: "invalid_response",
    operation: id,
    status,
    issues,
  });
}

function readJson(text: string, { reader }: Operation, issues: Issue[]): unknown {
  const fail = (message: string) => void issues.push({ path: "", message });
  if (reader === undefined) return fail("must be empty");
  if (text === "") return fail("must not be empty");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail("must be JSON");
  }
  return reader(json, issues);
}

/** Records on the error that the server applied the request: its status was a 2xx. */
function withChange(error: unknown, change: AppliedChange | undefined, text: string): unknown {
  if (!change || !(error instanceof InviteError)) return error;
  // An invalid response to a create may still contain the secret of the new token.
  const { secret = /"secret"\s*:\s*"([^"\\]+)"/.exec(text)?.[1] } = change;
  return error.addApplied([{ ...change, secret }]);
}

function redirectError(status: number, redirectedTo: string, { id, redact }: CallContext): InviteApiError {
  const target = redirectedTo === "" ? "" : ` to ${redact(redirectedTo)}`;
  const message = `${status || "3xx"}: redirected${target}; redirects are not followed, set baseUrl to the final URL`;
  return new InviteApiError(message, { code: "redirected", operation: id, status });
}

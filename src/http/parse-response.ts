import { InviteApiError } from "../api-errors.ts";
import { formatIssues, InvalidResponseError, type InviteError, type Issue } from "../errors.ts";
import { type CallContext, createApiError } from "./api-error.ts";
import { parseErrorBody, parseJson } from "./error-body.ts";
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
  if (status >= 200 && status <= 299) return parseSuccess(response, context);
  const body = parseErrorBody(text, context.redact);
  const { badRequest } = context.operation;
  const isOwn = bodyError === undefined && (text === "" || body.isUnleash);
  if (status === 400 && badRequest && isOwn) return badRequest.result;
  throw createApiError(context, response, body, now);
}

function parseSuccess({ status, text, bodyError }: RawResponse, context: CallContext): unknown {
  const { id, operation } = context;
  if (bodyError) throw withChange(bodyError, context, text);
  if (text === "" && operation.empty) return operation.empty.result;
  const { reader } = operation;
  const issues: Issue[] = [];
  const json = parseJson(text);
  // Detected by the text, because proxies label HTML as JSON.
  const isHtml = json === undefined && text.trimStart().startsWith("<");
  if (reader && json !== undefined) {
    const result = reader(json, issues);
    if (issues.length === 0) return result;
  } else {
    const expected = reader ? "JSON" : "empty";
    issues.push({ path: "", message: `must ${isHtml ? "not be HTML" : `be ${expected}`}` });
  }
  const message = `${status}: invalid response of ${id}: ${formatIssues(issues)}${isHtml ? "; check baseUrl" : ""}`;
  const code = isHtml ? "not_unleash" : "invalid_response";
  throw withChange(new InvalidResponseError(message, { code, operation: id, status, issues }), context, text);
}

/** Records on the error that the server applied the request: its status was a 2xx. */
function withChange(error: InviteError, { change }: CallContext, text: string): InviteError {
  if (!change) return error;
  // An invalid response to a create may still contain the secret of the new token.
  const { secret = /"secret"\s*:\s*"([^"\\]+)"/.exec(text)?.[1] } = change;
  return error.addApplied([{ ...change, secret }]);
}

function redirectError(status: number, redirectedTo: string, { id, redact }: CallContext): InviteApiError {
  const target = redirectedTo && ` to ${redact(redirectedTo)}`;
  const message = `${status || "3xx"}: redirect${target} not followed; set baseUrl to the final URL`;
  return new InviteApiError(message, { code: "redirected", operation: id, status });
}

import { formatIssues, InvalidResponseError, type Issue } from "../errors.ts";
import { type CallContext, createApiError } from "./api-error.ts";
import { parseErrorBody, parseJson } from "./error-body.ts";
import type { RawResponse } from "./read-response.ts";

/**
 * Parses a response into the operation's result.
 *
 * @param now epoch milliseconds, for a `Retry-After` that is a date
 * @throws {InviteApiError} for a redirect or a non-2xx status, of the class for that status
 * @throws {InvalidResponseError} for a 2xx that does not match the schema
 * @throws {ConnectionError} {RequestTimeoutError} for a 2xx whose body is incomplete
 */
export function parseResponse(response: RawResponse, context: CallContext, now: number): unknown {
  const { status, redirectedTo, text, bodyError } = response;
  const { badRequest } = context.operation;
  // A custom `fetch` may have followed a redirect to any status.
  const isRedirect = redirectedTo !== undefined;
  if (status >= 200 && status <= 299 && !isRedirect) return parseSuccess(response, context);
  const body = parseErrorBody(text, context.redact);
  const isOwn = !isRedirect && bodyError === undefined && (text === "" || body.isUnleash);
  if (status === 400 && badRequest && isOwn) return badRequest.result;
  throw createApiError(context, response, body, now);
}

function parseSuccess(
  { status, text, bodyError }: RawResponse,
  { id, operation, change }: CallContext,
): unknown {
  const { reader, empty } = operation;
  let error = bodyError;
  if (error === undefined) {
    if (text === "" && empty) return empty.result;
    const issues: Issue[] = [];
    const json = parseJson(text);
    // Detected by the text, because proxies label HTML as JSON.
    const isHtml = json === undefined && /^\s*</.test(text);
    if (reader && json !== undefined) {
      const result = reader(json, issues);
      if (issues.length === 0) return result;
    } else {
      const expected = reader ? "be JSON" : "be empty";
      issues.push({ path: "", message: `must ${isHtml ? "not be HTML" : expected}` });
    }
    const message = `${status}: invalid response of ${id}: ${formatIssues(issues)}${isHtml ? "; check baseUrl" : ""}`;
    const code = isHtml ? "not_unleash" : "invalid_response";
    error = new InvalidResponseError(message, { code, operation: id, status, issues });
  }
  // The server applied the request. An invalid response to a create may still contain the secret of the new token.
  const secret = change?.secret ?? /"secret"\s*:\s*"([^"\\]+)"/.exec(text)?.[1];
  throw error.addApplied(change ? [{ ...change, secret }] : []);
}

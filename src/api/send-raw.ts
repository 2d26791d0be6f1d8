import { InviteApiError } from "../api-errors.ts";
import { InvalidResponseError } from "../errors.ts";
import type { RawResponse } from "../http/read-response.ts";
import { createRedactor, type Redact } from "../http/redact.ts";
import type { AnyInput, SendOperation } from "../http/request.ts";
import type { OperationId } from "../types.ts";

/** Headers about the body as sent. They no longer apply: the body is decoded, and may be replaced. */
const BODY_HEADERS = ["content-encoding", "content-length", "transfer-encoding"];

/**
 * Sends an operation and returns its response instead of a result: a 2xx unchanged, an error response redacted and never
 * without a body.
 */
export async function sendRaw(send: SendOperation, id: OperationId, input: AnyInput): Promise<Response> {
  let raw: RawResponse | undefined;
  const onResponse = (response: RawResponse) => {
    raw = response;
  };
  try {
    // The id comes from the request: the compiler cannot know its input.
    await send(id, { ...input, onResponse } as never);
  } catch (error) {
    if (error instanceof InviteApiError && isResponse(error)) {
      return toErrorResponse(error.status, error.headers, error.body, error.message);
    }
    // JSON that does not match the schema is returned, as by any client of openapi-fetch.
    if (!(error instanceof InvalidResponseError) || parseJson(raw?.text) === undefined) throw error;
  }
  const { status, headers, text } = raw as RawResponse;
  if (status >= 200 && status <= 299) return toResponse(status, copyHeaders(headers), text);
  // Only `validatePublicSignupToken` gets here: its 400 is a result, so it has not been redacted.
  const redact = createRedactor({ secret: input.token });
  const message = `${status}: this invite link is unknown, expired or disabled`;
  return toErrorResponse(status, copyHeaders(headers, redact), redact(text), message);
}

function copyHeaders(headers: RawResponse["headers"], redact: Redact = (text) => text): Headers {
  const copy = new Headers();
  // A masked secret has an ellipsis, which no header can contain.
  headers.forEach((value, name) => void copy.append(name, redact(value).replaceAll("…", "...")));
  return copy;
}

/** Returns whether an error response is for programs: not a redirect and not an HTML page. */
function isResponse({ code, status, body }: InviteApiError): boolean {
  return code !== "redirected" && status <= 599 && !body.trimStart().startsWith("<");
}

/** Returns an error response with a body that is truthy, for `if (error)`. */
function toErrorResponse(status: number, headers: Headers, body: string, message: string): Response {
  const json = parseJson(body);
  if (json || (json === undefined && body.trim() !== "")) return toResponse(status, headers, body);
  const response = toResponse(status, headers, JSON.stringify({ message }));
  response.headers.set("content-type", "application/json");
  return response;
}

function parseJson(text = ""): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toResponse(status: number, headers: Headers, body: string): Response {
  for (const name of BODY_HEADERS) headers.delete(name);
  const bytes = new TextEncoder().encode(body);
  // openapi-fetch treats a content-length of 0 as no data.
  headers.set("content-length", `${bytes.byteLength}`);
  return new Response(bytes.byteLength > 0 ? bytes : null, { status, headers });
}

import { InviteApiError } from "../api-errors.ts";
import { InvalidResponseError } from "../errors.ts";
import type { RawResponse } from "../http/read-response.ts";
import { createRedactor, type Redact } from "../http/redact.ts";
import type { SendOperation } from "../http/request.ts";
import type { OperationId } from "../types.ts";

/** Headers of a body as it was sent: it is unpacked now, and may be another one. */
const BODY_HEADERS = ["content-encoding", "content-length", "transfer-encoding"];

/**
 * Sends an operation, and returns its response instead of a result: a success as it came, a refusal redacted and with
 * a body in any case.
 */
export async function sendRaw(
  send: SendOperation,
  id: OperationId,
  input: NonNullable<Parameters<SendOperation>[1]>,
): Promise<Response> {
  let raw: RawResponse | undefined;
  const onResponse = (response: RawResponse) => {
    raw = response;
  };
  try {
    await send(id, { ...input, onResponse });
  } catch (error) {
    if (error instanceof InviteApiError && isResponse(error)) {
      return toErrorResponse(error.status, error.headers, error.body, error.message);
    }
    // Another shape than the document's is for the caller to judge, as with any client of openapi-fetch.
    if (!(error instanceof InvalidResponseError) || parseJson(raw?.text) === undefined) throw error;
  }
  const { status, headers, text } = raw as RawResponse;
  if (status >= 200 && status <= 299) return toResponse(status, copyHeaders(headers), text);
  // Only `validatePublicSignupToken` takes a refusal for a result, which nobody has redacted.
  const redact = createRedactor({ secret: input.params?.path?.token });
  const message = `${status}: this invite link is unknown, expired or disabled`;
  return toErrorResponse(status, copyHeaders(headers, redact), redact(text), message);
}

function copyHeaders(headers: RawResponse["headers"], redact: Redact = (text) => text): Headers {
  const copy = new Headers();
  // A masked secret has an ellipsis, which no header can contain.
  headers.forEach((value, name) => void copy.append(name, redact(value).replaceAll("…", "...")));
  return copy;
}

/** Returns whether a refusal is for programs, and not a page for people. */
function isResponse({ code, status, body }: InviteApiError): boolean {
  return code !== "redirected" && status <= 599 && !body.trimStart().startsWith("<");
}

/** Returns a refusal, with a body that is truthy for `if (error)`. */
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
  // openapi-fetch goes by the length: 0 means that there is no data.
  headers.set("content-length", `${bytes.byteLength}`);
  return new Response(bytes.byteLength > 0 ? bytes : null, { status, headers });
}

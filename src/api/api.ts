import createClient, { type Client } from "openapi-fetch";
import type { paths } from "../../generated/openapi.ts";
import { createTransport } from "../http/request.ts";
import { operations } from "../operations.ts";
import type { ClientOptions } from "../options.ts";
import type { OperationId } from "../types.ts";
import { resolveOptions } from "../validation/options.ts";
import { inputError } from "../validation/validators.ts";
import { sendRaw } from "./send-raw.ts";

/** openapi-fetch's client for the operations of Unleash's invite links. */
export type InviteApi = Client<paths, `${string}/${string}`>;

/**
 * Creates a client with one method for each HTTP method, typed by the OpenAPI document. Requests go through the transport of this SDK: the API
 * key (for admin operations only), retries, timeouts, redaction and `onEvent` work as in `createInviteClient`.
 *
 * Responses are those of openapi-fetch: `{ data, response }` for a 2xx and `{ error, response }` for any other status. JSON
 * is passed on unchanged: dates stay strings, and nothing is validated. An error response without a body gets
 * `{ message }` as its `error`, so that `if (error)` works.
 *
 * A request rejects with an `InviteError` if there is no such response: timeout, connection error, redirect or HTML page.
 *
 * @throws {InvalidInputError} naming every invalid option
 * @example
 * const api = createInviteApi({ baseUrl: "https://unleash.example.com", apiKey });
 * const { data, error } = await api.GET("/api/admin/invite-link/tokens");
 */
export function createInviteApi(options: ClientOptions): InviteApi {
  const settings = resolveOptions(options);
  // openapi-fetch merges the headers of the client and the call; null removes a default of the transport.
  const removed = Object.entries(settings.headers).filter(([, value]) => value === null);
  const createSend = createTransport({ ...settings, headers: Object.fromEntries(removed) });
  return createClient<paths>({
    baseUrl: settings.baseUrl,
    headers: settings.headers,
    async fetch(request) {
      const { id, token } = parseOperation(request, settings.baseUrl);
      const { signal, headers } = request;
      const send = createSend({ signal, headers: Object.fromEntries(headers) });
      return sendRaw(send, id, { token, body: await parseBody(request) });
    },
  });
}

/** @throws {InvalidInputError} for any other URL or method: the API key must not be sent elsewhere */
function parseOperation({ method, url }: Request, baseUrl: string): { id: OperationId; token: string } {
  const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : "";
  for (const [id, operation] of Object.entries(operations)) {
    const [before = "", after] = operation.path.split("{token}");
    if (method !== operation.method || !path.startsWith(before)) continue;
    const secret = after === undefined ? "" : path.slice(before.length, path.length - after.length);
    if (
      path === before + secret + (after ?? "") &&
      !secret.includes("/") &&
      (secret !== "") === (after !== undefined)
    )
      return { id: id as OperationId, token: decodeURIComponent(secret) };
  }
  throw inputError(
    "",
    "not an operation of this API: check the method, the path, and that the token is not empty",
  );
}

/** @throws {InvalidInputError} if the body is not JSON, for example from the caller's own `bodySerializer` */
async function parseBody(request: Request): Promise<never> {
  const text = await request.text();
  try {
    return (text === "" ? undefined : JSON.parse(text)) as never;
  } catch {
    throw inputError("body", "must be JSON");
  }
}

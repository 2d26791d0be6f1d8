import { mergeHeaders } from "openapi-fetch";
import { type OperationId, type OperationResults, operations } from "../operations.ts";
import type { HeaderOptions, RequestOptions } from "../options.ts";
import type { parseCreateInput, parseSignUpInput, parseUpdateInput } from "../validation/inputs.ts";
import { type ResolvedOptions, resolveKey, resolveRequest } from "../validation/options.ts";
import type { RawResponse } from "./read-response.ts";
import { createRedactor } from "./redact.ts";
import { type PreparedRequest, sendWithRetries } from "./send.ts";
import { abortable } from "./timeout.ts";

/** What an operation is asked with. */
interface OperationInput {
  readonly secret?: string;
  readonly body?: ReturnType<typeof parseCreateInput | typeof parseUpdateInput | typeof parseSignUpInput> & {
    readonly password?: string;
  };
  /** Called with each complete response, before it is parsed. */
  readonly onResponse?: (response: RawResponse) => void;
}

/** Carries out one operation: all the HTTP requests that it takes, until there is a result or an error. */
export type SendOperation = <Id extends OperationId>(
  id: Id,
  input?: OperationInput,
) => Promise<OperationResults[Id]>;

/** @returns what begins a call of one of the client's methods; the API key is asked for at most once in each */
export function createTransport(
  options: ResolvedOptions,
): (request: RequestOptions | undefined) => SendOperation {
  return (requestOptions) => {
    const request = resolveRequest(requestOptions, options);
    const settings = { ...options, ...request };
    let apiKeyPromise: Promise<string> | undefined;
    return async (id, input = {}) => {
      const { signal } = request;
      signal?.throwIfAborted();
      let key: string | undefined;
      if (operations[id].auth === "admin") {
        apiKeyPromise ??= resolveKey(options.apiKey);
        key = await abortable(apiKeyPromise, signal);
      }
      const headers = [options.headers, request.headers, { authorization: key }];
      const redact = createRedactor({ key, secret: input.secret, password: input.body?.password });
      return sendWithRetries(id, buildRequest(options.baseUrl, id, input, headers), settings, redact);
    };
  };
}

// openapi-fetch merges the headers, and no more: its client would read the body of an error without limit, trust every
// success to be JSON, and add 2.3 kB to the 13 of all.
function buildRequest(
  baseUrl: string,
  id: OperationId,
  { secret = "", body, onResponse }: OperationInput,
  headers: readonly HeaderOptions[],
): PreparedRequest {
  const { method, path } = operations[id];
  const json = "application/json";
  return {
    onResponse,
    url: baseUrl + path.replace("{token}", () => encodeURIComponent(secret)),
    init: {
      method,
      headers: mergeHeaders({ accept: json }, body && { "content-type": json }, ...headers),
      ...(body && { body: JSON.stringify(body) }),
    },
  };
}

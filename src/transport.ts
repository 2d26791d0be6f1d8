import createFetchClient from "openapi-fetch";
import type { paths } from "../generated/openapi.ts";
import { abortable } from "./deadline.ts";
import { type Draft, exchange } from "./exchange.ts";
import { type OperationId, operations, type Results } from "./operations.ts";
import { type RequestOptions, type ResolvedOptions, resolveKey, resolveRequest } from "./options.ts";
import { redactor } from "./redact.ts";

/** What an operation is asked with. */
export interface Input {
  readonly secret?: string;
  readonly body?: object;
  /** To be kept out of whatever is printed. */
  readonly password?: string;
}

/** Carries out one operation: all the HTTP requests that it takes, until there is a result or an error. */
export type Send = <Id extends OperationId>(id: Id, input?: Input) => Promise<Results[Id]>;

/** @returns what begins a call of one of the client's methods; the API key is asked for at most once in each */
export function createTransport(options: ResolvedOptions): (request: RequestOptions | undefined) => Send {
  const draft = createDrafter(options);
  return (requestOptions) => {
    const request = resolveRequest(requestOptions, options);
    let asked: Promise<string> | undefined;
    const keyFor = async (id: OperationId): Promise<string | undefined> => {
      if (operations[id].access === "public") return undefined;
      asked ??= resolveKey(options.apiKey);
      return abortable(asked, request.signal);
    };
    return async (id, input = {}) => {
      if (request.signal?.aborted) throw request.signal.reason;
      const key = await keyFor(id);
      const redact = redactor({ key, secret: input.secret, password: input.password });
      const headers = { ...request.headers, authorization: key };
      return exchange(id, await draft(id, input, headers), { ...options, ...request }, redact);
    };
  };
}

// openapi-fetch makes the request out of the operation, its inputs and its headers, and nothing more: left to send it,
// it would read the body of an error without limit, and trust every success to be JSON. So it gets a class to put the
// request into, and an answer that has no body.
class PlainRequest implements Draft {
  readonly url: string;
  readonly init: RequestInit;
  constructor(url: string, init: RequestInit) {
    this.url = url;
    this.init = init;
  }
}
const NO_BODY = { status: 204, ok: true, headers: { get: () => null } } as unknown as Response;

function createDrafter(options: ResolvedOptions) {
  const api = createFetchClient<paths>({
    baseUrl: options.baseUrl,
    Request: PlainRequest as unknown as typeof Request,
    headers: { accept: "application/json", ...options.headers },
  });
  return async (id: OperationId, { secret, body }: Input, headers: object): Promise<Draft> => {
    const { method, path } = operations[id];
    return new Promise((resolve, reject) => {
      const fetch = async (request: Draft) => {
        resolve(request);
        return NO_BODY;
      };
      const init = { params: { path: { token: secret } }, body, headers, fetch };
      // The operation has the types of all this; openapi-fetch wants them anew as literals.
      api.request(method.toLowerCase() as "get", path as never, init as never).catch(reject);
    });
  };
}

import type { ClientEvent } from "./events.ts";

/** The second argument of a {@link Fetch}: a part of the standard `RequestInit`. */
export interface FetchInit {
  /** The HTTP method. */
  method: "GET" | "POST" | "PUT";
  /** Names are in lower case. */
  headers: Record<string, string>;
  /** JSON. */
  body?: string;
  /** Redirects are not followed, because they could send the API key elsewhere. */
  redirect: "manual";
  /** Keeps frameworks that cache `fetch` from replaying a response. Omitted on runtimes that reject it. */
  cache?: "no-store";
  /** Aborts on timeout and with the caller's signal. */
  signal: AbortSignal;
}

/** The part of a `Response` that this SDK reads; those of undici and node-fetch are compatible. */
export interface FetchResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The response headers. */
  readonly headers: {
    get(name: string): string | null;
    forEach(callback: (value: string, name: string) => void): void;
  };
  /** A web stream, an async iterable of bytes, or null; without it `text()` is called. */
  readonly body?: unknown;
  /** Whether `fetch` followed a redirect, which is an error here. */
  readonly redirected?: boolean;
  /** The URL of the response. */
  readonly url?: string;
  /** Returns the body as text. */
  text(): Promise<string>;
}

/** A `fetch`-compatible function, such as undici's or node-fetch's. Always called with a string URL. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** An API key, or a function that returns it. */
export type ApiKey = string | (() => string | Promise<string>);

/** Headers to send: a `Headers` object, pairs, or a record, in which `null` removes a default header. */
export type HeaderOptions =
  | Headers
  | readonly (readonly [name: string, value: string])[]
  | { readonly [name: string]: string | null | undefined };

/** The last argument of every method. */
export interface RequestOptions {
  /** Aborts the call immediately, including during backoff. The promise rejects with `signal.reason`. */
  signal?: AbortSignal | undefined;
  /**
   * Timeout per attempt in milliseconds, including reading the body. Default 10,000. With its retries one request may
   * take three times that and two delays, each of up to 8 s, or 60 s if the server asks for it; some methods send
   * several requests. Also limits how long an `apiKey` function may take.
   */
  timeoutMs?: number | undefined;
  /**
   * Maximum number of retries. Default 2. GET and PUT are retried after a connection error, a timeout and the statuses
   * 408, 429, 502, 503 and 504; POST after 429 and after a connection that was never established. Never when the server
   * asks to wait for more than 60 s. A repeated PUT may overwrite what an administrator changed in between.
   */
  maxRetries?: number | undefined;
  /** Headers for this call. They take precedence over the client's. */
  headers?: HeaderOptions | undefined;
}

/** Options of `createInviteClient`. `timeoutMs`, `maxRetries` and `headers` apply to all calls. */
export interface ClientOptions extends Omit<RequestOptions, "signal"> {
  /**
   * Base URL of Unleash: `https://unleash.example.com`, or with a path, `https://app.unleash-hosted.com/demo`.
   * A trailing `/`, `/api` or `/api/admin`, as in the URLs of other Unleash SDKs, is also accepted.
   */
  baseUrl: string | URL;
  /**
   * Key of an administrator (`user:…`), or a function that returns it, called once per method call.
   * Sent unchanged in the `Authorization` header; use `Bearer user:…` for the Bearer scheme (Unleash 5.12 and later).
   * Not required and never sent by `validate` and `signUp`.
   */
  apiKey?: ApiKey | undefined;
  /** Sends the HTTP requests. Default: the global `fetch`, looked up at the time of the request. */
  fetch?: Fetch | undefined;
  /** Called for every request, response, retry and failure. Exceptions are ignored. */
  onEvent?: ((event: ClientEvent) => void) | undefined;
  /** Returns the current time in epoch milliseconds. Default `Date.now`. */
  now?: (() => number) | undefined;
  /**
   * How long `ensure` and `rotate` wait for concurrent creators, in milliseconds. Default 1,000. Use 0 where only one
   * process calls them, as in most tests.
   */
  settleMs?: number | undefined;
}

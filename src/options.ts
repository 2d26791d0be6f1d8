import type { ClientEvent } from "./events.ts";

/** A function such as the global `fetch`; this SDK calls it with a URL as string. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An API key, or a function that gives it. */
export type ApiKey = string | (() => string | Promise<string>);

/** Headers to send; `null` takes a default away. */
export type HeaderOptions = Record<string, string | null | undefined>;

/** What every method takes as its last argument. */
export interface RequestOptions {
  /** Ends the call at once, whatever it waits for; it then rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /**
   * Time for one try, until its body is read, in ms. Default 10 000. With its retries one request may take three times
   * that and two waits, each of up to 8 s, or 60 s if the server asks for that; some methods make several requests.
   */
  timeoutMs?: number | undefined;
  /**
   * Tries after the first that failed. Default 2. Reads and updates are tried again after a failed connection, a timeout
   * and the statuses 408, 429, 502, 503 and 504; a POST after a 429 alone. Never when the server asks to wait for more
   * than 60 s.
   */
  maxRetries?: number | undefined;
  /** Headers for this call alone. */
  headers?: HeaderOptions | undefined;
}

/** What a client is made with. `timeoutMs`, `maxRetries` and `headers` hold for all its calls. */
export interface ClientOptions extends Omit<RequestOptions, "signal"> {
  /**
   * Where Unleash is: `https://unleash.example.com`, or with a path, `https://app.unleash-hosted.com/demo`.
   * A trailing `/`, `/api` or `/api/admin`, as in the URLs of other Unleash SDKs, is understood.
   */
  baseUrl: string | URL;
  /**
   * The key of an administrator (`user:…`), or a function that gives it, asked once in each call.
   * It goes into the `Authorization` header as it is; write `Bearer user:…` for the other form.
   * `validate` and `signUp` need none, and send none.
   */
  apiKey?: ApiKey | undefined;
  /** Does the HTTP requests. Default: the global `fetch`, as it is at the time of the request. */
  fetch?: Fetch | undefined;
  /** Hears of every request that is sent, its response, retry and failure. What it throws is ignored. */
  onEvent?: ((event: ClientEvent) => void) | undefined;
  /** The present, in ms since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
}

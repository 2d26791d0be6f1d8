import {
  type Check,
  ensureRight,
  inTurn,
  isFunction,
  isObject,
  must,
  objectOf,
  optional,
  within,
} from "./check.ts";
import { InvalidInputError } from "./errors.ts";
import type { ClientEvent } from "./events.ts";
import { redactCause } from "./redact.ts";

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

/** {@link RequestOptions} with every default filled in. */
export interface ResolvedRequest {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly headers: HeaderOptions;
}

/** {@link ClientOptions} with every default filled in. */
export interface ResolvedOptions extends Omit<ResolvedRequest, "signal"> {
  /** Without a trailing `/`, `/api` or `/api/admin`. */
  readonly baseUrl: string;
  readonly apiKey: ApiKey | undefined;
  readonly fetch: Fetch;
  readonly onEvent: (event: ClientEvent) => void;
  readonly now: () => number;
}

const MAX_TIMER_MS = 2 ** 31 - 1;
// What a header can carry: printable Latin-1. Anything else makes fetch throw an error that quotes the value.
const HEADER_VALUE = /^[\x20-\x7e\xa0-\xff]*$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const KEY_MISSING = "is missing: only validate and signUp work without one";

const aFunction = must(isFunction, "must be a function");

const aHeaderValue = inTurn(
  must((value) => value === null || typeof value === "string", "must be a string, or null"),
  must((value) => HEADER_VALUE.test((value ?? "") as string), "holds a character that no header can carry"),
);

function headerName(name: string): string | undefined {
  if (!HEADER_NAME.test(name)) return "is not the name of a header";
  return name.toLowerCase() === "authorization" ? "is not for headers: give the key as apiKey" : undefined;
}

const headers: Check = inTurn(must(isObject, "must be an object of strings"), (value, path) =>
  Object.entries(value as object).flatMap(([name, value]) => {
    const message = headerName(name);
    return message === undefined
      ? optional(aHeaderValue)(value, within(path, name))
      : [{ path: within(path, name), message }];
  }),
);

const requestShape = {
  timeoutMs: optional(
    inTurn(
      must(Number.isFinite, "must be a number of milliseconds"),
      must((value) => (value as number) > 0, "must be more than 0"),
      must((value) => (value as number) <= MAX_TIMER_MS, "is too large"),
    ),
  ),
  maxRetries: optional(
    inTurn(
      must(Number.isSafeInteger, "must be a whole number"),
      must((value) => (value as number) >= 0, "must not be negative"),
    ),
  ),
  headers: optional(headers),
};

const requestOptions = objectOf({
  ...requestShape,
  signal: optional(must(isSignal, "must be an AbortSignal")),
});

function isSignal(value: unknown): boolean {
  return isObject(value) && "aborted" in value && "addEventListener" in value;
}

const clientOptions = objectOf(
  {
    ...requestShape,
    baseUrl: must((value) => typeof value === "string" || value instanceof URL, "must be a string or a URL"),
    apiKey: optional(
      must((value) => typeof value === "string" || isFunction(value), "must be a string or a function"),
    ),
    fetch: optional(aFunction),
    onEvent: optional(aFunction),
    now: optional(aFunction),
  },
  "must be an object with a baseUrl",
);

/** @throws {InvalidInputError} naming every option that is wrong */
export function resolveOptions(options: ClientOptions): ResolvedOptions {
  ensureRight(clientOptions, options);
  const { baseUrl, apiKey, onEvent = () => {}, now = Date.now } = options;
  if (typeof apiKey === "string" && apiKey !== "") checkKey(apiKey);
  return {
    baseUrl: checkBaseUrl(baseUrl),
    apiKey,
    // Looked up anew each time: tests and monitoring replace the global after the client is made.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    onEvent,
    now,
    ...resolveShared(options, { timeoutMs: 10_000, maxRetries: 2 }),
  };
}

/** @throws {InvalidInputError} naming every option that is wrong */
export function resolveRequest(
  given: RequestOptions | undefined,
  defaults: ResolvedOptions,
): ResolvedRequest {
  const options = given === undefined ? {} : given;
  ensureRight(requestOptions, options, "options");
  return { signal: options.signal, ...resolveShared(options, defaults) };
}

function resolveShared(
  { timeoutMs, maxRetries, headers }: RequestOptions,
  defaults: { readonly timeoutMs: number; readonly maxRetries: number },
) {
  return {
    timeoutMs: timeoutMs ?? defaults.timeoutMs,
    maxRetries: maxRetries ?? defaults.maxRetries,
    // A copy, for nobody checks what is written into the original later.
    headers: { ...headers },
  };
}

/**
 * The key for one call.
 *
 * @throws {InvalidInputError} when there is none, or no header can carry it; the key itself is not in the error
 */
export async function resolveKey(apiKey: ApiKey | undefined): Promise<string> {
  const key: unknown = typeof apiKey === "function" ? await askForKey(apiKey) : apiKey;
  if (key === undefined) throw keyError(KEY_MISSING);
  if (typeof key !== "string") throw keyError("must give a string");
  if (key.trim() === "") throw keyError(KEY_MISSING);
  // A header loses blanks around its value, and the key is to be known as it is sent.
  return checkKey(key).trim();
}

async function askForKey(ask: () => string | Promise<string>): Promise<unknown> {
  try {
    return await ask();
  } catch (cause) {
    throw keyError("is a function, and it threw", { cause: redactCause(cause, (text) => text) });
  }
}

function checkKey(key: string): string {
  if (HEADER_VALUE.test(key)) return key;
  throw keyError("holds a line break or another character that no header can carry");
}

function keyError(message: string, options?: ErrorOptions): InvalidInputError {
  return new InvalidInputError([{ path: "apiKey", message }], options);
}

function checkBaseUrl(baseUrl: string | URL): string {
  const fault = faultOf(baseUrl);
  if (fault !== undefined) throw new InvalidInputError([{ path: "baseUrl", message: fault }]);
  const { origin, pathname } = new URL(baseUrl);
  return origin + pathname.replace(/(\/+api(\/+admin)?)?\/*$/, "");
}

function faultOf(baseUrl: string | URL): string | undefined {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:")
    return "must be a URL that begins with https:// or http://";
  if (url.username !== "" || url.password !== "") return "must not hold a user name or password";
  if (url.search !== "" || url.hash !== "") return "must not hold a query or fragment";
  return undefined;
}

import {
  ensureRight,
  inTurn,
  isFunction,
  isObject,
  isString,
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
  readonly onEvent: ((event: ClientEvent) => void) | undefined;
  readonly now: () => number;
}

const MAX_TIMER_MS = 2 ** 31 - 1;
// What a header can carry: printable Latin-1. Anything else makes fetch throw an error that quotes the value.
const HEADER_VALUE = /^[\x20-\x7e\xa0-\xff]*$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const UNSENDABLE = "holds a character that no header can carry";
const KEY_MISSING = "is missing: only validate and signUp work without one";

const aFunction = must(isFunction, "must be a function");

const aHeaderName = inTurn(
  must((name: string) => HEADER_NAME.test(name), "is not the name of a header"),
  must(
    (name: string) => name.toLowerCase() !== "authorization",
    "is not for headers: give the key as apiKey",
  ),
);
const aHeaderValue = inTurn(
  must((value) => value === null || isString(value), "must be a string, or null"),
  must((value: string | null) => HEADER_VALUE.test(value ?? ""), UNSENDABLE),
);
const headers = inTurn(must(isObject, "must be an object of strings"), (given) =>
  Object.entries(given as object).flatMap(([name, value]) =>
    within(name, [...aHeaderName(name), ...optional(aHeaderValue)(value)]),
  ),
);

const requestShape = {
  timeoutMs: optional(
    must(
      (ms: number) => Number.isFinite(ms) && ms > 0 && ms <= MAX_TIMER_MS,
      "must be milliseconds, more than 0 and less than 25 days",
    ),
  ),
  maxRetries: optional(
    must((count: number) => Number.isSafeInteger(count) && count >= 0, "must be a whole number, 0 or more"),
  ),
  headers: optional(headers),
};

const requestOptions = objectOf("must be an object", requestShape, {
  signal: optional(
    must(
      (value) => isObject(value) && "aborted" in value && "addEventListener" in value,
      "must be an AbortSignal",
    ),
  ),
});

const aSendableKey = must((key: string) => HEADER_VALUE.test(key), UNSENDABLE);
/** What a call can be made with. */
const aKey = inTurn(
  must((key) => key !== undefined, KEY_MISSING),
  must(isString, "must give a string"),
  must((key: string) => key.trim() !== "", KEY_MISSING),
  aSendableKey,
);

const isBare = ({ href, origin, pathname }: URL) => href === origin + pathname;
const aBaseUrl = inTurn(
  must((value) => isString(value) || value instanceof URL, "must be a string or a URL"),
  must(
    (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
    "must be a URL that begins with https:// or http://",
  ),
  must((url: string) => isBare(new URL(url)), "must not hold a user name, a password, a query or a fragment"),
);

const clientOptions = objectOf("must be an object with a baseUrl", requestShape, {
  baseUrl: aBaseUrl,
  apiKey: (key) =>
    isFunction(key)
      ? []
      : optional(inTurn(must(isString, "must be a string or a function"), aSendableKey))(key),
  fetch: optional(aFunction),
  onEvent: optional(aFunction),
  now: optional(aFunction),
});

/** @throws {InvalidInputError} naming every option that is wrong */
export function resolveOptions(options: ClientOptions): ResolvedOptions {
  ensureRight(clientOptions, options);
  const { apiKey, onEvent, now = () => Date.now() } = options;
  const { origin, pathname } = new URL(options.baseUrl);
  return {
    baseUrl: origin + pathname.replace(/(\/+api(\/+admin)?)?\/*$/, ""),
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
  if (given !== undefined) ensureRight(requestOptions, given, "options");
  const options = given ?? {};
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
  const key = typeof apiKey === "function" ? await askForKey(apiKey) : apiKey;
  ensureRight(aKey, key, "apiKey");
  // A header loses blanks around its value, and the key is to be known as it is sent.
  return (key as string).trim();
}

async function askForKey(ask: () => string | Promise<string>): Promise<unknown> {
  try {
    return await ask();
  } catch (cause) {
    throw new InvalidInputError([{ path: "apiKey", message: "is a function that threw" }], {
      cause: redactCause(cause, (text) => text),
    });
  }
}

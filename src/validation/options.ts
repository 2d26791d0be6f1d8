import type { ClientEvent } from "../events.ts";
import type { ApiKey, ClientOptions, Fetch, HeaderOptions, RequestOptions } from "../options.ts";
import {
  assertValid,
  isFunction,
  isObject,
  isPlainObject,
  isString,
  issuesAt,
  type Problem,
  parseInput,
  parseProperties,
  type Shape,
  type Validator,
} from "./validators.ts";

/** Headers by name; null removes a default. */
type HeaderRecord = Readonly<Record<string, string | null | undefined>>;

type HeaderEntry = readonly [name: string, value: string | null | undefined];

/** Validated {@link ClientOptions} and {@link RequestOptions} with every default filled in. */
export interface Settings {
  /** Without a trailing `/`, `/api` or `/api/admin`. */
  readonly baseUrl: string;
  readonly apiKey?: ApiKey;
  readonly fetch: Fetch;
  readonly onEvent?: (event: ClientEvent) => void;
  readonly now: () => number;
  readonly settleMs: number;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly headers: HeaderRecord;
  readonly signal?: AbortSignal | undefined;
  /** Headers of one call, which take precedence. */
  readonly callHeaders?: HeaderRecord | undefined;
}

/** A timer with a longer delay would fire immediately. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1;
// With characters other than printable Latin-1 fetch throws an error that quotes the value.
const HEADER_VALUE = /^[\x20-\x7e\xa0-\xff]*$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

const headerValueValidator: Validator = (value) =>
  !(isString(value) && HEADER_VALUE.test(value)) && "must be a string of printable Latin-1 characters";
/** Accepts an API key that can be sent, and a blank one: some methods need none. */
export const apiKeyValidator: Validator = (key) => headerValueValidator(isString(key) ? key.trim() : key);

function headerProblem([name, value]: HeaderEntry): Problem {
  if (!HEADER_NAME.test(name)) return "is not a valid header name";
  if (/^authorization$/i.test(name)) return "must be set with apiKey";
  return headerValueValidator(value ?? "");
}

const headersValidator: Validator = (value) =>
  headerEntries(value)?.flatMap((entry) => issuesAt(entry[0], headerProblem(entry))) ??
  "must be an object, Headers or an array of pairs";

/** Returns the entries of a plain object, an array of pairs, a `Headers` object or a map; undefined for anything else. */
function headerEntries(value: unknown): HeaderEntry[] | undefined {
  if (isPlainObject(value)) return Object.entries(value);
  const pairs = value as Map<string, unknown> | null | undefined;
  // An iterator has no `entries`; it could be read only once.
  if (!isFunction(pairs?.[Symbol.iterator]) || !isFunction(pairs?.entries)) return undefined;
  const entries: unknown[] = [...(pairs as Map<string, unknown>)];
  const isEntry = (entry: unknown): entry is HeaderEntry =>
    Array.isArray(entry) && entry.length === 2 && isString(entry[0]);
  return entries.every(isEntry) ? entries : undefined;
}

/** Copies headers, so that later changes of the original have no effect. Combines repeated names, as HTTP does. */
function toHeaderRecord(headers: HeaderOptions = {}): HeaderRecord {
  const entries = headerEntries(headers) as HeaderEntry[];
  const given = entries.filter((entry): entry is [string, string] => isString(entry[1]));
  return Object.fromEntries([...entries.filter(([, value]) => value === null), ...new Headers(given)]);
}

function delayProblem(ms: unknown, minimum: number): Problem {
  return (
    !(typeof ms === "number" && ms >= minimum && ms <= MAX_TIMER_MS) &&
    `must be a number of milliseconds from ${minimum} to ${MAX_TIMER_MS}`
  );
}

const REQUEST_SHAPE: Shape = {
  timeoutMs: (ms) => delayProblem(ms, 1),
  maxRetries: (count) =>
    !(Number.isSafeInteger(count) && (count as number) >= 0) && "must be a non-negative integer",
  headers: headersValidator,
};

/** Returns the base URL without a trailing `/`, `/api` or `/api/admin`; undefined if it is invalid. */
function parseBaseUrl(value: unknown): string | undefined {
  try {
    const { href, origin, pathname } = new URL(value as string);
    if (/^https?:/.test(href) && href === origin + pathname)
      return origin + pathname.replace(/(\/+api(\/+admin)?)?\/*$/, "");
  } catch {}
  return undefined;
}

const functionValidator: Validator = (value) => !isFunction(value) && "must be a function";
const signalValidator: Validator = (value) =>
  !isFunction((value as AbortSignal | null)?.addEventListener) && "must be an AbortSignal";

/** @throws {InvalidInputError} naming every invalid option */
export function resolveOptions(options: ClientOptions): Settings {
  const { baseUrl, headers, ...given } = parseInput(
    "createInviteClient",
    options,
    { baseUrl: (value) => !parseBaseUrl(value) && "must be a URL of the form http(s)://host/path" },
    {
      apiKey: (key) => !isFunction(key) && apiKeyValidator(key),
      fetch: functionValidator,
      onEvent: functionValidator,
      now: functionValidator,
      settleMs: (ms) => delayProblem(ms, 0),
      ...REQUEST_SHAPE,
    },
  );
  return {
    baseUrl: parseBaseUrl(baseUrl) as string,
    // Looked up for each request: tests and monitoring replace the global after the client is created.
    fetch: (url, init) => globalThis.fetch(url, init),
    now: () => Date.now(),
    settleMs: 1_000,
    timeoutMs: 10_000,
    maxRetries: 2,
    headers: toHeaderRecord(headers),
    ...given,
  };
}

/** @throws {InvalidInputError} naming every invalid option */
export function resolveRequest(options: RequestOptions, client: Settings): Settings {
  const shape = { ...REQUEST_SHAPE, signal: signalValidator };
  assertValid("options", isObject(options) ? parseProperties(options, shape).issues : "must be an object");
  const { signal, timeoutMs = client.timeoutMs, maxRetries = client.maxRetries, headers } = options;
  return { ...client, signal, timeoutMs, maxRetries, callHeaders: headers && toHeaderRecord(headers) };
}

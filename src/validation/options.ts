import type { ClientEvent } from "../events.ts";
import type { ApiKey, ClientOptions, Fetch, HeaderOptions, RequestOptions } from "../options.ts";
import {
  assertValid,
  isFunction,
  isObject,
  isString,
  issuesAt,
  optional,
  type Validator,
  validateOptions,
  validatePlainObject,
} from "./validators.ts";

/** Headers by their name in lower case; null removes a default. */
type HeaderRecord = Readonly<Record<string, string | null | undefined>>;

/** Validated {@link ClientOptions} and {@link RequestOptions} with every default filled in. */
export interface Settings {
  /** Without a trailing `/`, `/api` or `/api/admin`. */
  readonly baseUrl: string;
  readonly apiKey: ApiKey | undefined;
  readonly fetch: Fetch;
  readonly onEvent: ((event: ClientEvent) => void) | undefined;
  readonly now: () => number;
  readonly settleMs: number;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly headers: HeaderRecord;
  readonly signal: AbortSignal | undefined;
  /** Headers of one call, which take precedence. */
  readonly callHeaders: HeaderRecord | undefined;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_RETRIES = 2;
const DEFAULT_SETTLE_MS = 1_000;
/** A timer with a longer delay would fire immediately. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1;
// Printable Latin-1. With anything else fetch throws an error that quotes the value.
const HEADER_VALUE = /^[\x20-\x7e\xa0-\xff]*$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const INVALID_HEADER_VALUE = "contains a character that is not allowed in a header";

const functionValidator: Validator = (value) => (isFunction(value) ? undefined : "must be a function");

function headerNameProblem(name: string): string | undefined {
  if (!HEADER_NAME.test(name)) return "is not a valid header name";
  return name.toLowerCase() === "authorization" ? "must not be set in headers; use apiKey" : undefined;
}

const headerValueValidator: Validator = (value) => {
  if (value !== undefined && value !== null && !isString(value)) return "must be a string or null";
  return HEADER_VALUE.test(value ?? "") ? undefined : INVALID_HEADER_VALUE;
};

const headersValidator: Validator = (value) =>
  headerEntries(value)?.flatMap(([name, header]) =>
    issuesAt(name, headerNameProblem(name) ?? headerValueValidator(header)),
  ) ?? "must be an object of strings, a Headers object or an array of pairs";

/** Returns the names and values of headers in any accepted form, by shape; undefined for anything else. */
function headerEntries(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (isObject(value)) {
    const { get, forEach } = value as Partial<Headers>;
    if (!isFunction(get) || !isFunction(forEach)) {
      // A Set or a Date has no entries: the headers would be lost.
      return validatePlainObject(value, "") === undefined ? Object.entries(value) : undefined;
    }
    const entries: unknown[] = [];
    (value as Headers).forEach((header, name) => void entries.push([name, header]));
    return headerEntries(entries);
  }
  const isPair = (pair: unknown) => Array.isArray(pair) && pair.length === 2 && isString(pair[0]);
  return Array.isArray(value) && value.every(isPair) ? value : undefined;
}

/** Copies headers, so that later changes of the original have no effect. Combines repeated names, as HTTP does. */
function toHeaderRecord(headers: HeaderOptions = {}): HeaderRecord {
  const record = new Map<string, string | null>();
  for (const [name, value] of headerEntries(headers) as [string, string | null | undefined][]) {
    if (value === undefined) continue;
    const key = name.toLowerCase();
    const previous = record.get(key);
    record.set(key, value !== null && typeof previous === "string" ? `${previous}, ${value}` : value);
  }
  return Object.fromEntries(record);
}

export function millisecondsValidator(isInRange: (ms: number) => boolean, kind: string): Validator {
  return (ms) =>
    Number.isFinite(ms) && isInRange(ms as number) && (ms as number) <= MAX_TIMER_MS
      ? undefined
      : `must be a ${kind} number of milliseconds, less than 25 days`;
}

const requestShape = () => ({
  timeoutMs: optional(millisecondsValidator((ms) => ms > 0, "positive")),
  maxRetries: optional((count) =>
    Number.isSafeInteger(count) && (count as number) >= 0 ? undefined : "must be a non-negative integer",
  ),
  headers: optional(headersValidator),
});

const signalValidator: Validator = (value) =>
  isObject(value) && "aborted" in value && "addEventListener" in value ? undefined : "must be an AbortSignal";

/** Accepts an API key that can be sent. */
export const apiKeyValidator: Validator = (key) => {
  if (key !== undefined && !isString(key)) return "must be a string, or a function that returns one";
  if (!key?.trim()) return "is required for all methods except validate and signUp";
  return HEADER_VALUE.test(key.trim()) ? undefined : INVALID_HEADER_VALUE;
};

const baseUrlValidator: Validator = (value) => {
  // By shape: Jest and jsdom have their own URL class.
  if (!isString(value) && !(isObject(value) && "href" in value && isString(value.href)))
    return "must be a string or a URL";
  try {
    const { protocol, href, origin, pathname } = new URL(value as string);
    if (/^https?:$/.test(protocol)) {
      return href === origin + pathname
        ? undefined
        : "must not contain credentials, a query string or a fragment";
    }
  } catch {}
  return "must be a URL that starts with https:// or http://";
};

/** @throws {InvalidInputError} naming every invalid option */
export function resolveOptions(options: ClientOptions): Settings {
  const shape = {
    ...requestShape(),
    baseUrl: baseUrlValidator,
    // An empty key is an error of the methods that need one.
    apiKey: (key: unknown) =>
      isFunction(key) || key === undefined || (isString(key) && !key.trim())
        ? undefined
        : apiKeyValidator(key),
    fetch: optional(functionValidator),
    onEvent: optional(functionValidator),
    now: optional(functionValidator),
    settleMs: optional(millisecondsValidator((ms) => ms >= 0, "non-negative")),
  };
  assertValid(validateOptions(options, "createInviteClient() needs an object with a baseUrl", shape));
  const { origin, pathname } = new URL(options.baseUrl);
  return {
    baseUrl: origin + pathname.replace(/(\/+api(\/+admin)?)?\/*$/, ""),
    apiKey: options.apiKey,
    // Looked up for each request: tests and monitoring replace the global after the client is created.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    onEvent: options.onEvent,
    now: options.now ?? (() => Date.now()),
    settleMs: options.settleMs ?? DEFAULT_SETTLE_MS,
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxRetries: options.maxRetries ?? DEFAULT_MAX_RETRIES,
    headers: toHeaderRecord(options.headers),
    signal: undefined,
    callHeaders: undefined,
  };
}

/** @throws {InvalidInputError} naming every invalid option */
export function resolveRequest(options: RequestOptions, client: Settings): Settings {
  const shape = { ...requestShape(), signal: optional(signalValidator) };
  assertValid(validateOptions(options, "must be an object", shape), "options");
  return {
    ...client,
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? client.timeoutMs,
    maxRetries: options.maxRetries ?? client.maxRetries,
    callHeaders: options.headers && toHeaderRecord(options.headers),
  };
}

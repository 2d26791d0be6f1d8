import type { ClientEvent } from "../events.ts";
import type { ApiKey, ClientOptions, Fetch, HeaderOptions, RequestOptions } from "../options.ts";
import {
  assertValid,
  isFunction,
  isObject,
  isString,
  optional,
  plainObject,
  prefixPaths,
  rule,
  sequence,
  strictObject,
  type Validator,
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
const MAX_TIMER_MS = 2 ** 31 - 1;
// Printable Latin-1. With anything else fetch throws an error that quotes the value.
const HEADER_VALUE = /^[\x20-\x7e\xa0-\xff]*$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const INVALID_HEADER_VALUE_MESSAGE = "contains a character that is not allowed in a header";
const KEY_MISSING_MESSAGE = "is required for all methods except validate and signUp";

const functionValidator: Validator = (value) => rule(isFunction, "must be a function")(value);

const headerNameValidator: Validator = (value) =>
  sequence(
    rule((name: string) => HEADER_NAME.test(name), "is not a valid header name"),
    rule((name: string) => name.toLowerCase() !== "authorization", "must not be set in headers; use apiKey"),
  )(value);
const headerValueValidator: Validator = (value) =>
  sequence(
    rule((value) => value === null || isString(value), "must be a string or null"),
    rule((value: string | null) => HEADER_VALUE.test(value ?? ""), INVALID_HEADER_VALUE_MESSAGE),
  )(value);
const headersValidator: Validator = (value) =>
  sequence(
    rule(
      (value) => headerEntries(value) !== undefined,
      "must be an object of strings, a Headers object or an array of pairs",
    ),
    (value) =>
      (headerEntries(value) ?? []).flatMap(([name, header]) =>
        prefixPaths(name, [...headerNameValidator(name), ...optional(headerValueValidator)(header)]),
      ),
  )(value);

/** Returns the names and values of headers in any accepted form, by shape; undefined for anything else. */
function headerEntries(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (isObject(value)) {
    const { get, forEach } = value as Partial<Headers>;
    if (!isFunction(get) || !isFunction(forEach)) {
      // A Set or a Date has no entries: the headers would be lost.
      return plainObject("")(value).length === 0 ? Object.entries(value) : undefined;
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

const requestShape = () => ({
  timeoutMs: optional(
    rule(
      (ms: number) => Number.isFinite(ms) && ms > 0 && ms <= MAX_TIMER_MS,
      "must be a positive number of milliseconds, less than 25 days",
    ),
  ),
  maxRetries: optional(
    rule((count: number) => Number.isSafeInteger(count) && count >= 0, "must be a non-negative integer"),
  ),
  headers: optional(headersValidator),
});

const requestOptionsValidator: Validator = (value) =>
  strictObject("must be an object", requestShape(), {
    signal: optional(
      rule(
        (value) => isObject(value) && "aborted" in value && "addEventListener" in value,
        "must be an AbortSignal",
      ),
    ),
  })(value);

const sendableKeyValidator: Validator = (value) =>
  rule((key: string) => HEADER_VALUE.test(key.trim()), INVALID_HEADER_VALUE_MESSAGE)(value);
/** Accepts an API key that can be sent. */
export const apiKeyValidator: Validator = (value) =>
  sequence(
    rule((key) => key !== undefined, KEY_MISSING_MESSAGE),
    rule(isString, "must be a string, or a function that returns one"),
    rule((key: string) => key.trim() !== "", KEY_MISSING_MESSAGE),
    sendableKeyValidator,
  )(value);

const isUrl = (value: unknown): value is URL => isObject(value) && "href" in value && isString(value.href);
/** Without URL.canParse, which the jsdom of Jest 29 lacks. */
function isHttpUrl(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}
const isBare = ({ href, origin, pathname }: URL) => href === origin + pathname;
const baseUrlValidator: Validator = (value) =>
  sequence(
    // By shape: Jest and jsdom have their own URL class.
    rule((value) => isString(value) || isUrl(value), "must be a string or a URL"),
    rule(isHttpUrl, "must be a URL that starts with https:// or http://"),
    rule((url: string) => isBare(new URL(url)), "must not contain credentials, a query string or a fragment"),
  )(value);

const clientOptionsValidator: Validator = (value) =>
  strictObject("createInviteClient() needs an object with a baseUrl", requestShape(), {
    baseUrl: baseUrlValidator,
    apiKey: (key) =>
      isFunction(key)
        ? []
        : optional(sequence(rule(isString, "must be a string or a function"), sendableKeyValidator))(key),
    fetch: optional(functionValidator),
    onEvent: optional(functionValidator),
    now: optional(functionValidator),
    settleMs: optional(
      rule(
        (ms: number) => Number.isFinite(ms) && ms >= 0 && ms <= MAX_TIMER_MS,
        "must be a non-negative number of milliseconds, less than 25 days",
      ),
    ),
  })(value);

/** @throws {InvalidInputError} naming every invalid option */
export function resolveOptions(options: ClientOptions): Settings {
  assertValid(clientOptionsValidator, options);
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
  assertValid(requestOptionsValidator, options, "options");
  return {
    ...client,
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? client.timeoutMs,
    maxRetries: options.maxRetries ?? client.maxRetries,
    callHeaders: options.headers && toHeaderRecord(options.headers),
  };
}

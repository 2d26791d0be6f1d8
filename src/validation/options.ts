import { InvalidInputError } from "../errors.ts";
import type { ClientEvent } from "../events.ts";
import { redactCause } from "../http/redact.ts";
import type { ApiKey, ClientOptions, Fetch, HeaderOptions, RequestOptions } from "../options.ts";
import {
  assertValid,
  isFunction,
  isObject,
  isString,
  optional,
  prefixPaths,
  rule,
  sequence,
  strictObject,
} from "./validators.ts";

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
const INVALID_HEADER_VALUE_MESSAGE = "holds a character that no header can carry";
const KEY_MISSING = "is missing: only validate and signUp work without one";

const functionValidator = rule(isFunction, "must be a function");

const headerNameValidator = sequence(
  rule((name: string) => HEADER_NAME.test(name), "is not the name of a header"),
  rule(
    (name: string) => name.toLowerCase() !== "authorization",
    "is not for headers: give the key as apiKey",
  ),
);
const headerValueValidator = sequence(
  rule((value) => value === null || isString(value), "must be a string, or null"),
  rule((value: string | null) => HEADER_VALUE.test(value ?? ""), INVALID_HEADER_VALUE_MESSAGE),
);
const headers = sequence(rule(isObject, "must be an object of strings"), (given) =>
  Object.entries(given as object).flatMap(([name, value]) =>
    prefixPaths(name, [...headerNameValidator(name), ...optional(headerValueValidator)(value)]),
  ),
);

const requestShape = {
  timeoutMs: optional(
    rule(
      (ms: number) => Number.isFinite(ms) && ms > 0 && ms <= MAX_TIMER_MS,
      "must be milliseconds, more than 0 and less than 25 days",
    ),
  ),
  maxRetries: optional(
    rule((count: number) => Number.isSafeInteger(count) && count >= 0, "must be a whole number, 0 or more"),
  ),
  headers: optional(headers),
};

const requestOptions = strictObject("must be an object", requestShape, {
  signal: optional(
    rule(
      (value) => isObject(value) && "aborted" in value && "addEventListener" in value,
      "must be an AbortSignal",
    ),
  ),
});

const sendableKeyValidator = rule((key: string) => HEADER_VALUE.test(key), INVALID_HEADER_VALUE_MESSAGE);
/** What a call can be made with. */
const apiKeyValidator = sequence(
  rule((key) => key !== undefined, KEY_MISSING),
  rule(isString, "must give a string"),
  rule((key: string) => key.trim() !== "", KEY_MISSING),
  sendableKeyValidator,
);

const isBare = ({ href, origin, pathname }: URL) => href === origin + pathname;
const baseUrlValidator = sequence(
  rule((value) => isString(value) || value instanceof URL, "must be a string or a URL"),
  rule(
    (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
    "must be a URL that begins with https:// or http://",
  ),
  rule((url: string) => isBare(new URL(url)), "must not hold a user name, a password, a query or a fragment"),
);

const clientOptions = strictObject("must be an object with a baseUrl", requestShape, {
  baseUrl: baseUrlValidator,
  apiKey: (key) =>
    isFunction(key)
      ? []
      : optional(sequence(rule(isString, "must be a string or a function"), sendableKeyValidator))(key),
  fetch: optional(functionValidator),
  onEvent: optional(functionValidator),
  now: optional(functionValidator),
});

/** @throws {InvalidInputError} naming every option that is wrong */
export function resolveOptions(options: ClientOptions): ResolvedOptions {
  assertValid(clientOptions, options);
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
  if (given !== undefined) assertValid(requestOptions, given, "options");
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
  const key = typeof apiKey === "function" ? await callApiKeyFunction(apiKey) : apiKey;
  assertValid(apiKeyValidator, key, "apiKey");
  // A header loses blanks around its value, and the key is to be known as it is sent.
  return (key as string).trim();
}

async function callApiKeyFunction(ask: () => string | Promise<string>): Promise<unknown> {
  try {
    return await ask();
  } catch (cause) {
    throw new InvalidInputError([{ path: "apiKey", message: "is a function that threw" }], {
      cause: redactCause(cause, (text) => text),
    });
  }
}

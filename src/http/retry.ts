import { InviteApiError } from "../api-errors.ts";
import { ConnectionError, type InviteError, RequestTimeoutError } from "../errors.ts";
import type { FetchResponse } from "../options.ts";

/** Statuses after which a GET or PUT is retried. */
const RETRIED_STATUS: ReadonlySet<number> = new Set([
  408, // the server did not receive the whole request in time
  429, // rate limit
  502, // bad gateway
  503, // overload or maintenance
  504, // gateway timeout
]);
/** Maximum `Retry-After` that is honored. Longer values fail immediately. */
const MAX_RETRY_AFTER_MS = 60_000;
const INITIAL_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 8_000;
/** Values from here on are Unix times, not delays. */
const MIN_EPOCH_SECONDS = 1e9;

/**
 * Returns the wait that the server requests, in milliseconds; undefined if there is none. `Retry-After` (seconds or
 * an HTTP date) takes precedence over `RateLimit` and `RateLimit-Reset` (seconds or a Unix time). Unleash sends the last two
 * with every response, so they are used on 429 only. Dates are relative to the server's own `Date`.
 *
 * @param now epoch milliseconds, for a server that sends no `Date`
 */
export function parseRetryAfterMs(
  status: number,
  headers: FetchResponse["headers"],
  now: number,
): number | undefined {
  const serverNow = parseHttpDate(headers.get("date") ?? "") ?? now;
  const retryAfter = headers.get("retry-after");
  const waits = retryAfter === null ? [] : parseRetryAfter(retryAfter, serverNow);
  // Two proxies may each have added a value: the longest wait satisfies both.
  if (waits.length > 0) return Math.max(...waits);
  if (status !== 429) return undefined;
  // `"default";r=0;t=30` in the current draft, `limit=10, remaining=0, reset=30` in earlier ones.
  const rateLimit = /(?:^|[;,\s])(?:t|reset)=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1];
  return secondsToMs(rateLimit ?? headers.get("ratelimit-reset") ?? "", serverNow);
}

const HTTP_DATE =
  /[A-Za-z]+, \d\d[ -][A-Za-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d GMT|[A-Za-z]{3} [A-Za-z]{3} [ \d]\d \d\d:\d\d:\d\d \d{4}/g;

/** Parses the three date formats of RFC 9110; the asctime format has no time zone and is UTC. */
function parseHttpDate(date: string): number | undefined {
  const time = Date.parse(date.endsWith("GMT") ? date : `${date} GMT`);
  return Number.isNaN(time) ? undefined : time;
}

function parseRetryAfter(value: string, serverNow: number): number[] {
  const dates = (value.match(HTTP_DATE) ?? []).map(parseHttpDate);
  const seconds = value
    .replace(HTTP_DATE, "")
    .split(",")
    .map((text) => secondsToMs(text.trim(), serverNow));
  const waits = [...dates.map((date) => date && Math.max(0, date - serverNow)), ...seconds];
  return waits.filter((wait) => wait !== undefined);
}

function secondsToMs(text: string, serverNow: number): number | undefined {
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  const seconds = Number(text);
  return seconds < MIN_EPOCH_SECONDS ? seconds * 1000 : Math.max(0, seconds * 1000 - serverNow);
}

/** Returns an exponential backoff with full jitter, in milliseconds: up to 0.5 s, 1 s, 2 s … 8 s. */
function backoffMs(attempt: number): number {
  return Math.random() * Math.min(MAX_BACKOFF_MS, INITIAL_BACKOFF_MS * 2 ** (attempt - 1));
}

/**
 * Returns the delay before the next attempt in milliseconds; undefined if the request must not be retried. POST is
 * retried on 429 and when no connection was established; otherwise it may already have been applied.
 *
 * @param attempt number of the failed attempt, starting at 1
 */
export function retryDelayMs(
  method: string,
  error: InviteError,
  attempt: number,
  now: number,
): number | undefined {
  if (error instanceof InviteApiError) {
    const isRetried = method === "POST" ? error.status === 429 : RETRIED_STATUS.has(error.status);
    if (!isRetried) return undefined;
    const retryAfterMs = parseRetryAfterMs(error.status, error.headers, now);
    if (retryAfterMs === undefined) return backoffMs(attempt);
    return retryAfterMs <= MAX_RETRY_AFTER_MS ? retryAfterMs : undefined;
  }
  const isTransient = error instanceof ConnectionError || error instanceof RequestTimeoutError;
  const isSafe = method !== "POST" || isConnectFailure(error.cause);
  return isTransient && isSafe ? backoffMs(attempt) : undefined;
}

/** Error codes of failures to connect. */
const CONNECT_FAILURES: ReadonlySet<string> = new Set([
  "ENOTFOUND", // DNS: no such host
  "EAI_AGAIN", // DNS: no response
  "UND_ERR_CONNECT_TIMEOUT", // undici
  "ConnectionRefused", // Bun up to 1.3
]);
/** Error codes of failures to connect if the system call was `connect`. */
const SYSTEM_CONNECT_FAILURES: ReadonlySet<string> = new Set(["ECONNREFUSED", "ETIMEDOUT"]);
/** Messages of runtimes without `syscall`: Bun 1.4 and later, Deno, which has no code either, and node-fetch. */
const CONNECT_MESSAGE =
  /^ECONNREFUSED: Unable to connect|\): client error \(Connect\): |failed, reason: connect E(CONNREFUSED|TIMEDOUT) /;

/** Returns whether the connection was never established, so that no request can have been sent. */
function isConnectFailure(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code, syscall, errors, message } = cause as Error & {
    code?: string;
    syscall?: string;
    errors?: Error[];
  };
  // Node tries each address of a host and throws an AggregateError.
  if (errors) return errors.length > 0 && errors.every(isConnectFailure);
  if (CONNECT_MESSAGE.test(message)) return true;
  if (code === undefined) return isConnectFailure(cause.cause);
  return CONNECT_FAILURES.has(code) || (SYSTEM_CONNECT_FAILURES.has(code) && syscall === "connect");
}

/**
 * Returns whether a failed POST or PUT may have been applied. A 503 (maintenance or overload) and `user_exists` mean that
 * nothing was written.
 */
export function isOutcomeUnknown(method: string, error: InviteError): boolean {
  if (method === "GET" || error.code === "user_exists") return false;
  if (error instanceof InviteApiError) return error.status >= 500 && error.status !== 503;
  // A status means that the response arrived: a 2xx is recorded as applied.
  if (error instanceof RequestTimeoutError) return error.status === undefined;
  return error instanceof ConnectionError && error.status === undefined && !isConnectFailure(error.cause);
}

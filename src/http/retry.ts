import type { InviteApiError } from "../api-errors.ts";
import type { InviteError } from "../errors.ts";
import type { FetchResponse } from "../options.ts";

/** Statuses and error codes after which a GET or PUT is retried. */
const RETRIED: ReadonlySet<unknown> = new Set([
  408, // the server did not receive the whole request in time
  429, // rate limit
  502, // bad gateway
  503, // overload or maintenance
  504, // gateway timeout
  "connection_failed",
  "timeout",
]);
/** Maximum `Retry-After` that is honored. Longer values fail immediately. */
const MAX_RETRY_AFTER_MS = 60_000;
const INITIAL_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 8_000;
/** Values from here on, of September 2001, are points in time and not delays. */
const MIN_EPOCH_MS = 1e12;

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
  const serverNow = parseTimeMs(headers.get("date") ?? "") || now;
  // `"default";r=0;t=30` in the current draft, `limit=10, remaining=0, reset=30` in earlier ones.
  const rateLimit = `${headers.get("ratelimit")};reset=${headers.get("ratelimit-reset")}`;
  const rateLimitReset = status === 429 && /\b(?:t|reset)=(\d+)/.exec(rateLimit)?.[1];
  for (const value of [headers.get("retry-after"), rateLimitReset]) {
    // Two proxies may each have added a value: the longest wait satisfies both. A weekday is not a value.
    const waits = String(value)
      .split(/ *, */)
      .map((text) => {
        const time = parseTimeMs(text);
        return time < MIN_EPOCH_MS ? time : Math.max(0, time - serverNow);
      });
    const longest = Math.max(...waits.filter((wait) => wait >= 0));
    if (longest >= 0) return longest;
  }
  return undefined;
}

/** Parses seconds, a Unix time or an HTTP date to milliseconds; NaN if it is none of these. */
function parseTimeMs(text: string): number {
  // With or without the weekday. All three formats of RFC 9110 are in UTC; asctime does not say so.
  if (text.includes(":")) return Date.parse(text.replace(/( GMT)?$/, " GMT"));
  return Number(/^[\d.]+$/.exec(text)?.[0]) * 1000;
}

/** Returns an exponential backoff with full jitter, in milliseconds: up to 0.5 s, 1 s, 2 s … 8 s. */
function backoffMs(attempt: number): number {
  return Math.random() * Math.min(MAX_BACKOFF_MS, INITIAL_BACKOFF_MS * 2 ** (attempt - 1));
}

/** The fields of the errors that an attempt may throw. */
type AttemptError = InviteError & Partial<Pick<InviteApiError, "status" | "headers">>;

/**
 * Returns the delay before the next attempt in milliseconds; undefined if the request must not be retried. POST is
 * retried on 429 and when no connection was established; otherwise it may already have been applied.
 *
 * @param attempt number of the failed attempt, starting at 1
 */
export function retryDelayMs(
  method: string,
  { code, status, headers, cause }: AttemptError,
  attempt: number,
  now: number,
): number | undefined {
  if (!RETRIED.has(status) && !RETRIED.has(code)) return undefined;
  if (method === "POST" && status !== 429 && !isConnectFailure(cause)) return undefined;
  const retryAfterMs = status && headers && parseRetryAfterMs(status, headers, now);
  if (retryAfterMs === undefined) return backoffMs(attempt);
  return retryAfterMs <= MAX_RETRY_AFTER_MS ? retryAfterMs : undefined;
}

/**
 * `syscall code message` of a failure to connect: DNS, then undici, Node or node-fetch (which has the system call only in
 * its message), Bun 1.4 and before, and Deno, which has no code.
 */
const CONNECT_FAILURE =
  /^\w+ (ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT) |(^|reason: )connect E(CONNREFUSED|TIMEDOUT) |(ECONNREFUSED:|ConnectionRefused) Unable to connect|client error \(Connect\): /;

/** Returns whether the connection was never established, so that no request can have been sent. */
function isConnectFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall, message, cause, errors } = error as Error & {
    code?: string;
    syscall?: string;
    errors?: Error[];
  };
  // Node tries each address of a host and throws an AggregateError.
  if (errors?.length) return errors.every(isConnectFailure);
  return (
    CONNECT_FAILURE.test(`${syscall} ${code} ${message}`) || (code === undefined && isConnectFailure(cause))
  );
}

/**
 * Returns whether a failed POST or PUT may have been applied. A 503 (maintenance or overload) and `user_exists` mean that
 * nothing was written. A 2xx whose body is incomplete is recorded as applied.
 */
export function isOutcomeUnknown(method: string, { code, status, cause }: AttemptError): boolean {
  if (method === "GET" || code === "user_exists") return false;
  return status === undefined ? !isConnectFailure(cause) : status >= 500 && status !== 503;
}

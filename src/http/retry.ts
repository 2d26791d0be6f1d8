import { InviteApiError, type InviteError } from "../errors.ts";

const RETRIED_STATUS = /^(408|429|50[234])$/;
/** The longest wait that a server may ask for; above it the call fails at once, and the caller decides. */
const MAX_RETRY_AFTER_MS = 60_000;
const INITIAL_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 8_000;

/**
 * How long a server asks to wait, in ms; undefined when it does not tell.
 * `Retry-After` (seconds or an HTTP date) goes first, `RateLimit-Reset` (seconds) next. Unleash sends the latter with
 * every answer, so that it means something with a 429 alone.
 */
export function parseRetryAfterMs(status: number, headers: Headers, now: number): number | undefined {
  const retryAfter = headers.get("retry-after")?.trim() ?? "";
  if (/GMT$/i.test(retryAfter)) {
    const at = Date.parse(retryAfter);
    if (!Number.isNaN(at)) return Math.max(0, at - now);
  }
  return (
    secondsToMs(retryAfter) ??
    (status === 429 ? secondsToMs(headers.get("ratelimit-reset") ?? "") : undefined)
  );
}

function secondsToMs(seconds: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}

/** Exponential backoff with full jitter, in ms: something between nothing and 0.5 s, 1 s, 2 s ... 8 s. */
function backoffMs(attempt: number): number {
  return Math.random() * Math.min(MAX_BACKOFF_MS, INITIAL_BACKOFF_MS * 2 ** (attempt - 1));
}

/**
 * The wait before another try, in ms; undefined when there shall be none.
 * A POST is tried again after a 429 alone: after anything else it may have been carried out.
 *
 * @param attempt which try it was that failed, from 1
 */
export function retryDelayMs(
  method: string,
  error: InviteError,
  attempt: number,
  now: number,
): number | undefined {
  if (!(error instanceof InviteApiError)) {
    const isTransient = error.code === "connection_failed" || error.code === "timeout";
    return isTransient && method !== "POST" ? backoffMs(attempt) : undefined;
  }
  if (method === "POST" ? error.status !== 429 : !RETRIED_STATUS.test(`${error.status}`)) return undefined;
  const retryAfterMs = parseRetryAfterMs(error.status, error.headers, now);
  if (retryAfterMs === undefined) return backoffMs(attempt);
  return retryAfterMs <= MAX_RETRY_AFTER_MS ? retryAfterMs : undefined;
}

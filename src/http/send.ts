import { type AppliedChange, ConnectionError, InviteError, RequestTimeoutError } from "../errors.ts";
import type { ClientEvent } from "../events.ts";
import type { FetchInit, FetchResponse } from "../options.ts";
import type { OperationId } from "../types.ts";
import type { Settings } from "../validation/options.ts";
import { type RawResponse, readResponse } from "./read-response.ts";
import { type Redact, redactCause } from "./redact.ts";
import { isOutcomeUnknown, retryDelayMs } from "./retry.ts";
import { sleep, TIMED_OUT, throwIfAborted, withTimeout } from "./timeout.ts";

/** A prepared request that can be sent repeatedly. */
export interface PreparedRequest {
  readonly operation: OperationId;
  readonly method: "GET" | "POST" | "PUT";
  /** The path in the spec, with `{token}` in place of the secret. */
  readonly path: string;
  readonly url: string;
  readonly init: Omit<FetchInit, "signal">;
  readonly redact: Redact;
}

/**
 * Sends a request with retries and returns the parsed result. Emits an event per step.
 *
 * @param parse returns the result of a response, or throws an InviteError, which may be retried
 */
export async function sendWithRetries<Result>(
  request: PreparedRequest,
  settings: Settings,
  parse: (response: RawResponse) => Result,
): Promise<Result> {
  const { signal, maxRetries, now, onEvent } = settings;
  const { operation, method, path } = request;
  const startedAt = performance.now();
  let attempt = 0;
  let delayMs: number | undefined;
  // Changes that earlier attempts applied or may have applied.
  let applied: readonly AppliedChange[] = [];
  let mayHaveApplied = false;
  const emit = (event: EventPayload) =>
    onEvent && notify(onEvent, { operation, method, path, attempt, ...event });
  for (;;) {
    try {
      if (delayMs !== undefined) await sleep(delayMs, signal);
      attempt++;
      emit({ type: "request" });
      const attemptStartedAt = onEvent && performance.now();
      const response = await sendOnce(request, settings);
      if (attemptStartedAt !== undefined && !response.bodyError) {
        emit({ type: "response", status: response.status, durationMs: performance.now() - attemptStartedAt });
      }
      return parse(response);
    } catch (thrown) {
      const durationMs = performance.now() - startedAt;
      // `signal.reason` may be any value, including an error of this SDK.
      if (signal?.aborted) emit({ type: "failure", code: "aborted", status: undefined, durationMs });
      throwIfAborted(signal);
      if (!(thrown instanceof InviteError)) throw thrown;
      const error: InviteError & { status?: number } = thrown;
      if (error.applied.length > 0) applied = error.applied;
      else error.addApplied(applied);
      mayHaveApplied ||= isOutcomeUnknown(method, error);
      if (mayHaveApplied && applied.length === 0) error.setMayHaveApplied();
      const { code, status } = error;
      delayMs = attempt > maxRetries ? undefined : retryDelayMs(method, error, attempt, now());
      if (delayMs === undefined) {
        emit({ type: "failure", code, status, durationMs });
        throw error;
      }
      emit({ type: "retry", code, status, delayMs });
    }
  }
}

/** Performs a single attempt within `timeoutMs`. Keeps the status if the body stalls or is truncated. */
async function sendOnce(
  { operation, url, init, redact }: PreparedRequest,
  { signal, timeoutMs, fetch }: Settings,
): Promise<RawResponse> {
  let response: FetchResponse | undefined;
  try {
    return await withTimeout(signal, timeoutMs, async (run) => {
      response = await fetch(url, { ...init, signal: run.signal });
      return readResponse(response, run);
    });
  } catch (thrown) {
    const { status, headers } = response ?? {};
    const fields = { operation, timeoutMs, status };
    const cause = redactCause(thrown, redact);
    const bodyError =
      thrown === TIMED_OUT
        ? new RequestTimeoutError(`request timed out after ${timeoutMs} ms`, fields)
        : new ConnectionError(`connection error: ${new URL(url).origin}${systemErrorCode(cause)}`, fields, {
            cause,
          });
    if (!status || !headers) throw bodyError;
    return { status, headers, text: "", bodyError };
  }
}

/** Returns the system's code of a failed connection, such as `ECONNREFUSED`. @param cause of limited depth, see `redactCause` */
function systemErrorCode(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  return "code" in cause ? ` (${cause.code})` : systemErrorCode(cause.cause);
}

type EventPayload = ClientEvent extends infer Event
  ? Event extends ClientEvent
    ? Omit<Event, "operation" | "method" | "path" | "attempt">
    : never
  : never;

/** Calls a listener and ignores its exceptions. It may be async: an unhandled rejection would end the process. */
async function notify(onEvent: (event: ClientEvent) => unknown, event: ClientEvent): Promise<void> {
  try {
    await onEvent(event);
  } catch {}
}

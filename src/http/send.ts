import {
  type AppliedChange,
  ConnectionError,
  type ErrorCode,
  InviteError,
  RequestTimeoutError,
} from "../errors.ts";
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
  let attempt = 1;
  // Changes that earlier attempts applied or may have applied.
  let applied: readonly AppliedChange[] = [];
  let mayHaveApplied = false;
  const emit = (event: EventPayload) =>
    onEvent && notify(onEvent, { operation, method, path, attempt, ...event });
  try {
    for (; ; attempt++) {
      try {
        emit({ type: "request" });
        const attemptStartedAt = onEvent && performance.now();
        const response = await sendOnce(request, settings);
        if (attemptStartedAt !== undefined && response.bodyError === undefined) {
          const durationMs = performance.now() - attemptStartedAt;
          emit({ type: "response", status: response.status, durationMs });
        }
        return parse(response);
      } catch (error) {
        throwIfAborted(signal);
        if (!(error instanceof InviteError)) throw error;
        if (error.applied.length > 0) applied = error.applied;
        mayHaveApplied ||= isOutcomeUnknown(method, error);
        const delayMs = attempt > maxRetries ? undefined : retryDelayMs(method, error, attempt, now());
        if (delayMs === undefined) {
          if (error.applied.length === 0) error.addApplied(applied);
          if (mayHaveApplied && applied.length === 0) error.setMayHaveApplied();
          throw error;
        }
        emit({ type: "retry", ...errorSummary(error), delayMs });
        await sleep(delayMs, signal);
      }
    }
  } catch (error) {
    // `signal.reason` may be any value, including an error of this SDK.
    const aborted = signal?.aborted && ({ code: "aborted", status: undefined } as const);
    const summary = aborted || (error instanceof InviteError && errorSummary(error));
    if (summary) emit({ type: "failure", ...summary, durationMs: performance.now() - startedAt });
    throw error;
  }
}

/** Performs a single attempt within `timeoutMs`. Keeps the status if the body stalls or is truncated. */
async function sendOnce(request: PreparedRequest, settings: Settings): Promise<RawResponse> {
  const { signal, timeoutMs, fetch } = settings;
  // `onEvent` may have aborted the signal, and a custom `fetch` may not check it.
  throwIfAborted(signal);
  let response: FetchResponse | undefined;
  try {
    return await withTimeout(signal, timeoutMs, async (run) => {
      response = await fetch(request.url, { ...request.init, signal: run.signal });
      return readResponse(response, run);
    });
  } catch (thrown) {
    throwIfAborted(signal);
    const { operation } = request;
    const { status, headers } = response ?? {};
    const error =
      thrown === TIMED_OUT
        ? new RequestTimeoutError(`request timed out after ${timeoutMs} ms`, { operation, timeoutMs, status })
        : connectionError(thrown, request, status);
    if (status === undefined || headers === undefined) throw error;
    return { status, headers, text: "", redirectedTo: undefined, bodyError: error };
  }
}

function connectionError(
  thrown: unknown,
  { operation, redact, url }: PreparedRequest,
  status: number | undefined,
): ConnectionError {
  const cause = redactCause(thrown, redact);
  const message = `connection error: ${new URL(url).origin}${systemErrorCode(cause)}`;
  return new ConnectionError(message, { operation, status }, { cause });
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

function errorSummary(error: InviteError): { code: ErrorCode; status: number | undefined } {
  return { code: error.code, status: (error as { status?: number }).status };
}

function notify(onEvent: (event: ClientEvent) => void, event: ClientEvent): void {
  try {
    // A listener may be async: an unhandled rejection would end the process.
    Promise.resolve(onEvent(event)).catch(() => {});
  } catch {}
}

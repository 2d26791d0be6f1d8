import { ConnectionError, type ErrorCode, InviteError, RequestTimeoutError } from "../errors.ts";
import type { ClientEvent } from "../events.ts";
import { type OperationId, type OperationResults, operations } from "../operations.ts";
import type { ResolvedOptions, ResolvedRequest } from "../validation/options.ts";
import { parseResponse } from "./parse-response.ts";
import { type RawResponse, readResponse } from "./read-response.ts";
import { type Redact, redactCause } from "./redact.ts";
import { retryDelayMs } from "./retry.ts";
import { abortable, sleep, startTimeout } from "./timeout.ts";

/** A request, made but not sent; it can be sent more than once. */
export interface PreparedRequest {
  readonly url: string;
  readonly init: RequestInit;
  readonly onResponse?: ((response: RawResponse) => void) | undefined;
}

type Settings = ResolvedOptions & ResolvedRequest;

/** Sends a request, again where that may help, and gives what its answer means. Tells `onEvent` of every step. */
export async function sendWithRetries<Id extends OperationId>(
  id: Id,
  draft: PreparedRequest,
  settings: Settings,
  redact: Redact,
): Promise<OperationResults[Id]> {
  const { signal, maxRetries, now } = settings;
  const { method, path } = operations[id];
  const startedAt = performance.now();
  let attempt = 1;
  const emit = (event: EventPayload) =>
    settings.onEvent && notify(settings.onEvent, { operation: id, method, path, attempt, ...event });
  try {
    for (; ; attempt++) {
      try {
        emit({ type: "request" });
        const attemptStartedAt = performance.now();
        const answer = await sendOnce(id, draft, settings, redact);
        emit({ type: "response", status: answer.status, durationMs: performance.now() - attemptStartedAt });
        draft.onResponse?.(answer);
        return parseResponse(id, answer, redact, now());
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof InviteError) || attempt > maxRetries) throw error;
        const delayMs = retryDelayMs(method, error, attempt, now());
        if (delayMs === undefined) throw error;
        emit({ type: "retry", ...errorSummary(error), delayMs });
        await sleep(delayMs, signal);
      }
    }
  } catch (error) {
    // Of an abort the reason is the caller's, and may be anything: an error of this family too.
    const aborted = signal?.aborted && ({ code: "aborted", status: undefined } as const);
    const reason = aborted || (error instanceof InviteError && errorSummary(error));
    if (reason) emit({ type: "failure", ...reason, durationMs: performance.now() - startedAt });
    throw error;
  }
}

/** One request and its whole answer, within the time of one try. */
async function sendOnce(
  id: OperationId,
  draft: PreparedRequest,
  settings: Settings,
  redact: Redact,
): Promise<RawResponse> {
  const { signal, timeoutMs, fetch, baseUrl } = settings;
  // A listener of `onEvent` may have aborted it just now; a `fetch` of the caller's need not look.
  signal?.throwIfAborted();
  const deadline = startTimeout(signal, timeoutMs);
  const init = { ...draft.init, redirect: "manual", signal: deadline.signal } as const;
  // Async, so that a `fetch` that throws at once, or gives no promise, is like any other.
  const fetchAndRead = async () => readResponse(await fetch(draft.url, init), deadline.signal);
  try {
    return await abortable(fetchAndRead(), deadline.signal);
  } catch (thrown) {
    signal?.throwIfAborted();
    const mayHaveApplied = draft.init.method !== "GET" ? "; it may have been carried out all the same" : "";
    if (deadline.signal.aborted)
      throw new RequestTimeoutError(`no whole answer within ${timeoutMs} ms${mayHaveApplied}`, {
        operation: id,
        timeoutMs,
      });
    const cause = redactCause(thrown, redact);
    const message = `no whole answer from ${new URL(baseUrl).origin}${systemErrorCode(cause)}${mayHaveApplied}`;
    throw new ConnectionError(message, { operation: id }, { cause });
  } finally {
    deadline.close();
  }
}

/** The code that the system gives to a failed connection, such as `ECONNREFUSED`; of a copy, whose causes end. */
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
    // A listener may be async: what it rejects with must not end the process.
    Promise.resolve(onEvent(event)).catch(() => {});
  } catch {}
}

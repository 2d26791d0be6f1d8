import { type Answer, readAnswer } from "./answer.ts";
import { abortable, openDeadline, sleep } from "./deadline.ts";
import { ConnectionError, type ErrorCode, InviteError, TimeoutError } from "./errors.ts";
import type { ClientEvent } from "./events.ts";
import { type OperationId, operations, type Results } from "./operations.ts";
import type { ResolvedOptions, ResolvedRequest } from "./options.ts";
import { type Redact, redactCause } from "./redact.ts";
import { resultOf } from "./response.ts";
import { retryDelayMs } from "./retry.ts";

/** A request, made but not sent; it can be sent more than once. */
export interface Draft {
  readonly url: string;
  readonly init: RequestInit;
}

type Settings = ResolvedOptions & ResolvedRequest;

/** Sends a request, again where that may help, and gives what its answer means. Tells `onEvent` of every step. */
export async function exchange<Id extends OperationId>(
  id: Id,
  draft: Draft,
  settings: Settings,
  redact: Redact,
): Promise<Results[Id]> {
  const { signal, maxRetries, now } = settings;
  const { method, path } = operations[id];
  const begun = performance.now();
  let attempt = 1;
  const emit = (event: StepEvent) =>
    settings.onEvent && tell(settings.onEvent, { operation: id, method, path, attempt, ...event });
  try {
    for (; ; attempt++) {
      try {
        emit({ type: "request" });
        const sent = performance.now();
        const answer = await oneTry(id, draft, settings, redact);
        emit({ type: "response", status: answer.status, durationMs: performance.now() - sent });
        return resultOf(id, answer, redact, now());
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof InviteError) || attempt > maxRetries) throw error;
        const delayMs = retryDelayMs(method, error, attempt, now());
        if (delayMs === undefined) throw error;
        emit({ type: "retry", ...reasonOf(error), delayMs });
        await sleep(delayMs, signal);
      }
    }
  } catch (error) {
    // Of an abort the reason is the caller's, and may be anything: an error of this family too.
    const aborted = signal?.aborted && ({ code: "aborted", status: undefined } as const);
    const reason = aborted || (error instanceof InviteError && reasonOf(error));
    if (reason) emit({ type: "failure", ...reason, durationMs: performance.now() - begun });
    throw error;
  }
}

/** One request and its whole answer, within the time of one try. */
async function oneTry(id: OperationId, draft: Draft, settings: Settings, redact: Redact): Promise<Answer> {
  const { signal, timeoutMs, fetch, baseUrl } = settings;
  // A listener of `onEvent` may have aborted it just now; a `fetch` of the caller's need not look.
  signal?.throwIfAborted();
  const deadline = openDeadline(signal, timeoutMs);
  const init = { ...draft.init, redirect: "manual", signal: deadline.signal } as const;
  // Async, so that a `fetch` that throws at once, or gives no promise, is like any other.
  const ask = async () => readAnswer(await fetch(draft.url, init), deadline.signal);
  try {
    return await abortable(ask(), deadline.signal);
  } catch (thrown) {
    signal?.throwIfAborted();
    const doubt = draft.init.method !== "GET" ? "; it may have been carried out all the same" : "";
    if (deadline.signal.aborted)
      throw new TimeoutError(`no whole answer within ${timeoutMs} ms${doubt}`, { operation: id, timeoutMs });
    const cause = redactCause(thrown, redact);
    const told = `no whole answer from ${new URL(baseUrl).origin}${reasonIn(cause)}${doubt}`;
    throw new ConnectionError(told, { operation: id }, { cause });
  } finally {
    deadline.close();
  }
}

/** The code that the system gives to a failed connection, such as `ECONNREFUSED`; of a copy, whose causes end. */
function reasonIn(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  return "code" in cause ? ` (${cause.code})` : reasonIn(cause.cause);
}

type StepEvent = ClientEvent extends infer Event
  ? Event extends ClientEvent
    ? Omit<Event, "operation" | "method" | "path" | "attempt">
    : never
  : never;

function reasonOf(error: InviteError): { code: ErrorCode; status: number | undefined } {
  return { code: error.code, status: (error as { status?: number }).status };
}

function tell(onEvent: (event: ClientEvent) => void, event: ClientEvent): void {
  try {
    // A listener may be async: what it rejects with must not end the process.
    Promise.resolve(onEvent(event)).catch(() => {});
  } catch {}
}

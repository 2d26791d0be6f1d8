import { abortable, openDeadline, sleep } from "./deadline.ts";
import { ConnectionError, type ErrorCode, InviteError, TimeoutError } from "./errors.ts";
import type { ClientEvent } from "./events.ts";
import { type OperationId, operations, type Results } from "./operations.ts";
import type { ResolvedOptions, ResolvedRequest } from "./options.ts";
import { type Redact, redactCause } from "./redact.ts";
import { type Answer, readAnswer, resultOf } from "./response.ts";
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
    tell(settings.onEvent, { operation: id, method, path, attempt, ...event });
  try {
    for (; ; attempt++) {
      try {
        emit({ type: "request" });
        const sent = performance.now();
        const answer = await oneTry(id, draft, settings, redact);
        emit({ type: "response", status: answer.status, durationMs: performance.now() - sent });
        return resultOf(id, answer, redact, now());
      } catch (error) {
        if (!(error instanceof InviteError) || attempt > maxRetries) throw error;
        const delayMs = retryDelayMs(method, error, attempt, now());
        if (delayMs === undefined) throw error;
        emit({ type: "retry", ...reasonOf(error), delayMs });
        await sleep(delayMs, signal);
      }
    }
  } catch (error) {
    const reason =
      error instanceof InviteError ? reasonOf(error) : ({ code: "aborted", status: undefined } as const);
    emit({ type: "failure", ...reason, durationMs: performance.now() - begun });
    throw error;
  }
}

/** One request and its whole answer, within the time of one try. */
async function oneTry(id: OperationId, draft: Draft, settings: Settings, redact: Redact): Promise<Answer> {
  const { signal, timeoutMs, fetch, baseUrl } = settings;
  const deadline = openDeadline(signal, timeoutMs);
  let response: Promise<Response> | undefined;
  try {
    response = fetch(draft.url, { ...draft.init, redirect: "manual", signal: deadline.signal });
    const answer = response.then(readAnswer);
    return await abortable(answer, deadline.signal);
  } catch (cause) {
    // A `fetch` that knows no signals may still bring a body, which nobody will read.
    response?.then(({ body }) => body?.cancel()).catch(() => {});
    if (signal?.aborted) throw signal.reason;
    const doubt = draft.init.method === "POST" ? "; it may have been carried out all the same" : "";
    if (deadline.expired)
      throw new TimeoutError(`no whole answer within ${timeoutMs} ms${doubt}`, id, timeoutMs);
    const told = `no whole answer from ${new URL(baseUrl).origin}${reasonIn(cause)}${doubt}`;
    throw new ConnectionError(redact(told), id, { cause: redactCause(cause, redact) });
  } finally {
    deadline.close();
  }
}

/** The code that the system gives to a failed connection, such as `ECONNREFUSED`. */
function reasonIn(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  const { code } = cause as { code?: unknown };
  return typeof code === "string" ? ` (${code})` : reasonIn(cause.cause);
}

type StepEvent = ClientEvent extends infer Event
  ? Event extends ClientEvent
    ? Omit<Event, "operation" | "method" | "path" | "attempt">
    : never
  : never;

function reasonOf(error: InviteError): { code: ErrorCode; status: number | undefined } {
  return { code: error.code, status: "status" in error ? (error.status as number) : undefined };
}

function tell(onEvent: ResolvedOptions["onEvent"], event: ClientEvent): void {
  try {
    const result: unknown = onEvent(event);
    // A listener may be async: what it rejects with must not end the process.
    if (result instanceof Promise) result.catch(() => {});
  } catch {}
}

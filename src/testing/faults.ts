import type { OperationId } from "../types.ts";
import { assertFault, type Fault } from "./fault.ts";
import { type MethodName, type Target, targetOf } from "./operation-names.ts";
import type { ReceivedRequest } from "./request-log.ts";
import { json } from "./responses.ts";
import { isFunction, isPositiveInteger, optional, strictObject } from "./validate.ts";

/** Limits a fault to some requests of its operation. */
export interface FaultLimits {
  /** Number of requests that fail. Default 1. */
  readonly times?: number | undefined;
  /** Decides whether a request fails; other requests are processed as usual and do not count. Default: every request. */
  readonly when?: ((request: ReceivedRequest) => boolean) | undefined;
}

/** A fault of `failNext` that not all of its requests have used yet. */
export interface PendingFault {
  /** The operation or method that was passed to `failNext`. */
  readonly operation: OperationId | MethodName;
  readonly fault: Fault;
  /** Number of remaining requests that will fail. */
  readonly times: number;
}

interface Planned extends PendingFault {
  readonly target: Target;
  readonly when: (request: ReceivedRequest) => boolean;
  times: number;
}

/** The faults of one fake. */
export class Faults {
  readonly #next: Planned[] = [];
  readonly #lasting: Planned[] = [];

  next(operation: OperationId | MethodName, fault: Fault, limits: FaultLimits = {}): void {
    this.#next.push(plan("failNext", operation, fault, limits));
  }

  lasting(operation: OperationId | MethodName, fault: Fault, limits: Omit<FaultLimits, "times"> = {}): void {
    this.#lasting.unshift(plan("fail", operation, fault, limits));
  }

  get pending(): PendingFault[] {
    return this.#next.map(({ operation, fault, times }) => ({ operation, fault, times }));
  }

  /** Returns the fault of a request. Those of `failNext` come first, in their order; then the newest of `fail`. */
  take(request: ReceivedRequest): Fault | undefined {
    const isFor = ({ target, when }: Planned) =>
      target.operation === request.operation && target.matches(request) && when(request);
    const next = this.#next.find(isFor);
    if (next === undefined) return this.#lasting.find(isFor)?.fault;
    next.times -= 1;
    if (next.times === 0) this.#next.splice(this.#next.indexOf(next), 1);
    return next.fault;
  }
}

function plan(
  caller: "fail" | "failNext",
  operation: OperationId | MethodName,
  fault: Fault,
  limits: FaultLimits,
): Planned {
  const target = targetOf(operation, caller);
  assertFault(fault, caller);
  strictObject({
    ...(caller === "failNext" && { times: optional(isPositiveInteger) }),
    when: optional(isFunction),
  })(limits, `${caller}: options`);
  const { times = 1, when = () => true } = limits;
  return { operation, fault, times, target, when };
}

/** The behavior without the fault. */
export interface DefaultBehavior {
  /** Applies the request. */
  readonly answer: () => Promise<Response>;
  /** Returns the default response with a status. */
  readonly refuse: (status: number) => Response;
}

/** The error that `fetch` rejects with. */
export interface NetworkError {
  readonly networkError: unknown;
}

/**
 * Returns the response or the network error.
 *
 * @throws the signal's reason
 */
export async function applyFault(
  fault: Fault,
  signal: AbortSignal | null,
  usual: DefaultBehavior,
): Promise<Response | NetworkError> {
  if (fault.delayMs !== undefined) await delay(fault.delayMs, signal);
  if (fault.networkError !== undefined) {
    const { networkError } = fault;
    return { networkError: networkError === true ? new TypeError("fetch failed") : networkError };
  }
  if (fault.redirectTo !== undefined) {
    return new Response(null, { status: 302, headers: { location: fault.redirectTo } });
  }
  if (fault.status !== undefined) {
    const response = fault.body === undefined ? usual.refuse(fault.status) : given(fault.status, fault.body);
    for (const [name, value] of Object.entries(fault.headers ?? {})) response.headers.set(name, value);
    return response;
  }
  const response = await usual.answer();
  return fault.truncatedBody ? truncated(response) : response;
}

function given(status: number, body: unknown): Response {
  return typeof body === "string" ? new Response(body, { status }) : json(status, body);
}

async function truncated(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes.subarray(0, bytes.length / 2)),
    pull: (controller) => controller.error(new TypeError("terminated")),
  });
  return new Response(body, response);
}

export function delay(ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = Number.isFinite(ms) ? setTimeout(end, ms) : undefined;
    signal?.addEventListener("abort", end, { once: true });
    function end(): void {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    }
  });
}

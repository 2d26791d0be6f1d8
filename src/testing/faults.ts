import type { OperationId } from "../types.ts";
import { json } from "./responses.ts";

interface None {
  /** Of a {@link StatusFault}. */
  readonly status?: undefined;
  /** Of a {@link NetworkFault}. */
  readonly networkError?: undefined;
  /** Of a {@link TruncationFault}. */
  readonly truncatedBody?: undefined;
  /** Of a {@link RedirectFault}. */
  readonly redirectTo?: undefined;
}

interface Delay {
  /**
   * How long the request waits before anything happens to it, in ms; `Infinity`: until it is aborted. Alone, it is then
   * answered as usual. A request that is aborted meanwhile changes nothing.
   */
  readonly delayMs?: number | undefined;
}

/** Answered by something before Unleash, or by an Unleash in trouble: nothing changes in it. */
export interface StatusFault extends Delay, Omit<None, "status"> {
  /** 200 to 599. */
  readonly status: number;
  /** A string is sent as it is, anything else as JSON. Left out: what Unleash says
   * with a 429 or 503, with its headers; else nothing. */
  readonly body?: unknown;
  /** Headers besides those of the answer, or in their place. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** No connection: nothing changes in Unleash, and `fetch` rejects. */
export interface NetworkFault extends Delay, Omit<None, "networkError"> {
  /** true, or what `fetch` rejects with. */
  readonly networkError: true | Error;
}

/** The request is carried out, and its answer breaks off in the body. */
export interface TruncationFault extends Delay, Omit<None, "truncatedBody"> {
  /** Half of the body comes. */
  readonly truncatedBody: true;
}

/** Answered with a redirect, which is not followed; nothing changes in Unleash. */
export interface RedirectFault extends Delay, Omit<None, "redirectTo"> {
  /** The `Location`, with status 302. */
  readonly redirectTo: string;
}

/** Only a {@link Delay.delayMs delay}. */
export interface DelayFault extends None {
  /** In ms; `Infinity`: until it is aborted. */
  readonly delayMs: number;
}

/** What goes wrong with a request. */
export type Fault = StatusFault | NetworkFault | TruncationFault | RedirectFault | DelayFault;

/** What is to go wrong, by operation. */
export class Faults {
  readonly #next = new Map<OperationId, Fault[]>();
  readonly #lasting = new Map<OperationId, Fault>();

  next(operation: OperationId, fault: Fault): void {
    this.#next.set(operation, [...(this.#next.get(operation) ?? []), fault]);
  }

  lasting(operation: OperationId, fault: Fault): void {
    this.#lasting.set(operation, fault);
  }

  /** The fault that the next request of the operation meets; those for one request come first. */
  take(operation: OperationId | undefined): Fault | undefined {
    if (operation === undefined) return undefined;
    return this.#next.get(operation)?.shift() ?? this.#lasting.get(operation);
  }

  clear(): void {
    this.#next.clear();
    this.#lasting.clear();
  }
}

/** What the fake would do. */
export interface DefaultBehavior {
  /** Carries the request out. */
  readonly answer: () => Promise<Response>;
  /** The answer with a status of which only the status is given. */
  readonly refuse: (status: number) => Response;
}

/**
 * @returns the answer, or the error that no answer came for
 * @throws the signal's reason
 */
export async function applyFault(
  fault: Fault,
  signal: AbortSignal | null,
  usual: DefaultBehavior,
): Promise<Response | Error> {
  if (fault.delayMs !== undefined) await delay(fault.delayMs, signal);
  if (fault.networkError !== undefined) {
    return fault.networkError === true ? new TypeError("fetch failed") : fault.networkError;
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

function delay(ms: number, signal: AbortSignal | null): Promise<void> {
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

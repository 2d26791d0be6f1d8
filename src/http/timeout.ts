/** Returns the reason of an aborted signal, or an AbortError for older polyfills, which have no reason. */
function abortReason(signal: AbortSignal): unknown {
  return signal.reason === undefined
    ? new DOMException("This operation was aborted", "AbortError")
    : signal.reason;
}

/** @throws the signal's reason, once it is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortReason(signal);
}

interface Subscribers {
  readonly callbacks: Set<() => void>;
  readonly notify: () => void;
}
const subscribers = new WeakMap<AbortSignal, Subscribers>();

/**
 * Calls `callback` when the signal aborts. All concurrent calls share one listener on the signal, because Node 20 warns
 * about a leak from the eleventh listener on.
 *
 * @returns a function that unsubscribes
 */
function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let entry = subscribers.get(signal);
  if (entry === undefined) {
    const callbacks = new Set<() => void>();
    const notify = () => {
      for (const call of [...callbacks]) call();
    };
    entry = { callbacks, notify };
    subscribers.set(signal, entry);
  }
  const { callbacks, notify } = entry;
  if (callbacks.size === 0) signal.addEventListener("abort", notify);
  callbacks.add(callback);
  return () => {
    if (callbacks.delete(callback) && callbacks.size === 0) signal.removeEventListener("abort", notify);
  };
}

/** Rejection of {@link withTimeout} on timeout. */
export const TIMED_OUT: unique symbol = Symbol("timed out");

/** One run of {@link withTimeout}. */
export interface TimedRun {
  /** Aborts with the caller's signal or on timeout. */
  readonly signal: AbortSignal;
  /** Aborts the signal, without settling the call. */
  readonly abort: () => void;
  /** Called when the signal aborts; set by the run. Cheaper than a listener on the signal. */
  onAbort?: () => void;
}

/**
 * Settles like `run`, but rejects with {@link TIMED_OUT} after `ms` milliseconds and with the caller's reason as soon as the
 * caller's signal aborts, even if `run` ignores its signal. Leaves no timer and no listener.
 */
export function withTimeout<T>(
  caller: AbortSignal | undefined,
  ms: number,
  run: (run: TimedRun) => Promise<T>,
  { setTimeout, clearTimeout }: Timers = globalThis,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // Not AbortSignal.any with AbortSignal.timeout: on Node 20 these two keep their timers and sources alive.
    const controller = new AbortController();
    const current: TimedRun = { signal: controller.signal, abort: () => controller.abort() };
    const close = () => {
      clearTimeout(timer);
      unsubscribe?.();
    };
    const abort = (reason: unknown, signalReason?: unknown) => {
      close();
      reject(reason);
      controller.abort(signalReason);
      current.onAbort?.();
    };
    const timer = setTimeout(() => abort(TIMED_OUT), ms);
    const unsubscribe = caller && onAbort(caller, () => abort(abortReason(caller), abortReason(caller)));
    run(current).then(
      (value) => {
        close();
        resolve(value);
      },
      (error: unknown) => {
        close();
        reject(error);
      },
    );
  });
}

type Timers = Pick<typeof globalThis, "setTimeout" | "clearTimeout">;

/** Resolves after `ms` milliseconds, or rejects with the signal's reason as soon as the signal aborts. */
export async function sleep(ms: number, signal: AbortSignal | undefined, timers?: Timers): Promise<void> {
  throwIfAborted(signal);
  await withTimeout(signal, ms, () => new Promise(() => {}), timers).catch((reason: unknown) => {
    if (reason !== TIMED_OUT) throw reason;
  });
}

/** Returns the reason of an aborted signal; older polyfills have none. */
export function abortReason(signal: AbortSignal): unknown {
  const { reason } = signal as { reason?: unknown };
  return reason === undefined ? new DOMException("This operation was aborted", "AbortError") : reason;
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
 * of a leak from the eleventh on.
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

/** Settles like `promise`, but rejects with the signal's reason as soon as the signal aborts. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(abortReason(signal));
    const unsubscribe = onAbort(signal, () => {
      // After an abort the promise may never settle, and would keep the listener.
      unsubscribe();
      reject(abortReason(signal));
    });
    promise.then(
      (value) => {
        unsubscribe();
        resolve(value);
      },
      (error: unknown) => {
        unsubscribe();
        reject(error);
      },
    );
  });
}

type Timers = Pick<typeof globalThis, "setTimeout" | "clearTimeout">;

/** Resolves after `ms` milliseconds, or rejects with the signal's reason as soon as the signal aborts. */
export async function sleep(
  ms: number,
  signal: AbortSignal | undefined,
  { setTimeout, clearTimeout }: Timers = globalThis,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await abortable(elapsed, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** A signal that aborts with the caller's signal or on timeout. */
export interface Timeout {
  readonly signal: AbortSignal;
  /** Clears the timer and removes the abort listener. */
  close(): void;
}

/** Starts a timeout of `ms` milliseconds. The caller must call `close()`. */
export function startTimeout(caller: AbortSignal | undefined, ms: number): Timeout {
  // Not AbortSignal.any with AbortSignal.timeout: on Node 20 these two keep their timers and sources alive.
  const controller = new AbortController();
  const onCallerAbort = () => controller.abort(caller && abortReason(caller));
  if (caller?.aborted) onCallerAbort();
  const unsubscribe = caller && onAbort(caller, onCallerAbort);
  const timer = setTimeout(() => controller.abort(), ms);
  return {
    signal: controller.signal,
    close() {
      clearTimeout(timer);
      unsubscribe?.();
    },
  };
}

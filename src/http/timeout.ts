/** The promise, but rejected with the signal's reason as soon as that is aborted. No listener stays behind. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    // Once: after an abort the promise may never settle, and would keep the listener.
    else signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** Resolves after `ms`; an abort ends the wait at once. */
export async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await abortable(new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))), signal);
  } finally {
    clearTimeout(timer);
  }
}

/** A signal that is aborted when the caller's is, and when its time is up. */
export interface Timeout {
  readonly signal: AbortSignal;
  /** Ends the timer and the tie to the caller's signal. */
  close(): void;
}

/** Starts the clock. Whoever opens a deadline closes it. */
export function startTimeout(caller: AbortSignal | undefined, ms: number): Timeout {
  // Not AbortSignal.any with AbortSignal.timeout: on Node 20 these two keep their timers and sources alive.
  const controller = new AbortController();
  const onCallerAbort = () => controller.abort(caller?.reason);
  if (caller?.aborted) onCallerAbort();
  caller?.addEventListener("abort", onCallerAbort);
  const timer = setTimeout(() => controller.abort(), ms);
  return {
    signal: controller.signal,
    close() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", onCallerAbort);
    },
  };
}

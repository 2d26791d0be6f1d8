/** Returns the reason of an aborted signal, or an AbortError for older polyfills, which have no reason. */
function abortReason(signal: AbortSignal): unknown {
  return AbortSignal.abort(signal.reason).reason;
}

/** @throws the signal's reason, once it is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortReason(signal);
}

/** Callbacks per signal, and the one listener that calls them. */
const subscriptions = new WeakMap<
  AbortSignal,
  { readonly callbacks: Set<() => void>; readonly listener: () => void }
>();

/**
 * Calls `callback` when the signal aborts. All concurrent calls share one listener on the signal, because Node 20 warns
 * about a leak from the eleventh listener on.
 *
 * @returns a function that unsubscribes
 */
function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let subscription = subscriptions.get(signal);
  if (!subscription) {
    const callbacks = new Set<() => void>();
    const listener = () => {
      for (const call of callbacks) call();
    };
    subscription = { callbacks, listener };
    subscriptions.set(signal, subscription);
  }
  const { callbacks, listener } = subscription;
  signal.addEventListener("abort", listener); // once, however often it is added
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) signal.removeEventListener("abort", listener);
  };
}

/** Rejection of {@link withTimeout} on timeout. */
export const TIMED_OUT: unique symbol = Symbol("timed out");

/** The controller of one run of {@link withTimeout}. Its signal aborts with the caller's signal or on timeout. */
export interface TimedRun extends AbortController {
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
    throwIfAborted(caller);
    // Not AbortSignal.any with AbortSignal.timeout: on Node 20 these two keep their timers and sources alive.
    const controller: TimedRun = new AbortController();
    const close = () => {
      clearTimeout(timer);
      unsubscribe?.();
    };
    const fail = (reason: unknown) => {
      close();
      reject(reason);
    };
    const abort = () => {
      fail(caller?.aborted ? abortReason(caller) : TIMED_OUT);
      controller.abort(caller?.reason);
      controller.onAbort?.();
    };
    const timer = setTimeout(abort, ms);
    const unsubscribe = caller && onAbort(caller, abort);
    run(controller).then((value) => {
      close();
      resolve(value);
    }, fail);
  });
}

type Timers = Pick<typeof globalThis, "setTimeout" | "clearTimeout">;

/** Resolves after `ms` milliseconds, or rejects with the signal's reason as soon as the signal aborts. */
export function sleep(ms: number, signal: AbortSignal | undefined, timers?: Timers): Promise<void> {
  const never = () => new Promise<void>(() => {});
  return withTimeout(signal, ms, never, timers).catch(() => throwIfAborted(signal));
}

import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sleep, TIMED_OUT, type TimedRun, throwIfAborted, withTimeout } from "../../src/http/timeout.ts";
import { rejection, signalled } from "../helpers/calls.ts";

const never = new Promise<never>(() => {});
const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("sleep", () => {
  it("resolves after its time", async () => {
    const { signal } = new AbortController();
    const slept = vi.fn();
    const sleeping = sleep(100, signal).then(slept);
    await vi.advanceTimersByTimeAsync(99);
    expect(slept).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(slept).toHaveBeenCalled();
    await sleeping;
    expect(listeners(signal)).toBe(0);
  });

  it("rejects immediately on abort, and leaves no timer or listener", async () => {
    const controller = new AbortController();
    const ended = rejection(sleep(100, controller.signal));
    controller.abort("enough");
    expect(await ended).toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
    expect(listeners(controller.signal)).toBe(0);
    expect(await rejection(sleep(100, controller.signal))).toBe("enough");
  });
});

describe("withTimeout", () => {
  const ignoring = () => never;

  it("settles like the run, and leaves no timer and no listener", async () => {
    const { signal } = new AbortController();
    const seen: AbortSignal[] = [];
    const value = await withTimeout(signal, 100, async (run) => {
      seen.push(run.signal);
      expect(listeners(signal)).toBe(1);
      return 1;
    });
    expect(value).toBe(1);
    expect(await rejection(withTimeout(signal, 100, () => Promise.reject(2)))).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
    expect(listeners(signal)).toBe(0);
    expect(seen[0]?.aborted).toBe(false);
  });

  it("rejects with TIMED_OUT after its time, and aborts the run", async () => {
    const onAbort = vi.fn();
    let current: TimedRun | undefined;
    const rejected = rejection(
      withTimeout(undefined, 100, (run) => {
        current = run;
        run.onAbort = onAbort;
        return never;
      }),
    );
    await vi.advanceTimersByTimeAsync(99);
    expect(current?.signal.aborted).toBe(false);
    expect(onAbort).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(current?.signal.aborted).toBe(true);
    expect(current?.signal.reason).toMatchObject({ name: "AbortError" });
    expect(onAbort).toHaveBeenCalledTimes(1);
    expect(await rejected).toBe(TIMED_OUT);
  });

  it("rejects with the caller's reason on abort, and aborts the run with it", async () => {
    for (const reason of ["enough", null, 0, undefined]) {
      const controller = new AbortController();
      let current: TimedRun | undefined;
      const rejected = rejection(
        withTimeout(controller.signal, 100, (run) => {
          current = run;
          return never;
        }),
      );
      controller.abort(reason);
      expect(await rejected).toBe(controller.signal.reason);
      expect(current?.signal.reason).toBe(controller.signal.reason);
      expect(listeners(controller.signal)).toBe(0);
      expect(vi.getTimerCount()).toBe(0);
    }
  });

  it("ignores an abort and a timeout after the run has settled", async () => {
    const controller = new AbortController();
    const onAbort = vi.fn();
    await withTimeout(controller.signal, 100, async (run) => {
      run.onAbort = onAbort;
    });
    controller.abort();
    await vi.advanceTimersByTimeAsync(100);
    expect(onAbort).not.toHaveBeenCalled();
  });

  it("ignores a late rejection of the run", async () => {
    const late = signalled<never>();
    const rejected = rejection(withTimeout(undefined, 100, () => late.promise));
    await vi.advanceTimersByTimeAsync(100);
    expect(await rejected).toBe(TIMED_OUT);
    // An unhandled rejection would fail the run of the tests.
    late.resolve(Promise.reject(new Error("too late")) as never);
    await vi.advanceTimersByTimeAsync(1);
  });

  it("shares one listener between concurrent calls on a signal", async () => {
    const controller = new AbortController();
    const rejected = Array.from({ length: 50 }, () =>
      rejection(withTimeout(controller.signal, 100, ignoring)),
    );
    expect(listeners(controller.signal)).toBe(1);
    controller.abort("enough");
    expect(await Promise.all(rejected)).toEqual(Array(50).fill("enough"));
    expect(listeners(controller.signal)).toBe(0);
  });
});

describe("a signal of an older polyfill, without reason and throwIfAborted,", () => {
  /** The part of the standard that `abort-controller` has. */
  function oldSignal(): { signal: AbortSignal; abort: () => void } {
    const target = new EventTarget();
    const signal = Object.assign(target, { aborted: false, onabort: null });
    const abort = () => {
      signal.aborted = true;
      target.dispatchEvent(new Event("abort"));
    };
    return { signal: signal as unknown as AbortSignal, abort };
  }

  it("causes an AbortError, before and during a call", async () => {
    const { signal, abort } = oldSignal();
    const rejected = [rejection(withTimeout(signal, 100, () => never)), rejection(sleep(100, signal))];
    abort();
    for (const error of await Promise.all(rejected)) expect(error).toMatchObject({ name: "AbortError" });
    expect(() => throwIfAborted(signal)).toThrow("This operation was aborted");
    expect(await rejection(sleep(100, signal))).toMatchObject({ name: "AbortError" });
  });
});

import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { abortable, sleep, startTimeout } from "../../src/http/timeout.ts";
import { rejection } from "../helpers/calls.ts";

const never = new Promise<never>(() => {});
const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("abortable", () => {
  it("settles like the promise, and leaves no listener", async () => {
    const { signal } = new AbortController();
    expect(await abortable(Promise.resolve(1), signal)).toBe(1);
    expect(await rejection(abortable(Promise.reject(2), signal))).toBe(2);
    expect(await abortable(Promise.resolve(3), undefined)).toBe(3);
    expect(listeners(signal)).toBe(0);
  });

  it("rejects with the reason on abort, and leaves no listener if the promise never settles", async () => {
    const controller = new AbortController();
    const rejected = rejection(abortable(never, controller.signal));
    expect(listeners(controller.signal)).toBe(1);
    controller.abort("enough");
    expect(listeners(controller.signal)).toBe(0);
    expect(await rejected).toBe("enough");
  });

  it("rejects with the reason of a signal that is already aborted", async () => {
    const signal = AbortSignal.abort("enough");
    expect(await rejection(abortable(Promise.resolve(1), signal))).toBe("enough");
    expect(await rejection(abortable(Promise.reject(2), signal))).toBe("enough");
    expect(listeners(signal)).toBe(0);
  });
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

describe("a timeout", () => {
  it("aborts after its time", () => {
    const timeout = startTimeout(undefined, 100);
    vi.advanceTimersByTime(99);
    expect(timeout.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(timeout.signal.aborted).toBe(true);
    timeout.close();
  });

  it("aborts with the caller's signal and reason", () => {
    const controller = new AbortController();
    const timeout = startTimeout(controller.signal, 100);
    controller.abort("enough");
    expect(timeout.signal.reason).toBe("enough");
    timeout.close();
    const late = startTimeout(controller.signal, 100);
    expect(late.signal.reason).toBe("enough");
    late.close();
    expect(listeners(controller.signal)).toBe(0);
  });

  it("does nothing after it is closed", () => {
    const controller = new AbortController();
    const timeout = startTimeout(controller.signal, 100);
    timeout.close();
    controller.abort();
    vi.advanceTimersByTime(100);
    expect(timeout.signal.aborted).toBe(false);
    expect(listeners(controller.signal)).toBe(0);
  });
});

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
  it("settles as the promise does, and leaves no listener", async () => {
    const { signal } = new AbortController();
    expect(await abortable(Promise.resolve(1), signal)).toBe(1);
    expect(await rejection(abortable(Promise.reject(2), signal))).toBe(2);
    expect(await abortable(Promise.resolve(3), undefined)).toBe(3);
    expect(listeners(signal)).toBe(0);
  });

  it("rejects with the reason at an abort, and leaves no listener though the promise never settles", async () => {
    const controller = new AbortController();
    const rejected = rejection(abortable(never, controller.signal));
    expect(listeners(controller.signal)).toBe(1);
    controller.abort("enough");
    expect(listeners(controller.signal)).toBe(0);
    expect(await rejected).toBe("enough");
  });

  it("rejects with the reason of a signal that is aborted already, though the promise is settled", async () => {
    const signal = AbortSignal.abort("enough");
    expect(await rejection(abortable(Promise.resolve(1), signal))).toBe("enough");
    expect(await rejection(abortable(Promise.reject(2), signal))).toBe("enough");
    expect(listeners(signal)).toBe(0);
  });
});

describe("sleep", () => {
  it("resolves when its time is over", async () => {
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

  it("ends at an abort, at once, and leaves neither timer nor listener", async () => {
    const controller = new AbortController();
    const ended = rejection(sleep(100, controller.signal));
    controller.abort("enough");
    expect(await ended).toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
    expect(listeners(controller.signal)).toBe(0);
    expect(await rejection(sleep(100, controller.signal))).toBe("enough");
  });
});

describe("a deadline", () => {
  it("is aborted when its time is up", () => {
    const deadline = startTimeout(undefined, 100);
    vi.advanceTimersByTime(99);
    expect(deadline.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(deadline.signal.aborted).toBe(true);
    deadline.close();
  });

  it("is aborted with the caller's signal and reason", () => {
    const controller = new AbortController();
    const deadline = startTimeout(controller.signal, 100);
    controller.abort("enough");
    expect(deadline.signal.reason).toBe("enough");
    deadline.close();
    const late = startTimeout(controller.signal, 100);
    expect(late.signal.reason).toBe("enough");
    late.close();
    expect(listeners(controller.signal)).toBe(0);
  });

  it("follows nothing once it is closed", () => {
    const controller = new AbortController();
    const deadline = startTimeout(controller.signal, 100);
    deadline.close();
    controller.abort();
    vi.advanceTimersByTime(100);
    expect(deadline.signal.aborted).toBe(false);
    expect(listeners(controller.signal)).toBe(0);
  });
});

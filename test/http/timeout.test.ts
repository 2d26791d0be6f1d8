import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RequestTimeoutError } from "../../src/index.ts";
import { calls, clientFor, failure, goodBody, goodValue, operationIds, signalled } from "../helpers/calls.ts";
import { answerAfter, neverAnswer, stalledBody } from "../helpers/injected.ts";
import { serve } from "../helpers/loopback.ts";

const BASE_URL = "https://unleash.example.com";
const DOUBT = "; it may have been carried out all the same";

describe.each(operationIds)("a server that takes too long, for %s", (id) => {
  it.each<[string, (response: ServerResponse) => void]>([
    ["never answers", () => {}],
    ["stalls after the headers", (response) => response.flushHeaders()],
    ["stalls after the headers of an error", (response) => response.writeHead(500).flushHeaders()],
    ["stalls in the middle of the body", (response) => response.write(goodBody(id) || "{")],
    [
      "stalls in the middle of an error's body",
      (response) => response.writeHead(400).write('{"message":"no'),
    ],
    [
      "sends a byte now and then, for ever",
      (response) => {
        const timer = setInterval(() => response.write(" "), 5);
        response.on("close", () => clearInterval(timer));
      },
    ],
  ])("and %s, is a RequestTimeoutError, and hung up on", async (_, answer) => {
    const hungUp = signalled();
    const { baseUrl, received } = await serve((response) => {
      response.on("close", () => hungUp.resolve());
      answer(response);
    });
    const error = await failure(calls[id](clientFor(baseUrl, { timeoutMs: 60 }).client), RequestTimeoutError);
    expect(error).toMatchObject({ code: "timeout", operation: id, timeoutMs: 60 });
    const isRead = /^(get|validate)/.test(id);
    expect(error.message).toBe(`no whole answer within 60 ms${isRead ? "" : DOUBT}`);
    // On a slow machine the time may be over before the request was there.
    if (received.length > 0) await hungUp.promise;
  });
});

describe("timeoutMs", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const get = calls.getPublicSignupToken;
  const good = () => new Response(goodBody("getPublicSignupToken"));

  it("is 10 seconds by default", async () => {
    const { client } = clientFor(BASE_URL, { fetch: (_, { signal }) => neverAnswer(signal) });
    let settled = false;
    const failed = failure(get(client), RequestTimeoutError).finally(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await failed).toMatchObject({ timeoutMs: 10_000 });
  });

  it("counts until the body is read, and not only until the headers are here", async () => {
    const { body, cancelled } = stalledBody('{"secret":');
    const { client } = clientFor(BASE_URL, {
      timeoutMs: 1_000,
      fetch: (_, { signal }) => answerAfter(900, new Response(body), signal),
    });
    const failed = failure(get(client), RequestTimeoutError);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await failed).toMatchObject({ timeoutMs: 1_000 });
    await cancelled;
  });

  it("begins anew with each try, and does not count the waits between", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    let tries = 0;
    const { client } = clientFor(BASE_URL, {
      timeoutMs: 1_000,
      maxRetries: 2,
      fetch: (_, { signal }) => (++tries < 3 ? neverAnswer(signal) : answerAfter(990, good(), signal)),
    });
    const value = get(client);
    // Two tries of 1 s, waits of 0.5 s and 1 s, and the answer.
    await vi.advanceTimersByTimeAsync(1_000 + 500 + 1_000 + 1_000 + 990);
    expect(await value).toEqual(goodValue("getPublicSignupToken"));
    expect(tries).toBe(3);
  });

  it("gives the error of the last try, when each took too long", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { client, events } = clientFor(BASE_URL, {
      timeoutMs: 1_000,
      maxRetries: 2,
      fetch: (_, { signal }) => neverAnswer(signal),
    });
    const failed = failure(get(client), RequestTimeoutError);
    await vi.advanceTimersByTimeAsync(1_000 + 500 + 1_000 + 1_000 + 1_000);
    expect(await failed).toMatchObject({ timeoutMs: 1_000 });
    expect(events.map(({ type }) => type)).toEqual([
      "request",
      "retry",
      "request",
      "retry",
      "request",
      "failure",
    ]);
  });

  it("of a call goes before that of the client", async () => {
    const { client } = clientFor(BASE_URL, { timeoutMs: 50, fetch: (_, { signal }) => neverAnswer(signal) });
    const failed = failure(get(client, { timeoutMs: 7_000 }), RequestTimeoutError);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(await failed).toMatchObject({ timeoutMs: 7_000 });
  });

  it("counts although the caller has a signal of their own", async () => {
    const { client } = clientFor(BASE_URL, { fetch: (_, { signal }) => neverAnswer(signal) });
    const failed = failure(
      get(client, { timeoutMs: 100, signal: new AbortController().signal }),
      RequestTimeoutError,
    );
    await vi.advanceTimersByTimeAsync(100);
    await failed;
  });

  it("gives each request of a call its own time", async () => {
    const { client } = clientFor(BASE_URL, {
      timeoutMs: 1_000,
      fetch: (_, { method, signal }) => {
        const token = goodBody("getPublicSignupToken");
        const half = JSON.stringify({ ...JSON.parse(token), role: {}, users: [] });
        return answerAfter(900, new Response(method === "PUT" ? half : token), signal);
      },
    });
    const value = client.tokens.disable("x");
    await vi.advanceTimersByTimeAsync(1_800);
    expect(await value).toEqual(goodValue("getPublicSignupToken"));
  });

  describe("when `fetch` knows nothing of signals", () => {
    it("ends the call at once, and cancels the body that comes too late", async () => {
      const { body, cancelled } = stalledBody("{");
      const { client } = clientFor(BASE_URL, {
        timeoutMs: 100,
        fetch: () => answerAfter(5_000, new Response(body), undefined),
      });
      const failed = failure(get(client), RequestTimeoutError);
      await vi.advanceTimersByTimeAsync(100);
      await failed;
      await vi.advanceTimersByTimeAsync(5_000);
      await cancelled;
    });

    it("ends the call at once, and cancels the body that stalls", async () => {
      const { body, cancelled } = stalledBody("{");
      const { client } = clientFor(BASE_URL, { timeoutMs: 100, fetch: async () => new Response(body) });
      const failed = failure(get(client), RequestTimeoutError);
      await vi.advanceTimersByTimeAsync(100);
      await failed;
      await cancelled;
    });

    it("lets it reject too late, unheard", async () => {
      const { client } = clientFor(BASE_URL, {
        timeoutMs: 100,
        fetch: async () => {
          await new Promise((resolve) => setTimeout(resolve, 5_000));
          throw new Error("too late");
        },
      });
      const failed = failure(get(client), RequestTimeoutError);
      await vi.advanceTimersByTimeAsync(100);
      await failed;
      // An unhandled rejection would fail the run.
      await vi.advanceTimersByTimeAsync(5_000);
    });
  });
});

import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { InviteApiError, type InviteError, RequestTimeoutError } from "../../src/index.ts";
import { calls, clientFor, failure, goodBody, goodValue, operationIds, signalled } from "../helpers/calls.ts";
import { answerAfter, neverAnswer, stalledBody } from "../helpers/injected.ts";
import { serve } from "../helpers/loopback.ts";

const BASE_URL = "https://unleash.example.com";
const UNKNOWN_OUTCOME = "; the request may still have been applied";

type Answer = (response: ServerResponse, body: string) => void;

const dripping: Answer = (response) => {
  const timer = setInterval(() => response.write(" "), 5);
  response.on("close", () => clearInterval(timer));
};

describe.each(operationIds)("a server that takes too long, for %s,", (id) => {
  const isRead = /^(get|validate)/.test(id);

  /** Calls a server that takes too long; the connection must be closed. */
  async function timedOut(answer: Answer): Promise<InviteError> {
    const closed = signalled();
    const { baseUrl, received } = await serve((response) => {
      response.on("close", () => closed.resolve());
      answer(response, goodBody(id));
    });
    const error = await failure(calls[id](clientFor(baseUrl, { timeoutMs: 60 }).client));
    // On a slow machine the timeout may fire before the request arrives.
    if (received.length > 0) await closed.promise;
    return error;
  }

  it("and never responds causes a RequestTimeoutError and a closed connection", async () => {
    const error = await timedOut(() => {});
    expect(error).toBeInstanceOf(RequestTimeoutError);
    expect(error).toMatchObject({
      code: "timeout",
      operation: id,
      timeoutMs: 60,
      status: undefined,
      applied: [],
      mayHaveApplied: !isRead,
      message: `request timed out after 60 ms${isRead ? "" : UNKNOWN_OUTCOME}`,
    });
  });

  it.each<[string, Answer]>([
    ["stalls after the headers", (response) => response.flushHeaders()],
    ["stalls in the middle of the body", (response, body) => response.write(body || "{")],
    ["sends single bytes with pauses", dripping],
  ])("and %s of a 200 causes a RequestTimeoutError and a closed connection", async (_, answer) => {
    const error = await timedOut(answer);
    expect(error).toBeInstanceOf(RequestTimeoutError);
    expect(error).toMatchObject({ code: "timeout", operation: id, timeoutMs: 60 });
    expect(error.message).toMatch(/^request timed out after 60 ms/);
    // On a slow machine the headers may not have arrived in time.
    if ((error as RequestTimeoutError).status === undefined) return;
    expect(error).toMatchObject({ status: 200, mayHaveApplied: false });
    expect(error.applied).toHaveLength(isRead ? 0 : 1);
  });

  it.each<[number, string, Answer]>([
    [500, "stalls after the headers", (response) => response.writeHead(500).flushHeaders()],
    [400, "stalls in the middle of the body", (response) => response.writeHead(400).write('{"message":"no')],
    [
      404,
      "sends single bytes with pauses",
      (response, body) => {
        response.writeHead(404);
        dripping(response, body);
      },
    ],
  ])("and sends a %d but %s keeps the status and closes the connection", async (status, _, answer) => {
    const error = await timedOut(answer);
    // On a slow machine the headers may not have arrived in time.
    const cause = error instanceof RequestTimeoutError ? error : error.cause;
    expect(cause).toMatchObject({
      name: "RequestTimeoutError",
      code: "timeout",
      operation: id,
      timeoutMs: 60,
    });
    if (cause === error) return;
    expect(error).toBeInstanceOf(InviteApiError);
    expect(error).toMatchObject({ status, operation: id, body: "" });
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

  it("includes reading the body", async () => {
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

  it("starts again with each attempt, and does not include the delays between them", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    let attempts = 0;
    const { client } = clientFor(BASE_URL, {
      timeoutMs: 1_000,
      maxRetries: 2,
      fetch: (_, { signal }) => (++attempts < 3 ? neverAnswer(signal) : answerAfter(990, good(), signal)),
    });
    const value = get(client);
    // Two attempts of 1 s, delays of 0.5 s and 1 s, and the response.
    await vi.advanceTimersByTimeAsync(1_000 + 500 + 1_000 + 1_000 + 990);
    expect(await value).toEqual(goodValue("getPublicSignupToken"));
    expect(attempts).toBe(3);
  });

  it("throws the error of the last attempt when all exceed it", async () => {
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

  it("of a call takes precedence over the client's", async () => {
    const { client } = clientFor(BASE_URL, { timeoutMs: 50, fetch: (_, { signal }) => neverAnswer(signal) });
    const failed = failure(get(client, { timeoutMs: 7_000 }), RequestTimeoutError);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(await failed).toMatchObject({ timeoutMs: 7_000 });
  });

  it("applies in addition to the caller's signal", async () => {
    const { client } = clientFor(BASE_URL, { fetch: (_, { signal }) => neverAnswer(signal) });
    const failed = failure(
      get(client, { timeoutMs: 100, signal: new AbortController().signal }),
      RequestTimeoutError,
    );
    await vi.advanceTimersByTimeAsync(100);
    await failed;
  });

  it("applies to each request of a call", async () => {
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

  describe("with a `fetch` that ignores its signal", () => {
    it("rejects on time, and cancels a body that arrives later", async () => {
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

    it("rejects on time, and cancels a body that stalls", async () => {
      const { body, cancelled } = stalledBody("{");
      const { client } = clientFor(BASE_URL, { timeoutMs: 100, fetch: async () => new Response(body) });
      const failed = failure(get(client), RequestTimeoutError);
      await vi.advanceTimersByTimeAsync(100);
      expect(await failed).toMatchObject({ status: 200 });
      await cancelled;
    });

    it("ignores a late rejection", async () => {
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

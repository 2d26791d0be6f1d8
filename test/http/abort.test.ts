import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { InviteError, RateLimitError } from "../../src/index.ts";
import { calls, clientFor, goodBody, operationIds, rejection, signalled } from "../helpers/calls.ts";
import { neverAnswer, stalledBody } from "../helpers/injected.ts";
import { serve } from "../helpers/loopback.ts";

const BASE_URL = "https://unleash.example.com";
const adminIds = operationIds.filter(
  (id) => !["validatePublicSignupToken", "addPublicSignupTokenUser"].includes(id),
);

/** The signal's own reason is what a call must reject with: this very object. */
function abortion(reason: unknown = { my: "own reason" }) {
  const controller = new AbortController();
  return { signal: controller.signal, reason, abort: () => controller.abort(reason) };
}

describe.each(operationIds)("an abort, for %s", (id) => {
  it("before the call sends nothing and does not call the apiKey function", async () => {
    const { signal, reason, abort } = abortion();
    abort();
    const fetch = vi.fn();
    const apiKey = vi.fn(() => "user:key");
    const { client, events } = clientFor(BASE_URL, { fetch, apiKey });
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    expect(fetch).not.toHaveBeenCalled();
    expect(apiKey).not.toHaveBeenCalled();
    expect(events).toEqual([]);
  });

  it("before the response rejects and closes the connection", async () => {
    const { signal, reason, abort } = abortion();
    const hungUp = signalled();
    const { baseUrl } = await serve((response) => {
      response.on("close", () => hungUp.resolve());
      abort();
    });
    const { client, events } = clientFor(baseUrl, { maxRetries: 5 });
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    await hungUp.promise;
    expect(events.map(({ type }) => type)).toEqual(["request", "failure"]);
    expect(events.at(-1)).toMatchObject({ code: "aborted", status: undefined });
  });

  it.each([200, 500])("while the body of a %d stalls rejects and closes the connection", async (status) => {
    const { signal, reason, abort } = abortion();
    const hungUp = signalled();
    const { baseUrl } = await serve((response) => {
      response.on("close", () => hungUp.resolve());
      response.writeHead(status).write("{", () => setTimeout(abort, 20));
    });
    const { client } = clientFor(baseUrl, { maxRetries: 5 });
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    await hungUp.promise;
  });

  it("during backoff rejects immediately", async () => {
    const { signal, reason, abort } = abortion();
    const { baseUrl, received } = await serve((response) =>
      response.writeHead(429, { "retry-after": "50" }).end(),
    );
    const { client } = clientFor(baseUrl, {
      maxRetries: 5,
      onEvent: ({ type }) => void (type === "retry" && setImmediate(abort)),
    });
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    expect(received).toHaveLength(1);
  });

  it("rejects immediately with a `fetch` that ignores its signal, and cancels the body", async () => {
    const { signal, reason, abort } = abortion();
    const { body, cancelled } = stalledBody("{");
    const { client } = clientFor(BASE_URL, { fetch: async () => new Response(body) });
    setImmediate(abort);
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    await cancelled;
  });

  it("rejects immediately with a `fetch` that does not respond, and cancels a late body", async () => {
    const { signal, reason, abort } = abortion();
    const { body, cancelled } = stalledBody("{");
    const late = signalled<Response>();
    const { client } = clientFor(BASE_URL, { fetch: () => late.promise });
    setImmediate(abort);
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    late.resolve(new Response(body));
    await cancelled;
  });

  it.each(["request", "response"] as const)("by the listener of the %s event rejects", async (type) => {
    const { signal, reason, abort } = abortion();
    const fetch = vi.fn(async () => new Response("", { status: 500 }));
    const { client } = clientFor(BASE_URL, {
      fetch,
      onEvent: (event) => void (event.type === type && abort()),
    });
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    expect(fetch).toHaveBeenCalledTimes(type === "request" ? 0 : 1);
  });

  it.each([
    [
      "an error of this SDK",
      new RateLimitError("mine", { code: "rate_limited", operation: id, status: 429 }),
    ],
    ["a string", "enough"],
    ["null", null],
    ["zero", 0],
    ["an empty string", ""],
    ["false", false],
  ])("with %s as its reason rejects with that reason", async (_, own) => {
    const { signal, reason, abort } = abortion(own);
    const { client, events } = clientFor(BASE_URL, {
      maxRetries: 5,
      fetch: (_url, init) => neverAnswer(init.signal),
    });
    setImmediate(abort);
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    expect(events.map((event) => ("code" in event ? event.code : event.type))).toEqual([
      "request",
      "aborted",
    ]);
  });

  it("without a reason rejects with the AbortError of the platform", async () => {
    const controller = new AbortController();
    const { client } = clientFor(BASE_URL, { fetch: (_, { signal }) => neverAnswer(signal) });
    setImmediate(() => controller.abort());
    const error = await rejection(calls[id](client, { signal: controller.signal }));
    expect(error).toBe(controller.signal.reason);
    expect(error).toMatchObject({ name: "AbortError" });
    expect(error).not.toBeInstanceOf(InviteError);
  });

  it("by the caller's own timeout rejects with its RequestTimeoutError, not with one of this SDK", async () => {
    const signal = AbortSignal.timeout(10);
    const { client } = clientFor(BASE_URL, { fetch: (_, init) => neverAnswer(init.signal) });
    const error = await rejection(calls[id](client, { signal }));
    expect(error).toBe(signal.reason);
    expect(error).not.toBeInstanceOf(InviteError);
  });

  it("leaves no listener on the signal", async () => {
    const { signal, abort } = abortion();
    const never = new Promise<string>(() => {});
    const waiting = clientFor(BASE_URL, { apiKey: () => never, fetch: () => new Promise(() => {}) });
    const backing = clientFor(BASE_URL, {
      maxRetries: 5,
      fetch: async () => new Response("", { status: 429, headers: { "retry-after": "50" } }),
    });
    const settled = [waiting, backing].map(({ client }) => rejection(calls[id](client, { signal })));
    setImmediate(() => setImmediate(abort));
    await Promise.all(settled);
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await rejection(calls[id](waiting.client, { signal }));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("after the call changes nothing", async () => {
    const { signal, abort } = abortion();
    const { client } = clientFor(BASE_URL, { fetch: async () => new Response(goodBody(id)) });
    await calls[id](client, { signal });
    abort();
  });
});

describe.each(adminIds)("an abort while the apiKey function runs, for %s,", (id) => {
  it("rejects immediately, and sends nothing when the key arrives", async () => {
    const { signal, reason, abort } = abortion();
    const key = signalled<string>();
    const fetch = vi.fn();
    const { client } = clientFor(BASE_URL, { apiKey: () => key.promise, fetch });
    setImmediate(abort);
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    key.resolve("user:late");
    await new Promise(setImmediate);
    expect(fetch).not.toHaveBeenCalled();
  });

  it("by that function rejects, and sends nothing", async () => {
    const { signal, reason, abort } = abortion();
    const fetch = vi.fn();
    const apiKey = () => {
      abort();
      return "user:key";
    };
    const { client } = clientFor(BASE_URL, { apiKey, fetch });
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    expect(fetch).not.toHaveBeenCalled();
  });

  it("ignores a late rejection of the key function", async () => {
    const { signal, reason, abort } = abortion();
    const key = signalled<never>();
    const { client } = clientFor(BASE_URL, { apiKey: () => key.promise });
    setImmediate(abort);
    expect(await rejection(calls[id](client, { signal }))).toBe(reason);
    // An unhandled rejection would fail the run.
    key.resolve(Promise.reject(new Error("the vault is closed")) as never);
    await new Promise(setImmediate);
  });
});

describe("an abort between the requests of one call", () => {
  it("keeps the next one from being sent", async () => {
    const { signal, reason, abort } = abortion();
    const sent: string[] = [];
    const { client } = clientFor(BASE_URL, {
      fetch: async (_, { method }) => {
        sent.push(String(method));
        setImmediate(abort);
        return new Response(
          JSON.stringify({ ...JSON.parse(goodBody("getPublicSignupToken")), role: {}, users: [] }),
        );
      },
      onEvent: ({ type }) => void (type === "response" && abort()),
    });
    expect(await rejection(client.tokens.disable("x", { signal }))).toBe(reason);
    expect(sent).toEqual(["PUT"]);
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import type { ClientEvent } from "../../src/index.ts";
import {
  calls,
  clientFor,
  failure,
  goodBody,
  goodValue,
  KEY,
  operationIds,
  rejection,
} from "../helpers/calls.ts";
import { tokenJson } from "../helpers/client.ts";
import { serve } from "../helpers/loopback.ts";

const OPERATIONS = {
  getAllPublicSignupTokens: { method: "GET", path: "/api/admin/invite-link/tokens" },
  createPublicSignupToken: { method: "POST", path: "/api/admin/invite-link/tokens" },
  getPublicSignupToken: { method: "GET", path: "/api/admin/invite-link/tokens/{token}" },
  updatePublicSignupToken: { method: "PUT", path: "/api/admin/invite-link/tokens/{token}" },
  validatePublicSignupToken: { method: "GET", path: "/invite/{token}/validate" },
  addPublicSignupTokenUser: { method: "POST", path: "/invite/{token}/signup" },
};
const THEN = "then";
const TIME = expect.toSatisfy((ms: unknown) => typeof ms === "number" && ms >= 0, "a time in ms");

afterEach(() => vi.restoreAllMocks());

describe.each(operationIds)("the events of %s", (id) => {
  const step = (type: string, attempt: number, more = {}) => ({
    ...OPERATIONS[id],
    operation: id,
    type,
    attempt,
    ...more,
  });

  it("are a request and a response, each with its operation, its attempt, and no secret in its path", async () => {
    const { baseUrl } = await serve((response) => response.writeHead(203).end(goodBody(id)));
    const { client, events } = clientFor(`${baseUrl}/demo`);
    expect(await calls[id](client)).toEqual(goodValue(id));
    expect(events).toEqual([step("request", 1), step("response", 1, { status: 203, durationMs: TIME })]);
  });

  it("report each retry with its code and its delay", async () => {
    const { baseUrl } = await serve((response, _, nth) => {
      if (nth < 3) response.writeHead(429, { "retry-after": "0.001" }).end();
      else response.end(goodBody(id));
    });
    const { client, events } = clientFor(baseUrl, { maxRetries: 2 });
    await calls[id](client);
    const limited = (attempt: number) => [
      step("request", attempt),
      step("response", attempt, { status: 429, durationMs: TIME }),
      step("retry", attempt, { code: "rate_limited", status: 429, delayMs: 1 }),
    ];
    expect(events).toEqual([
      ...limited(1),
      ...limited(2),
      step("request", 3),
      step("response", 3, { status: 200, durationMs: TIME }),
    ]);
  });

  it("end in a failure with the code and status of the error", async () => {
    const { baseUrl } = await serve((response) => response.writeHead(403).end());
    const { client, events } = clientFor(baseUrl);
    await failure(calls[id](client));
    expect(events).toEqual([
      step("request", 1),
      step("response", 1, { status: 403, durationMs: TIME }),
      step("failure", 1, { code: "forbidden", status: 403, durationMs: TIME }),
    ]);
  });

  it("report a failure without a response, without a status", async () => {
    const { baseUrl } = await serve((response) => response.socket?.resetAndDestroy());
    const { client, events } = clientFor(baseUrl);
    await failure(calls[id](client));
    expect(events).toEqual([
      step("request", 1),
      step("failure", 1, { code: "connection_failed", status: undefined, durationMs: TIME }),
    ]);
  });

  it("report an invalid 2xx response", async () => {
    const { baseUrl } = await serve((response) => response.end("<html>"));
    const { client, events } = clientFor(baseUrl);
    await failure(calls[id](client));
    expect(events.slice(1)).toEqual([
      step("response", 1, { status: 200, durationMs: TIME }),
      step("failure", 1, { code: "not_unleash", status: 200, durationMs: TIME }),
    ]);
  });
});

describe("the events of a call of several requests", () => {
  it("are those of each request in turn, each from attempt 1", async () => {
    const { baseUrl } = await serve((response, { method }) => {
      response.end(JSON.stringify(method === "PUT" ? { ...tokenJson(), role: {} } : tokenJson()));
    });
    const { client, events } = clientFor(baseUrl);
    await client.tokens.extend("s", { days: 2 });
    expect(events.map(({ operation, type, attempt }) => `${operation} ${type} ${attempt}`)).toEqual(
      ["getPublicSignupToken", "updatePublicSignupToken", "getPublicSignupToken"].flatMap((operation) => [
        `${operation} request 1`,
        `${operation} response 1`,
      ]),
    );
  });
});

describe("a duration", () => {
  it("is of one attempt in a response, and of all attempts and delays in a failure", async () => {
    vi.useFakeTimers();
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { client, events } = clientFor("https://unleash.example.com", {
      maxRetries: 1,
      fetch: async () => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        return new Response("", { status: 503 });
      },
    });
    const failed = failure(client.tokens.list());
    await vi.runAllTimersAsync();
    await failed;
    vi.useRealTimers();
    expect(
      events.flatMap((event) => ("durationMs" in event ? [[event.type, event.durationMs]] : [])),
    ).toEqual([
      ["response", 200],
      ["response", 200],
      ["failure", 200 + 500 + 200],
    ]);
  });
});

describe.each<[string, (event: ClientEvent) => unknown]>([
  [
    "throws",
    () => {
      throw new Error("from the listener");
    },
  ],
  [
    "throws undefined",
    () => {
      throw undefined;
    },
  ],
  [
    "rejects",
    async () => {
      throw new Error("from the listener");
    },
  ],
  [
    "rejects later",
    () => new Promise((_, reject) => setImmediate(() => reject(new Error("from the listener")))),
  ],
  [
    "returns a custom promise that rejects",
    () => ({
      [THEN]: (_: unknown, reject: (reason: Error) => void) => reject(new Error("from the listener")),
    }),
  ],
  [
    "returns an object that only looks like a promise",
    () => ({
      get [THEN]() {
        throw new Error("from the listener");
      },
    }),
  ],
  ["never ends", () => new Promise(() => {})],
  ["changes the event", (event) => Object.keys(event).map((key) => Reflect.deleteProperty(event, key))],
])("a listener that %s", (_, listener) => {
  it.each(operationIds)("breaks nothing in %s", async (id) => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const onEvent = listener as (event: ClientEvent) => void;
    const answers = [429, 200, 403].map(
      (status) => () => new Response(status === 200 ? goodBody(id) : "", { status }),
    );
    const { client } = clientFor("https://unleash.example.com", {
      maxRetries: 1,
      onEvent,
      fetch: async () => (answers.shift() as () => Response)(),
    });
    expect(await calls[id](client)).toEqual(goodValue(id));
    expect(await failure(calls[id](client))).toMatchObject({ code: "forbidden" });
    expect(await rejection(calls[id](client, { signal: AbortSignal.abort("enough") }))).toBe("enough");
    // An unhandled rejection would fail the run.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  });
});

describe("a client without a listener", () => {
  it("works", async () => {
    const { baseUrl } = await serve((response) => response.writeHead(429, { "retry-after": "0" }).end());
    const { client } = clientFor(baseUrl, { onEvent: undefined, apiKey: KEY, maxRetries: 1 });
    expect(await failure(client.tokens.list())).toMatchObject({ code: "rate_limited" });
  });
});

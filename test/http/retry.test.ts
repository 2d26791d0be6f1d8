import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { InviteApiError, InviteError, type OperationId, RateLimitError } from "../../src/index.ts";
import { calls, clientFor, failure, goodBody, goodValue, operationIds } from "../helpers/calls.ts";
import { neverAnswer } from "../helpers/injected.ts";

const BASE_URL = "https://unleash.example.com";
const NOW = Date.parse("2026-06-01T12:00:00Z");
const POSTS: OperationId[] = ["createPublicSignupToken", "addPublicSignupTokenUser"];
const others = operationIds.filter((id) => !POSTS.includes(id));

type Step = number | "fails" | "hangs" | { status: number; headers: Record<string, string> };

/** A client whose server takes these steps, then sends valid responses. */
function script(id: OperationId, steps: Step[], options: { maxRetries?: number } = {}) {
  const bodies: unknown[] = [];
  const made = clientFor(BASE_URL, {
    maxRetries: 2,
    timeoutMs: 1_000,
    now: () => NOW,
    ...options,
    fetch: async (_, { signal, body }) => {
      bodies.push(body);
      const step = steps.shift();
      if (step === "fails") throw new TypeError("fetch failed");
      if (step === "hangs") return neverAnswer(signal);
      if (typeof step === "number") return new Response("no", { status: step });
      return step === undefined
        ? new Response(goodBody(id))
        : new Response("no", { status: step.status, headers: step.headers });
    },
  });
  const delays = () => made.events.flatMap((event) => (event.type === "retry" ? [event.delayMs] : []));
  return { ...made, bodies, delays, call: () => calls[id](made.client) };
}

/** Advances the clock until the call has settled. */
async function settled<T>(call: Promise<T>): Promise<T> {
  call.catch(() => {});
  await vi.runAllTimersAsync();
  return call;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe.each(others)("%s", (id) => {
  it.each<Step>(["fails", "hangs", 408, 429, 502, 503, 504])("is retried after: %s", async (step) => {
    const { call, bodies } = script(id, [step, step]);
    expect(await settled(call())).toEqual(goodValue(id));
    expect(bodies).toHaveLength(3);
  });

  it.each([401, 403, 404, 409, 410, 418, 425, 500, 501, 505, 302])(
    "is not retried after a %d",
    async (status) => {
      const { call, bodies } = script(id, [status]);
      expect(await settled(failure(call(), InviteApiError))).toMatchObject({ status, operation: id });
      expect(bodies).toHaveLength(1);
    },
  );

  it.each<Step>(["fails", "hangs", 503])(
    "throws the last error when no retries are left: %s",
    async (step) => {
      const { call, bodies } = script(id, [step, step, step]);
      await settled(failure(call()));
      expect(bodies).toHaveLength(3);
    },
  );

  it("is sent once with maxRetries 0", async () => {
    const { call, bodies } = script(id, [503], { maxRetries: 0 });
    await settled(failure(call()));
    expect(bodies).toHaveLength(1);
  });

  it("is not retried after an invalid 2xx response", async () => {
    const { call, bodies } = script(id, [{ status: 200, headers: { "content-type": "text/html" } }]);
    await settled(failure(call()));
    expect(bodies).toHaveLength(1);
  });
});

describe.each(POSTS)("%s", (id) => {
  it.each<Step>(["fails", "hangs", 408, 500, 502, 503, 504])("is sent once: %s", async (step) => {
    const { call, bodies } = script(id, [step], { maxRetries: 5 });
    await settled(failure(call()));
    expect(bodies).toHaveLength(1);
  });

  it("is not retried on 503 with Retry-After", async () => {
    const { call, bodies } = script(id, [{ status: 503, headers: { "retry-after": "1" } }], {
      maxRetries: 5,
    });
    await settled(failure(call()));
    expect(bodies).toHaveLength(1);
  });

  it("is retried after a 429 with the same body", async () => {
    const { call, bodies } = script(id, [429, 429]);
    expect(await settled(call())).toMatchObject(goodValue(id) as object);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });
});

describe("the delay before another attempt", () => {
  const get = "getPublicSignupToken";

  it.each<[string, Record<string, string>, number]>([
    ["Retry-After in seconds", { "retry-after": "7" }, 7_000],
    ["Retry-After in fractions of a second", { "retry-after": "0.25" }, 250],
    ["Retry-After of zero", { "retry-after": "0" }, 0],
    ["Retry-After as a date", { "retry-after": "Mon, 01 Jun 2026 12:00:09 GMT" }, 9_000],
    ["Retry-After as an RFC 850 date", { "retry-after": "Monday, 01-Jun-26 12:00:09 GMT" }, 9_000],
    ["Retry-After as a date in the past", { "retry-after": "Mon, 01 Jun 2026 11:00:00 GMT" }, 0],
    ["Retry-After of exactly a minute", { "retry-after": "60" }, 60_000],
    ["RateLimit-Reset", { "ratelimit-reset": "3" }, 3_000],
    ["Retry-After rather than RateLimit-Reset", { "retry-after": "2", "ratelimit-reset": "30" }, 2_000],
    ["RateLimit-Reset when Retry-After is invalid", { "retry-after": "soon", "ratelimit-reset": "3" }, 3_000],
    ["Retry-After in fractions, of two values the longest", { "retry-after": "0.5, 0.25" }, 500],
    ["the longest of three values of Retry-After", { "retry-after": "1,2 , 3" }, 3_000],
    ["the longest of a date and seconds", { "retry-after": "Mon, 01 Jun 2026 12:00:09 GMT, 4" }, 9_000],
    [
      "the longest of two dates",
      { "retry-after": "Mon, 01 Jun 2026 12:00:09 GMT, Mon, 01 Jun 2026 12:00:20 GMT" },
      20_000,
    ],
    ["the valid one of two values of Retry-After", { "retry-after": "soon, 6" }, 6_000],
    ["Retry-After as an asctime date", { "retry-after": "Mon Jun  1 12:00:09 2026" }, 9_000],
    [
      "Retry-After as an asctime date of two digits",
      { "retry-after": "Wed Jun 10 12:00:09 2026", date: "Wed, 10 Jun 2026 12:00:00 GMT" },
      9_000,
    ],
    [
      "Retry-After as a date, relative to the server's Date",
      { "retry-after": "Mon, 01 Jun 2026 18:00:09 GMT", date: "Mon, 01 Jun 2026 18:00:00 GMT" },
      9_000,
    ],
    [
      "Retry-After as a date, relative to an RFC 850 Date",
      { "retry-after": "Mon, 01 Jun 2026 18:00:09 GMT", date: "Monday, 01-Jun-26 18:00:00 GMT" },
      9_000,
    ],
    [
      "Retry-After as a date, relative to the client's clock without a valid Date",
      { "retry-after": "Mon, 01 Jun 2026 12:00:09 GMT", date: "today" },
      9_000,
    ],
    [
      "Retry-After in seconds, independent of the server's Date",
      { "retry-after": "7", date: "Mon, 01 Jun 2020 18:00:00 GMT" },
      7_000,
    ],
    ["Retry-After of zero rather than RateLimit-Reset", { "retry-after": "0", "ratelimit-reset": "30" }, 0],
    ["RateLimit of the current draft", { ratelimit: '"default";r=0;t=30' }, 30_000],
    ["RateLimit of the current draft, in another order", { ratelimit: '"default";t=30;r=0' }, 30_000],
    ["RateLimit of an earlier draft", { ratelimit: "limit=10, remaining=0, reset=30" }, 30_000],
    ["RateLimit rather than RateLimit-Reset", { ratelimit: '"a";r=0;t=5', "ratelimit-reset": "30" }, 5_000],
    [
      "RateLimit-Reset when RateLimit has no time",
      { ratelimit: '"default";r=0', "ratelimit-reset": "3" },
      3_000,
    ],
    ["Retry-After rather than RateLimit", { "retry-after": "2", ratelimit: '"a";r=0;t=5' }, 2_000],
    ["RateLimit-Reset as a Unix time", { "ratelimit-reset": String(NOW / 1000 + 12) }, 12_000],
    [
      "RateLimit-Reset as a Unix time, relative to the server's Date",
      { "ratelimit-reset": String(NOW / 1000 + 3600 + 12), date: "Mon, 01 Jun 2026 13:00:00 GMT" },
      12_000,
    ],
    ["RateLimit-Reset as a Unix time in the past", { "ratelimit-reset": String(NOW / 1000 - 12) }, 0],
    ["backoff when RateLimit is invalid", { ratelimit: "soon" }, 250],
    ["backoff when a parameter of RateLimit only ends in t", { ratelimit: '"default";limit=10;pt=5' }, 250],
    ["backoff when Retry-After is empty", { "retry-after": "" }, 250],
    ["backoff when Retry-After is negative", { "retry-after": "-5" }, 250],
    ["backoff when Retry-After is not a date", { "retry-after": "never GMT" }, 250],
    ["backoff when Retry-After has a unit", { "retry-after": "5s" }, 250],
    ["the longest of two values of Retry-After", { "retry-after": "5, 6" }, 6_000],
    ["backoff when RateLimit-Reset is invalid", { "ratelimit-reset": "limit=1" }, 250],
    ["backoff without these headers", {}, 250],
  ])("after a 429 is %s", async (_, headers, expected) => {
    const { call, delays } = script(get, [{ status: 429, headers }]);
    await settled(call());
    expect(delays()).toEqual([expected]);
  });

  it.each([408, 502, 503, 504])("after a %d follows Retry-After but not RateLimit-Reset", async (status) => {
    const { call, delays } = script(get, [
      { status, headers: { "retry-after": "7", "ratelimit-reset": "9" } },
      { status, headers: { "ratelimit-reset": "9" } },
    ]);
    await settled(call());
    expect(delays()).toEqual([7_000, 500]);
  });

  it("passes in full before the next attempt", async () => {
    const { call, bodies } = script(get, [{ status: 429, headers: { "retry-after": "7" } }]);
    const value = call();
    await vi.advanceTimersByTimeAsync(6_999);
    expect(bodies).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(bodies).toHaveLength(2);
    await value;
  });

  it.each([
    ["60.1", 60_100],
    ["61", 61_000],
    ["86400", 86_400_000],
    ["Mon, 01 Jun 2026 13:00:00 GMT", 3_600_000],
    ["9".repeat(400), Number.POSITIVE_INFINITY],
  ])("is at most 60 s: Retry-After %s throws immediately", async (retryAfter, retryAfterMs) => {
    const { call, bodies } = script(get, [{ status: 429, headers: { "retry-after": retryAfter } }]);
    // No timer runs: the error comes although no time passes.
    expect(await failure(call(), RateLimitError)).toMatchObject({
      retryAfterMs,
      code: "rate_limited",
      status: 429,
    });
    expect(bodies).toHaveLength(1);
  });

  it("is on the error of the last 429", async () => {
    const limited = { status: 429, headers: { "ratelimit-reset": "3" } };
    const { call } = script(get, [limited, limited, limited]);
    expect(await settled(failure(call(), RateLimitError))).toMatchObject({ retryAfterMs: 3_000 });
    const unlimited = script(get, [429], { maxRetries: 0 });
    expect(await failure(unlimited.call(), RateLimitError)).toMatchObject({ retryAfterMs: undefined });
  });

  it.each([0, 0.5, 0.999])("is random between 0 and 0.5 s, 1 s, 2 s … 8 s: at %d", async (random) => {
    vi.mocked(Math.random).mockReturnValue(random);
    const { call, delays } = script(get, Array(7).fill("fails"), { maxRetries: 7 });
    await settled(call());
    expect(delays()).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000].map((most) => most * random));
  });
});

describe("the options of a call", () => {
  it("take precedence over the client's", async () => {
    const more = script("getPublicSignupToken", [503, 503], { maxRetries: 0 });
    await settled(calls.getPublicSignupToken(more.client, { maxRetries: 2 }));
    expect(more.bodies).toHaveLength(3);
    const fewer = script("getPublicSignupToken", [503, 503], { maxRetries: 2 });
    const error = await settled(failure(calls.getPublicSignupToken(fewer.client, { maxRetries: 0 })));
    expect(error).toBeInstanceOf(InviteError);
    expect(fewer.bodies).toHaveLength(1);
  });
});

describe("the body of a response before a retry", () => {
  it.each([
    ["read completely when it is short", 1],
    ["cancelled when it is endless", Number.POSITIVE_INFINITY],
  ])("is %s before the next attempt", async (_, chunks) => {
    const log: string[] = [];
    const body = new ReadableStream(
      {
        pull(controller) {
          if (chunks-- > 0) return controller.enqueue(new Uint8Array(10_000).fill(32));
          log.push("done with");
          controller.close();
        },
        cancel: () => void log.push("done with"),
      },
      { highWaterMark: 0 },
    );
    const answers = [new Response(body, { status: 503 }), new Response(goodBody("getPublicSignupToken"))];
    const { client } = clientFor(BASE_URL, {
      maxRetries: 1,
      fetch: async () => {
        log.push("sent");
        return answers.shift() as Response;
      },
    });
    await settled(client.tokens.get("x"));
    expect(log).toEqual(["sent", "done with", "sent"]);
  });
});

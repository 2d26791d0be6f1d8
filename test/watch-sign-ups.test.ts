import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createInviteClient,
  ForbiddenError,
  InvalidInputError,
  type SignUp,
  UnauthorizedError,
  type WatchSignUpsInput,
} from "../src/index.ts";
import { createFakeUnleash } from "../src/testing/index.ts";
import { KEY, rejection } from "./helpers/calls.ts";

const LIST = "getAllPublicSignupTokens";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
  // No timer may remain after any end of a watch.
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

function setup() {
  const fake = createFakeUnleash({ keys: { [KEY]: "admin", "user:viewer": "viewer" } });
  const clientWith = (apiKey: string | undefined) =>
    createInviteClient({ baseUrl: fake.baseUrl, apiKey, fetch: fake.fetch, maxRetries: 0 });
  const client = clientWith(KEY);
  const controller = new AbortController();
  const watch = (input?: WatchSignUpsInput, signal = controller.signal, { tokens } = client) =>
    tokens.watchSignUps(input, { signal });
  let people = 0;
  const signUp = async (secret: string, name = `Person ${++people}`) =>
    client.signUp(secret, { name, email: `${++people}@example.com`, password: "correct horse" });
  const create = async (name = "Design team") =>
    (await client.tokens.create({ name, expiresIn: { days: 7 } })).secret;
  const polls = () => fake.requests.filter(({ operation }) => operation === LIST).length;
  return { fake, client, clientWith, controller, watch, signUp, create, polls };
}

/** Collects the sign-ups that a watch yields. */
function collect(signUps: AsyncIterable<SignUp>): {
  names: (string | null | undefined)[];
  ended: Promise<void>;
} {
  const names: (string | null | undefined)[] = [];
  const ended = (async () => {
    for await (const { user } of signUps) names.push(user.name);
  })();
  ended.catch(() => {});
  return { names, ended };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("watchSignUps", () => {
  it("yields existing sign-ups, then each new person once, with their token", async () => {
    const { watch, create, signUp, controller } = setup();
    const secret = await create();
    await signUp(secret, "Ada");
    await signUp(await create("Other"), "Grace");
    const { names, ended } = collect(watch());
    await pass(0);
    expect(names).toEqual(["Ada", "Grace"]);
    await pass(59_000);
    await signUp(secret, "Joan");
    expect(names).toEqual(["Ada", "Grace"]);
    await pass(1_000);
    expect(names).toEqual(["Ada", "Grace", "Joan"]);
    await pass(600_000);
    expect(names).toHaveLength(3);
    controller.abort();
    await ended;
  });

  it("yields the user and the token", async () => {
    const { watch, create, signUp } = setup();
    const secret = await create();
    const { id } = await signUp(secret, "Ada");
    for await (const { user, token } of watch()) {
      expect([user, token]).toMatchObject([
        { id, name: "Ada", username: null },
        { secret, name: "Design team" },
      ]);
      break;
    }
  });

  it("omits known users and tokens of other names", async () => {
    const { watch, create, signUp, controller } = setup();
    const secret = await create();
    const ada = await signUp(secret, "Ada");
    await signUp(await create("Other"), "Grace");
    await signUp(secret, "Joan");
    const { names, ended } = collect(watch({ name: "Design team", knownUserIds: new Set([ada.id]) }));
    await pass(0);
    expect(names).toEqual(["Joan"]);
    controller.abort();
    await ended;
  });

  it("misses no sign-up when restarted with the stored ids", async () => {
    const { watch, create, signUp } = setup();
    const secret = await create();
    const stored: number[] = [];
    const expected: number[] = [];
    for (let run = 0; run < 3; run++) {
      expected.push((await signUp(secret)).id, (await signUp(secret)).id);
      for await (const { user } of watch({ knownUserIds: stored })) {
        stored.push(user.id);
        // Each run stops before the last person.
        if (stored.length === expected.length - 1) break;
      }
    }
    const { id } = await signUp(secret);
    for await (const { user } of watch({ knownUserIds: stored })) {
      stored.push(user.id);
      if (user.id === id) break;
    }
    expect(stored).toEqual([...expected, id]);
  });

  it("continues after failed polls, doubling the delay up to five minutes", async () => {
    const { fake, watch, create, signUp, controller, polls } = setup();
    fake.fail(LIST, { networkError: true });
    const { names, ended } = collect(watch({ intervalMs: 60_000 }));
    await pass(0);
    for (const [nth, minutes] of [2, 4, 5, 5].entries()) {
      await pass(minutes * 60_000 - 1);
      expect(polls()).toBe(nth + 1);
      await pass(1);
      expect(polls()).toBe(nth + 2);
    }
    fake.reset();
    await signUp(await create(), "Ada");
    await pass(300_000);
    expect([polls(), names]).toEqual([1, ["Ada"]]);
    // After a success the normal interval is used again.
    await pass(60_000);
    expect(polls()).toBe(2);
    controller.abort();
    await ended;
  });

  it("waits as long as a 429 requests", async () => {
    const { fake, watch, controller, polls } = setup();
    fake.failNext(LIST, { status: 429, headers: { "retry-after": "100" } });
    const { ended } = collect(watch({ intervalMs: 10 }));
    await pass(99_999);
    expect(polls()).toBe(1);
    await pass(1);
    expect(polls()).toBe(2);
    controller.abort();
    await ended;
  });

  it.each([
    ["user:wrong", UnauthorizedError],
    ["user:viewer", ForbiddenError],
    [undefined, InvalidInputError],
  ])("gives up with the API key %s", async (key, type) => {
    const { watch, clientWith, polls } = setup();
    expect(await rejection(watch({}, undefined, clientWith(key)).next())).toBeInstanceOf(type);
    expect(polls()).toBeLessThan(2);
  });

  it.each<[string, object]>([
    ["an interval of 0", { intervalMs: 0 }],
    ["a negative interval", { intervalMs: -1 }],
    ["an interval that is no number", { intervalMs: "60" }],
    ["an empty name", { name: " " }],
    ["a number of known users", { knownUserIds: 5 }],
    ["an unknown property", { interval: 5 }],
  ])("rejects %s", async (_, input) => {
    expect(await rejection(setup().watch(input).next())).toBeInstanceOf(InvalidInputError);
  });

  it.each([1e-9, 2 ** 40, Number.POSITIVE_INFINITY])("accepts an interval of %d ms", async (intervalMs) => {
    const { watch, controller, polls } = setup();
    const { ended } = collect(watch({ intervalMs }));
    await pass(0);
    expect(polls()).toBeLessThan(3);
    await pass(20);
    if (intervalMs > 20) expect(polls()).toBe(1);
    controller.abort();
    await ended;
  });
});

describe("The end of a watch", () => {
  it("sends no request if the signal was already aborted", async () => {
    const { watch, polls } = setup();
    await collect(watch({}, AbortSignal.abort())).ended;
    expect(polls()).toBe(0);
  });

  it("is caused by an abort during a pause and during a request", async () => {
    const { watch, controller, fake } = setup();
    const pause = collect(watch());
    await pass(0);
    fake.fail(LIST, { delayMs: Number.POSITIVE_INFINITY });
    const request = collect(watch());
    await pass(0);
    controller.abort(new Error("enough"));
    await Promise.all([pause.ended, request.ended]);
  });

  it("is caused by break, return() and an exception, and leaves no listener on the signal", async () => {
    const { watch, create, signUp, controller } = setup();
    await signUp(await create());
    const added = vi.spyOn(controller.signal, "addEventListener");
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    for await (const _ of watch()) break;
    const thrown = (async () => {
      for await (const _ of watch()) throw new Error("thrown in the loop");
    })();
    await expect(thrown).rejects.toThrow("thrown in the loop");
    // Also while `next()` waits during a pause.
    const iterator = watch();
    await iterator.next();
    const next = iterator.next();
    await pass(10);
    expect(await iterator.return()).toEqual({ done: true, value: undefined });
    expect(await next).toEqual({ done: true, value: undefined });
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
    expect(added.mock.calls.length).toBeGreaterThan(0);
  });
});

import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { createFakeUnleash, type FakeUnleash } from "../../src/testing/index.ts";
import { ask, createToken, signUp, statusOf, TOKENS } from "./requests.ts";

const LATER = "2099-01-01T00:00:00Z";

const secretOf = async (fake: FakeUnleash): Promise<string> =>
  (await (await createToken(fake, LATER)).json()).secret;

describe("Secrets", () => {
  it("differ between fakes and after reset, so that one test cannot use the link of another", async () => {
    const fake = createFakeUnleash();
    const secrets = [await secretOf(fake), await secretOf(createFakeUnleash())];
    fake.reset();
    secrets.push(await secretOf(fake), ...fake.seed({ tokens: [{}] }).tokens.map(({ secret }) => secret));
    expect(new Set(secrets).size).toBe(4);
    for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{32}$/);
  });

  it("are the same in every run and after reset with a secretSeed, and differ between seeds", async () => {
    const fake = createFakeUnleash({ secretSeed: "a" });
    const first = [await secretOf(fake), await secretOf(fake)];
    fake.reset();
    expect([await secretOf(fake), await secretOf(fake)]).toEqual(first);
    expect(await secretOf(createFakeUnleash({ secretSeed: "a" }))).toBe(first[0]);
    expect(await secretOf(createFakeUnleash({ secretSeed: "b" }))).not.toBe(first[0]);
    expect(first[1]).not.toBe(first[0]);
  });
});

describe("A request in flight at reset", () => {
  it("changes nothing afterwards, and is not in the new log", async () => {
    const fake = createFakeUnleash();
    const late = createToken(fake, LATER);
    fake.reset();
    expect(await statusOf(late)).toBe(201);
    expect([fake.tokens, fake.requests]).toEqual([[], []]);
  });

  it("changes nothing after a delay", async () => {
    const fake = createFakeUnleash();
    fake.seed({ tokens: [{ secret: "abc" }] });
    fake.failNext("signUp", { delayMs: 20 });
    const late = signUp(fake, "abc");
    await vi.waitUntil(() => fake.requests.length === 1);
    fake.reset();
    fake.seed({ tokens: [{ secret: "abc" }] });
    await late;
    expect([fake.users, fake.requests, fake.tokens[0]?.users]).toEqual([[], [], []]);
  });

  it("uses no fault of the next test", async () => {
    const fake = createFakeUnleash();
    const late = ask(fake, "GET", TOKENS);
    fake.reset();
    fake.failNext("tokens.list", { status: 503 });
    expect(await statusOf(late)).toBe(200);
    expect(fake.pendingFaults).toHaveLength(1);
  });

  it("is processed with the keys of its own test", async () => {
    const fake = createFakeUnleash();
    fake.revokeKey("user:0123456789abcdef");
    const late = ask(fake, "GET", TOKENS);
    fake.reset();
    expect([await statusOf(late), await statusOf(ask(fake, "GET", TOKENS))]).toEqual([401, 200]);
  });
});

describe("latencyMs", () => {
  it("delays every response", async () => {
    const fake = createFakeUnleash({ latencyMs: 30 });
    const response = ask(fake, "GET", TOKENS);
    const first = await Promise.race([response.then(() => "response"), sleep(5).then(() => "timer")]);
    expect([first, await statusOf(response)]).toEqual(["timer", 200]);
  });

  it("ends when the request is aborted", async () => {
    const fake = createFakeUnleash({ latencyMs: 3_600_000 });
    const signal = AbortSignal.timeout(5);
    await expect(ask(fake, "GET", TOKENS, undefined, { signal })).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });
});

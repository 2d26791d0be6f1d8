import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { createFakeUnleash, type Fault } from "../../src/testing/index.ts";
import { ask, createToken, KEY, signUp, statusOf, TOKENS } from "./requests.ts";

const LATER = "2099-01-01T00:00:00Z";

describe("A fault", () => {
  it("applies to one request of its operation, several in order", async () => {
    const fake = createFakeUnleash();
    fake.failNext("getAllPublicSignupTokens", { status: 502 });
    fake.failNext("getAllPublicSignupTokens", { status: 504 });
    expect(await statusOf(createToken(fake, LATER))).toBe(201);
    const list = () => statusOf(ask(fake, "GET", TOKENS));
    expect([await list(), await list(), await list()]).toEqual([502, 504, 200]);
  });

  it("applies to every request until reset if set with fail", async () => {
    const fake = createFakeUnleash();
    fake.fail("getAllPublicSignupTokens", { status: 502 });
    fake.failNext("getAllPublicSignupTokens", { status: 504 });
    const list = () => statusOf(ask(fake, "GET", TOKENS));
    expect([await list(), await list(), await list()]).toEqual([504, 502, 502]);
    fake.reset();
    expect(await list()).toBe(200);
  });

  it("is one of a closed list", () => {
    const { failNext } = createFakeUnleash();
    // @ts-expect-error two faults in one
    expect(() => failNext("getPublicSignupToken", { status: 500, networkError: true })).toThrow();
    // @ts-expect-error not a fault
    expect(() => failNext("getPublicSignupToken", { networkError: false })).toThrow();
    // @ts-expect-error nothing
    expect(() => failNext("getPublicSignupToken", {})).toThrow();
    // @ts-expect-error not an operation
    expect(() => failNext("deletePublicSignupToken", { status: 500 })).toThrow();
    const faults: Fault[] = [
      { status: 500, delayMs: 5 },
      { networkError: new Error("reset"), delayMs: 5 },
      { truncatedBody: true, delayMs: 5 },
      { redirectTo: "https://login.example.com/", delayMs: 5 },
      { delayMs: 5 },
    ];
    expect(faults).toHaveLength(5);
  });
});

describe("A status", () => {
  it("has the given body and headers, and the request is not applied", async () => {
    const fake = createFakeUnleash();
    const headers = { "content-type": "text/html", "x-proxy": "1" };
    fake.failNext("createPublicSignupToken", { status: 502, body: "<h1>Bad Gateway</h1>", headers });
    fake.failNext("createPublicSignupToken", { status: 418, body: { message: "no" } });
    const html = await createToken(fake, LATER);
    expect([html.status, html.headers.get("content-type"), html.headers.get("x-proxy")]).toEqual([
      502,
      "text/html",
      "1",
    ]);
    expect(await html.text()).toBe("<h1>Bad Gateway</h1>");
    const json = await createToken(fake, LATER);
    expect(json.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await json.json()).toEqual({ message: "no" });
    expect(fake.tokens).toEqual([]);
  });

  it("has an empty body by default", async () => {
    const fake = createFakeUnleash();
    fake.failNext("getAllPublicSignupTokens", { status: 504 });
    const answer = await ask(fake, "GET", TOKENS);
    expect([answer.status, await answer.text(), [...answer.headers]]).toEqual([504, "", []]);
  });

  it("429 has the response of a server whose rate limit is exceeded", async () => {
    const fake = createFakeUnleash({ now: () => 0 });
    fake.failNext("getAllPublicSignupTokens", { status: 429 });
    fake.failNext("getAllPublicSignupTokens", { status: 429, headers: { "retry-after": "0" } });
    const answer = await ask(fake, "GET", TOKENS);
    expect(await answer.text()).toBe("Too many requests, please try again later.");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "ratelimit-remaining": "0",
      "ratelimit-reset": "60",
      "retry-after": "60",
    });
    expect((await ask(fake, "GET", TOKENS)).headers.get("retry-after")).toBe("0");
  });

  it("429 has no rate limit headers before 8.x, which has no limit", async () => {
    const fake = createFakeUnleash({ version: 7 });
    fake.failNext("getAllPublicSignupTokens", { status: 429 });
    expect([...(await ask(fake, "GET", TOKENS)).headers.keys()]).toEqual(["content-type"]);
  });

  it("503 has the response of a server in maintenance mode", async () => {
    const fake = createFakeUnleash();
    fake.failNext("createPublicSignupToken", { status: 503 });
    const answer = await createToken(fake, LATER);
    expect([answer.status, answer.headers.has("ratelimit-limit")]).toEqual([503, true]);
    expect(await answer.json()).toEqual({ message: "Unleash is currently in maintenance mode." });
  });
});

describe("A network error", () => {
  it("makes fetch reject with the given error or a TypeError, and the request is not applied", async () => {
    const fake = createFakeUnleash();
    const error = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    fake.failNext("createPublicSignupToken", { networkError: error });
    fake.failNext("createPublicSignupToken", { networkError: true });
    await expect(createToken(fake, LATER)).rejects.toBe(error);
    await expect(createToken(fake, LATER)).rejects.toEqual(new TypeError("fetch failed"));
    expect(fake.tokens).toEqual([]);
  });

  it("is a response of type error from handle", async () => {
    const fake = createFakeUnleash();
    fake.failNext("validatePublicSignupToken", { networkError: true });
    expect((await fake.handle(new Request(`${fake.baseUrl}/invite/a/validate`))).type).toBe("error");
  });
});

describe("A truncated body", () => {
  it("ends in the middle, and the request is applied", async () => {
    const fake = createFakeUnleash();
    fake.failNext("createPublicSignupToken", { truncatedBody: true });
    const answer = await createToken(fake, LATER);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      201,
      "application/json; charset=utf-8",
    ]);
    const reader = answer.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(new TextDecoder().decode(value)).toMatch(/^\{"secret":".*[^}]$/);
    await expect(reader?.read()).rejects.toEqual(new TypeError("terminated"));
    expect(fake.tokens).toHaveLength(1);
  });

  it("also fails an empty body", async () => {
    const fake = createFakeUnleash();
    fake.seed({ tokens: [{ secret: "abc" }] });
    fake.failNext("validatePublicSignupToken", { truncatedBody: true });
    const answer = await ask(fake, "GET", "/invite/abc/validate");
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow("terminated");
  });
});

describe("A redirect", () => {
  it("is returned, not followed, and the request is not applied", async () => {
    const fake = createFakeUnleash();
    fake.failNext("createPublicSignupToken", { redirectTo: "https://login.example.com/" });
    const answer = await createToken(fake, LATER);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "https://login.example.com/"]);
    expect(fake.tokens).toEqual([]);
  });
});

describe("A delay", () => {
  it("passes before the request is applied as usual", async () => {
    const fake = createFakeUnleash();
    fake.failNext("createPublicSignupToken", { delayMs: 5 });
    const answer = createToken(fake, LATER);
    expect(await statusOf(createToken(fake, LATER, "overtaking"))).toBe(201);
    expect(await statusOf(answer)).toBe(201);
    expect(fake.tokens.map(({ name }) => name)).toEqual(["overtaking", "Design team"]);
  });

  it("can be combined with another fault", async () => {
    const fake = createFakeUnleash();
    fake.failNext("createPublicSignupToken", { status: 502, delayMs: 1 });
    expect(await statusOf(createToken(fake, LATER))).toBe(502);
  });

  it.each([60_000, Number.POSITIVE_INFINITY])(
    "of %d ms ends when the request is aborted",
    async (delayMs) => {
      const fake = createFakeUnleash();
      fake.seed({ tokens: [{ secret: "abc" }] });
      fake.failNext("addPublicSignupTokenUser", { delayMs });
      const aborting = new AbortController();
      const answer = ask(fake, "POST", "/invite/abc/signup", {}, { signal: aborting.signal });
      await vi.waitUntil(() => fake.requests.length > 0);
      const reason = new Error("changed my mind");
      aborting.abort(reason);
      await expect(answer).rejects.toBe(reason);
      expect(fake.users).toEqual([]);
    },
  );

  it("leaves no listener on the signal, aborted or not", async () => {
    const fake = createFakeUnleash();
    const { signal } = new AbortController();
    fake.failNext("getAllPublicSignupTokens", { delayMs: 1 });
    await ask(fake, "GET", TOKENS, undefined, { signal });
    await ask(fake, "GET", TOKENS, undefined, { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("also ends with the signal of a Request", async () => {
    const fake = createFakeUnleash();
    fake.fail("getAllPublicSignupTokens", { delayMs: Number.POSITIVE_INFINITY });
    const request = () =>
      new Request(fake.baseUrl + TOKENS, { headers: { authorization: KEY }, signal: AbortSignal.timeout(5) });
    await expect(fake.fetch(request())).rejects.toMatchObject({ name: "TimeoutError" });
    await expect(fake.handle(request())).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

describe("An aborted signal", () => {
  it("makes fetch reject with its reason before the request arrives", async () => {
    const fake = createFakeUnleash();
    const reason = new Error("too late");
    const answer = ask(fake, "GET", TOKENS, undefined, { signal: AbortSignal.abort(reason) });
    await expect(answer).rejects.toBe(reason);
    expect(fake.requests).toEqual([]);
  });

  it("makes fetch reject even if the request was applied in the meantime", async () => {
    const fake = createFakeUnleash();
    fake.seed({ tokens: [{ secret: "abc" }] });
    const aborting = new AbortController();
    const answer = signUp(fake, "abc", {});
    const aborted = ask(fake, "GET", TOKENS, undefined, { signal: aborting.signal });
    aborting.abort();
    await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
    expect(await statusOf(answer)).toBe(201);
  });
});

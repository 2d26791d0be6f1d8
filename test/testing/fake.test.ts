import { describe, expect, expectTypeOf, it } from "vitest";
import { createInviteClient, type Fetch, UnauthorizedError } from "../../src/index.ts";
import { createFakeUnleash, type FakeUnleash } from "../../src/testing/index.ts";
import { ask, createToken, KEY, statusOf, TOKENS } from "./requests.ts";

describe("The fake", () => {
  it("works like Unleash with the SDK", async () => {
    const fake = createFakeUnleash();
    const client = createInviteClient({ baseUrl: fake.baseUrl, apiKey: "any", fetch: fake.fetch });
    const token = await client.tokens.create({ name: "Design team", expiresIn: { days: 7 } });
    expect(await client.validate(token.url ?? "")).toBe(true);
    const user = await client.signUp(token.secret, { name: "Ada", email: "ada@example.com", password: "x" });
    expect(fake.users).toEqual([user]);
    expect(fake.tokens).toEqual([await client.tokens.get(token.secret)]);
  });

  it("has a fetch that the SDK accepts", () => {
    expectTypeOf(createFakeUnleash().fetch).toExtend<Fetch>();
  });

  it("has functions that do not depend on this", async () => {
    const { baseUrl, fetch, handle, seed } = createFakeUnleash();
    seed({ tokens: [{ secret: "a" }] });
    const url = `${baseUrl}/invite/a/validate`;
    expect([await statusOf(fetch(url)), await statusOf(handle(new Request(url)))]).toEqual([200, 200]);
  });

  it("creates a unique secret and id per token and user, reproducible with a secretSeed", async () => {
    const run = async () => {
      const fake = createFakeUnleash({ now: () => 0, secretSeed: "a" });
      await createToken(fake, "1970-01-20T00:00:00Z");
      fake.seed({ tokens: [{}, {}], users: [{}, {}] });
      return [fake.tokens, fake.users];
    };
    const [tokens = [], users = []] = await run();
    expect(new Set(tokens.map((token) => "secret" in token && token.secret)).size).toBe(3);
    expect(new Set(users.map((user) => "id" in user && user.id)).size).toBe(2);
    expect(await run()).toEqual([tokens, users]);
  });

  it("is in its initial state after reset", async () => {
    const fake = createFakeUnleash({ now: () => 0, secretSeed: "a" });
    const whole = async () => {
      const { status, headers } = await createToken(fake, "1970-01-20T00:00:00Z");
      return {
        status,
        headers: [...headers],
        tokens: fake.tokens,
        users: fake.users,
        requests: fake.requests,
      };
    };
    const before = await whole();
    fake.seed({ users: [{}] });
    fake.fail("createPublicSignupToken", { status: 500 });
    fake.failNext("createPublicSignupToken", { status: 502 });
    fake.reset();
    expect(await whole()).toEqual(before);
  });
});

describe("Its base URL", () => {
  it("is https://unleash.example.com or the given one, without a trailing slash", () => {
    expect(createFakeUnleash().baseUrl).toBe("https://unleash.example.com");
    expect(createFakeUnleash({ baseUrl: "http://127.0.0.1:4242/" }).baseUrl).toBe("http://127.0.0.1:4242");
    expect(createFakeUnleash({ baseUrl: "https://host/demo/" }).baseUrl).toBe("https://host/demo");
  });

  it("may have a prefix, which is in links and in messages", async () => {
    const fake = createFakeUnleash({ baseUrl: "https://host/demo" });
    const token = await (await createToken(fake, new Date().toISOString())).json();
    expect(token.url).toBe(`https://host/demo/new-user?invite=${token.secret}`);
    const refused = await (await fake.fetch(`https://host/demo${TOKENS}`)).json();
    expect(refused.path).toBe("/demo/auth/simple/login");
    const missing = await (await ask(fake, "GET", "/api/x")).json();
    expect(missing.message).toContain("(/demo/api/x)");
  });

  it("responds to nothing outside of its prefix", async () => {
    const { fetch } = createFakeUnleash({ baseUrl: "https://host/demo" });
    const outside = await fetch("https://host/invite/a/validate");
    expect([outside.status, await outside.text()]).toEqual([
      404,
      expect.stringContaining("Cannot GET /invite/a/validate"),
    ]);
    expect(await statusOf(fetch("https://host/demolition"))).toBe(404);
  });

  it("responds with the admin UI's page below a wrong prefix", async () => {
    const { fetch } = createFakeUnleash();
    const page = await fetch("https://unleash.example.com/wrong/invite/a/validate");
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  it("is required by fetch, while handle ignores the host", async () => {
    const { fetch, handle } = createFakeUnleash();
    const elsewhere = "http://127.0.0.1:8080/invite/a/validate";
    await expect(fetch(elsewhere)).rejects.toThrow(
      new TypeError(
        "fetch failed: this Unleash is at https://unleash.example.com, not at http://127.0.0.1:8080",
      ),
    );
    expect(await statusOf(handle(new Request(elsewhere)))).toBe(400);
  });

  it("causes an error for a URL with a secret of 20,000 characters", async () => {
    const fake = createFakeUnleash();
    const answers = [`/invite/${"x".repeat(20_000)}/validate`, `${TOKENS}/${"x".repeat(20_000)}`].map(
      (path) => statusOf(ask(fake, "GET", path)),
    );
    expect(await Promise.all(answers)).toEqual([431, 431]);
  });

  it("is accepted as a string, as a URL and in a Request", async () => {
    const fake = createFakeUnleash();
    const url = `${fake.baseUrl}/invite/a/validate`;
    for (const input of [url, new URL(url), new Request(url)]) {
      expect(await statusOf(fake.fetch(input))).toBe(400);
    }
    expect(fake.requests).toHaveLength(3);
  });
});

describe("owns", () => {
  const { owns } = createFakeUnleash({ baseUrl: "https://host/demo" });

  it.each([
    `https://host/demo${TOKENS}`,
    `https://host/demo${TOKENS}/`,
    `https://host/demo${TOKENS}/abc?x=1`,
    "https://host/demo/invite/abc/validate",
    "https://host/demo/invite/abc/signup/",
    "https://host/demo/invite//validate",
    `https://host/DEMO${TOKENS}`,
  ])("%s", (url) => {
    expect([owns(url), owns(new URL(url)), owns(new Request(url))]).toEqual([true, true, true]);
  });

  it.each([
    `https://host${TOKENS}`,
    `https://host/demo/wrong${TOKENS}/abc`,
    "https://host/wrong/invite/abc/signup",
    "https://host/demonstration/invite/abc/signup",
    "https://host/demo",
    "https://host/demo/api/admin/projects",
    `https://host/demo${TOKENS}x`,
    "https://host/demo/invite/abc",
    "https://host/demo/new-user?invite=abc",
    "https://host/demo/invite/abc/validate.js",
    `https://other/demo${TOKENS}`,
    "http://host/demo/invite/abc/validate",
  ])("%s is not", (url) => {
    expect([owns(url), owns(new URL(url)), owns(new Request(url))]).toEqual([false, false, false]);
  });
});

describe("Its keys", () => {
  it("are all admin keys by default", async () => {
    const fake = createFakeUnleash();
    const asking = (authorization: string) =>
      statusOf(fake.fetch(fake.baseUrl + TOKENS, { headers: { authorization } }));
    expect([await asking("any"), await asking("Bearer any"), await asking("")]).toEqual([200, 200, 401]);
  });

  it("have the given roles, and other keys are unknown", async () => {
    const keys = { "user:a": "admin", "user:v": "viewer" } as const;
    const fake = createFakeUnleash({ keys });
    const asking = (authorization: string) =>
      statusOf(fake.fetch(fake.baseUrl + TOKENS, { headers: { authorization } }));
    expect([await asking("user:a"), await asking("user:v"), await asking("user:x")]).toEqual([200, 403, 401]);
    expect(await asking("toString")).toBe(401);
  });

  it("make the SDK throw like a real server", async () => {
    const fake = createFakeUnleash({ keys: { [KEY]: "admin" } });
    const client = createInviteClient({ baseUrl: fake.baseUrl, apiKey: "user:x", fetch: fake.fetch });
    await expect(client.tokens.list()).rejects.toBeInstanceOf(UnauthorizedError);
  });
});

describe("Its version", () => {
  it("is 8 by default", async () => {
    const counts = async (fake: FakeUnleash) =>
      (await ask(fake, "GET", TOKENS)).headers.has("ratelimit-limit");
    expect(await counts(createFakeUnleash())).toBe(true);
    expect(await counts(createFakeUnleash({ version: 7 }))).toBe(false);
  });
});

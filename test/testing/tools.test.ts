import assert from "node:assert/strict";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createInviteClient, isInviteError } from "../../src/index.ts";
import { createFakeUnleash, type FakeUnleashOptions } from "../../src/testing/index.ts";
import { ask, KEY, signUp, statusOf, TOKENS } from "./requests.ts";

const week = { name: "Design team", expiresIn: { days: 7 } };

function setUp(options: FakeUnleashOptions = {}) {
  const fake = createFakeUnleash(options);
  const { baseUrl, fetch, now } = fake;
  const clientOf = (apiKey = KEY) => createInviteClient({ baseUrl, apiKey, fetch, now, maxRetries: 0 });
  return { fake, clientOf, ...clientOf() };
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error) => (isInviteError(error) ? error.code : String(error)),
  );

describe("Keys", () => {
  it("have an owner, the createdBy of new tokens", async () => {
    const keys = { "user:a": { role: "admin", owner: "boss@example.com" }, "user:b": "admin" } as const;
    const { clientOf } = setUp({ keys });
    expect((await clientOf("user:a").tokens.create(week)).createdBy).toBe("boss@example.com");
    expect((await clientOf("user:b").tokens.create(week)).createdBy).toBe("admin");
  });

  it("of a client are rejected with their own 403", async () => {
    const { fake, clientOf } = setUp({ keys: { "*:development.a": "client" } });
    await expect(clientOf("*:development.a").tokens.list()).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("use a personal access or service account token"),
    });
    const headers = { authorization: "*:development.a" };
    const { status, body } = await ask(fake, "GET", TOKENS, undefined, { headers });
    expect(status).toBe(403);
    expect(await new Response(body).json()).toEqual({
      message: "invalid token: expected a different token type for this endpoint",
    });
  });

  it.each([{ keys: { [KEY]: "admin" } } as const, {}])("can be revoked, until reset: %j", async (options) => {
    const { fake, tokens } = setUp(options);
    fake.revokeKey(KEY);
    expect(await codeOf(tokens.list())).toBe("unauthorized");
    fake.reset();
    expect(await codeOf(tokens.list())).toBe("none");
  });
});

describe("The log", () => {
  it("contains which key disabled which token, and when", async () => {
    const now = new Date("2027-03-01T12:00:00Z");
    const keys = { "user:a": { role: "admin", owner: "boss@example.com" } } as const;
    const { fake, clientOf } = setUp({ keys, now });
    const { secret } = await clientOf("user:a").tokens.create(week);
    fake.advance(5000);
    await clientOf("user:a").tokens.disable(secret);
    expect(fake.requests).toMatchObject([
      { operation: "createPublicSignupToken", token: undefined, status: 201, time: now },
      {
        operation: "updatePublicSignupToken",
        secret,
        keyOwner: "boss@example.com",
        body: { enabled: false },
        status: 200,
        time: new Date("2027-03-01T12:00:05Z"),
      },
      { operation: "getPublicSignupToken", secret, status: 200 },
    ]);
    assert.equal(fake.requests[1]?.secret, secret);
    for (const printed of [inspect(fake.requests, { depth: 9 }), JSON.stringify(fake.requests)]) {
      expect(printed).not.toContain(secret);
      expect(printed).not.toContain("user:a");
    }
  });

  it("decodes the secret of a path", async () => {
    const { fake, validate } = setUp();
    await validate("a b/ü");
    await ask(fake, "GET", "/invite/%ff/validate");
    expect(fake.requests.map(({ secret }) => secret)).toEqual(["a b/ü", "%ff"]);
  });

  it("has no status for a request that fetch rejects, and no owner for an unknown key", async () => {
    const { fake, tokens } = setUp({ keys: {} });
    fake.failNext("tokens.list", { networkError: true });
    await codeOf(tokens.list());
    await codeOf(tokens.list());
    expect(fake.requests).toMatchObject([
      { status: undefined, keyOwner: undefined },
      { status: 401, keyOwner: undefined },
    ]);
  });
});

describe("A fault by the name of a method", () => {
  it("fails that method", async () => {
    const { fake, tokens, validate, signUp } = setUp();
    const { secret } = fake.seed({ tokens: [{}] }).tokens[0] ?? { secret: "" };
    const person = { name: "Ada", email: "ada@example.com", password: "x" };
    const calls = {
      "tokens.list": () => tokens.list(),
      "tokens.create": () => tokens.create(week),
      "tokens.get": () => tokens.get(secret),
      "tokens.update": () => tokens.update(secret, { enabled: true }),
      "tokens.enable": () => tokens.enable(secret),
      "tokens.disable": () => tokens.disable(secret),
      "tokens.extend": () => tokens.extend(secret, { days: 1 }),
      validate: () => validate(secret),
      signUp: () => signUp(secret, person),
    } as const;
    for (const [name, call] of Object.entries(calls) as [keyof typeof calls, () => Promise<unknown>][]) {
      fake.failNext(name, { status: 502 });
      expect([name, await codeOf(call())]).toEqual([name, "server_error"]);
      fake.assertNoPendingFaults();
    }
  });

  it("of disable does not affect enable", async () => {
    const { fake, tokens } = setUp();
    fake.seed({ tokens: [{ secret: "abc" }] });
    fake.fail("tokens.disable", { status: 502 });
    expect(await codeOf(tokens.enable("abc"))).toBe("none");
    expect(await codeOf(tokens.disable("abc"))).toBe("server_error");
  });
});

describe("A fault with limits", () => {
  it("applies to a number of matching requests", async () => {
    const { fake } = setUp();
    fake.failNext("validate", { status: 502 }, { times: 2, when: ({ secret }) => secret === "b" });
    const check = (secret: string) => statusOf(ask(fake, "GET", `/invite/${secret}/validate`));
    const statuses = [];
    for (const secret of ["a", "b", "a", "b", "b"]) statuses.push(await check(secret));
    expect(statuses).toEqual([400, 502, 400, 502, 400]);
  });

  it("applies to all matching requests", async () => {
    const { fake } = setUp();
    fake.fail("validate", { status: 504 });
    fake.fail("validate", { status: 502 }, { when: ({ secret }) => secret === "b" });
    const check = (secret: string) => statusOf(ask(fake, "GET", `/invite/${secret}/validate`));
    expect([await check("a"), await check("b"), await check("b")]).toEqual([504, 502, 502]);
  });

  it("is pending until all its requests have used it", async () => {
    const { fake, tokens } = setUp();
    fake.assertNoPendingFaults();
    fake.failNext("tokens.list", { status: 502 }, { times: 2 });
    await codeOf(tokens.list());
    expect(fake.pendingFaults).toEqual([{ operation: "tokens.list", fault: { status: 502 }, times: 1 }]);
    expect(fake.assertNoPendingFaults).toThrow("faults that were not used by a request: tokens.list (1)");
    await codeOf(tokens.list());
    fake.assertNoPendingFaults();
  });
});

describe("Removing", () => {
  it("a token makes its secret unknown and free again", async () => {
    const { fake, tokens } = setUp();
    fake.seed({ tokens: [{ secret: "abc" }] });
    fake.removeToken("abc");
    expect(await codeOf(tokens.get("abc"))).toBe("not_found");
    fake.seed({ tokens: [{ secret: "abc" }] });
    expect(await codeOf(tokens.get("abc"))).toBe("none");
  });

  it.each(["Ada@example.com", 2])("a user takes them out of their token: %s", async (idOrEmail) => {
    const { fake } = setUp();
    fake.seed({ tokens: [{ secret: "abc" }] });
    const person = { email: "ada@example.com" };
    expect([
      await statusOf(signUp(fake, "abc", person)),
      await statusOf(signUp(fake, "abc", person)),
    ]).toEqual([201, 400]);
    fake.removeUser(idOrEmail);
    expect([fake.users, fake.tokens[0]?.users]).toEqual([[], []]);
    expect((await (await signUp(fake, "abc", person)).json()).id).toBe(3);
  });
});

describe("A seeded token with expiresIn", () => {
  it.each([
    [{ days: 7 }, "2027-03-09T00:00:00Z"],
    [{ minutes: 1 }, "2027-03-02T00:00:00Z"],
    [{ hours: 12 }, "2027-03-02T00:00:00Z"],
    [{ weeks: 8 }, "2027-04-27T00:00:00Z"],
  ])("of %j works until %s", async (expiresIn, end) => {
    const { fake, validate } = setUp({ now: new Date("2027-03-01T12:00:00Z") });
    fake.seed({ tokens: [{ secret: "abc", expiresIn }] });
    fake.advance(Date.parse(end) - fake.now() - 1);
    expect(await validate("abc")).toBe(true);
    fake.advance(1);
    expect(await validate("abc")).toBe(false);
  });
});

describe("A clock of the fake's own", () => {
  it("is stopped at the given time, moved by advance, and reset by reset", () => {
    const { fake } = setUp({ now: new Date(1000) });
    fake.advance(500);
    expect(fake.now()).toBe(1500);
    fake.reset();
    expect(fake.now()).toBe(1000);
  });

  it("follows the system clock by default, and can also be moved", () => {
    const { fake } = setUp();
    fake.advance(3_600_000);
    expect(fake.now() - Date.now()).toBeGreaterThan(3_500_000);
  });
});

describe("A base URL that ends in /api", () => {
  it("is normalized like by the client", async () => {
    const { fake, tokens } = setUp({ baseUrl: "https://host/demo/api/" });
    expect(fake.baseUrl).toBe("https://host/demo");
    expect(await tokens.list()).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { createInviteHandlers } from "../../src/msw/index.ts";
import { buildInviteToken, buildUser, createFakeUnleash, userJson } from "../../src/testing/index.ts";

/** Calls a function without type checks, as from JavaScript. */
// biome-ignore lint/complexity/noBannedTypes: any function, with any arguments.
const throwing = (call: Function, ...args: unknown[]) => expect(() => call(...args));

describe("createFakeUnleash throws on", () => {
  it.each<[string, unknown, string]>([
    ["an unknown option", { verison: 5 }, "options.verison is not a known property; known: baseUrl, version"],
    [
      "an unknown version",
      { version: 9 },
      "options.version must be the number of a major version: 5, 6, 7 or 8",
    ],
    ["a version as a string", { version: "8" }, "options.version must be the number of a major version"],
    ["a version of Object.prototype", { version: "toString" }, "options.version must be"],
    [
      "a relative base URL",
      { baseUrl: "/unleash" },
      "options.baseUrl must be an absolute URL, such as https://",
    ],
    ["a base URL with a query", { baseUrl: "https://host/?a=1" }, "options.baseUrl must be an absolute URL"],
    ["a clock that is a number", { now: 0 }, "options.now must be a valid Date, not 0"],
    ["a clock that is an invalid Date", { now: new Date("x") }, "not an invalid Date"],
    ["an unknown role", { keys: { "user:a": "editor" } }, 'must be "admin", "viewer" or "client"'],
    ["keys as a list", { keys: ["user:a"] }, "options.keys must be an object"],
    ["an empty key", { keys: { "": "admin" } }, "options.keys must not contain an empty key"],
    ["a misspelled owner", { keys: { a: { role: "admin", ower: "x" } } }, ".ower is not a known property"],
    ["an unknown time zone", { timeZone: "Berlin" }, "options.timeZone must be an IANA time zone, such as"],
    ["a negative latency", { latencyMs: -1 }, "options.latencyMs must be milliseconds, 0 or more, not -1"],
    ["a secretSeed that is a number", { secretSeed: 1 }, "options.secretSeed must be a string, not 1"],
    ["options that are not an object", "https://host", "options must be an object, not a string"],
  ])("%s", (_, options, message) => {
    throwing(createFakeUnleash, options).toThrow(TypeError);
    throwing(createFakeUnleash, options).toThrow(message);
    throwing(createInviteHandlers, options).toThrow();
  });

  it("no option that is undefined", () => {
    expect(createFakeUnleash({ baseUrl: undefined, version: undefined, keys: undefined }).baseUrl).toBe(
      "https://unleash.example.com",
    );
  });

  it("an invalid role without printing the key", () => {
    throwing(createFakeUnleash, { keys: { "user:0123456789": "boss" } }).not.toThrow("0123456789");
  });
});

describe("A clock that does not return milliseconds", () => {
  it("rejects the request with a TypeError", async () => {
    const fake = createFakeUnleash({ now: (() => new Date()) as unknown as () => number });
    await expect(fake.fetch(`${fake.baseUrl}/invite/a/validate`)).rejects.toThrow(
      "now() must return milliseconds since 1970 as a number, not a Date",
    );
  });
});

describe("failNext and fail throw on", () => {
  const { fail, failNext } = createFakeUnleash();

  it.each<[string, unknown[], string]>([
    [
      "an unknown method",
      ["tokens.lits", { status: 500 }],
      '"tokens.lits" is not an operation; known: getAll',
    ],
    ["a method of every object", ["toString", { status: 500 }], '"toString" is not an operation'],
    [
      "a misspelled fault",
      ["validate", { staus: 500 }],
      "fault.staus is not a known property; known: delayMs",
    ],
    ["no fault", ["validate"], "fault must be an object, not undefined"],
    ["a fault without a kind", ["validate", {}], "fault must have one of status, networkError"],
    [
      "two kinds of fault",
      ["validate", { status: 500, truncatedBody: true }],
      "only one of status and truncatedBody",
    ],
    [
      "a status below 200",
      ["validate", { status: 100 }],
      "fault.status must be a status from 200 to 599, not 100",
    ],
    ["a status above 599", ["validate", { status: 600 }], "not 600"],
    [
      "a status as a string",
      ["validate", { status: "500" }],
      "fault.status must be a status from 200 to 599, not a string",
    ],
    ["a body with 204", ["validate", { status: 204, body: "x" }], "a response with status 204 has no body"],
    ["a body without a status", ["validate", { networkError: true, body: "x" }], "fault.body needs a status"],
    ["headers without a status", ["validate", { delayMs: 1, headers: {} }], "fault.headers needs a status"],
    [
      "a header that is a number",
      ["validate", { status: 429, headers: { "retry-after": 5 } }],
      "must be a string, not 5",
    ],
    [
      "networkError: false",
      ["validate", { networkError: false }],
      "fault.networkError must be true or an Error",
    ],
    [
      "truncatedBody: false",
      ["validate", { truncatedBody: false }],
      "fault.truncatedBody must be true, not false",
    ],
    ["an empty redirect", ["validate", { redirectTo: "" }], "fault.redirectTo must be a URL"],
    [
      "a negative delay",
      ["validate", { delayMs: -1 }],
      "fault.delayMs must be milliseconds, 0 or more, or Infinity",
    ],
    ["a delay that is NaN", ["validate", { delayMs: Number.NaN }], "not NaN"],
    ["an unknown limit", ["validate", { status: 500 }, { time: 2 }], "options.time is not a known property"],
    [
      "a condition that is not a function",
      ["validate", { status: 500 }, { when: true }],
      "options.when must be a function",
    ],
  ])("%s", (_, args, message) => {
    for (const call of [fail, failNext]) throwing(call, ...args).toThrow(message);
  });

  it.each([0, -1, 1.5, "2"])("times: %j", (times) => {
    throwing(failNext, "validate", { status: 500 }, { times }).toThrow(
      "options.times must be a positive integer",
    );
  });

  it("fail with times, which is only for failNext", () => {
    throwing(fail, "validate", { status: 500 }, { times: 2 }).toThrow(
      "options.times is not a known property",
    );
  });
});

describe("seed throws on", () => {
  it.each<[string, unknown, string]>([
    ["nothing", undefined, "seed must be an object, not undefined"],
    ["a misspelled list", { token: [] }, "seed.token is not a known property; known: tokens, users"],
    ["a list of tokens that is not an array", { tokens: {} }, "seed.tokens must be an array, not an object"],
    ["a misspelled property", { tokens: [{ expiry: 1 }] }, "seed.tokens[0].expiry is not a known property"],
    [
      "a date as a string",
      { tokens: [{}, { expiresAt: "2027-01-31" }] },
      "seed.tokens[1].expiresAt must be a valid Date, not a string",
    ],
    [
      "an invalid date",
      { tokens: [{ createdAt: new Date("x") }] },
      "createdAt must be a valid Date, not an invalid Date",
    ],
    [
      "an undefined date",
      { tokens: [{ expiresAt: undefined }] },
      "expiresAt must be a valid Date, not undefined",
    ],
    [
      "an undefined user date",
      { users: [{ createdAt: undefined }] },
      "createdAt must be a valid Date, not undefined",
    ],
    ["an empty secret", { tokens: [{ secret: "" }] }, "secret must be a non-empty string"],
    ["a secret twice", { tokens: [{ secret: "a" }, { secret: "a" }] }, "seed.tokens[1].secret is taken"],
    ["an existing secret", { tokens: [{ secret: "there" }] }, "seed.tokens[0].secret is taken"],
    [
      "an email twice",
      { users: [{ email: "a@x.org" }, { email: "A@x.org" }] },
      "seed.users[1].email is taken",
    ],
    ["an existing email", { users: [{ email: "THERE@example.com" }] }, "seed.users[0].email is taken"],
    [
      "a username twice",
      { users: [{ username: "a" }, { username: "a" }] },
      "seed.users[1].username is taken",
    ],
    ["the administrator's username", { users: [{ username: "admin" }] }, "username is taken"],
    ["an id twice", { users: [{ id: 7 }, { id: 7 }] }, "seed.users[1].id is taken"],
    [
      "an id as a string",
      { users: [{ id: "7" }] },
      "seed.users[0].id must be a positive integer, not a string",
    ],
    [
      "a misspelled user property",
      { users: [{ mail: "a@x.org" }] },
      "seed.users[0].mail is not a known property",
    ],
    [
      "a misspelled person",
      { tokens: [{ users: [{ id: 1, nme: "x" }] }] },
      "users[0].nme is not a known property",
    ],
    ["a role by name", { tokens: [{ role: "Viewer" }] }, "role must be an object, not a string"],
    [
      "a misspelled duration",
      { tokens: [{ expiresIn: { day: 7 } }] },
      "expiresIn.day is not a known property",
    ],
    ["a duration of 0", { tokens: [{ expiresIn: { days: 0 } }] }, "expiresIn must be longer than 0"],
    [
      "both expiries",
      { tokens: [{ expiresIn: { days: 1 }, expiresAt: new Date() }] },
      "expiresAt or expiresIn, not both",
    ],
  ])("%s, and adds nothing", (_, seed, message) => {
    const fake = createFakeUnleash();
    fake.seed({ tokens: [{ secret: "there" }], users: [{ email: "there@example.com" }] });
    throwing(fake.seed, seed).toThrow(TypeError);
    throwing(fake.seed, seed).toThrow(message);
    expect([fake.tokens.length, fake.users.length]).toEqual([1, 1]);
  });

  it("a taken secret without printing it", () => {
    const fake = createFakeUnleash();
    const seed = { tokens: [{ secret: "0123456789abcdef" }, { secret: "0123456789abcdef" }] };
    throwing(fake.seed, seed).not.toThrow("0123456789abcdef");
  });
});

describe("The builders throw on", () => {
  it("unknown properties, undefined, and strings for dates", () => {
    throwing(buildInviteToken, { expires: new Date() }).toThrow(
      "buildInviteToken: token.expires is not a known",
    );
    throwing(buildInviteToken, { expiresAt: "2027-01-31" }).toThrow("token.expiresAt must be a valid Date");
    throwing(buildInviteToken, { name: undefined }).toThrow("token.name must be a string, not undefined");
    throwing(buildUser, { seenAt: "2027-01-31" }).toThrow("buildUser: user.seenAt must be a valid Date");
    throwing(userJson, { mail: "a@example.com" }).toThrow("user.mail is not a known property");
  });
});

describe("The other functions throw on", () => {
  const { advance, removeToken, removeUser, revokeKey } = createFakeUnleash({ keys: { "user:a": "admin" } });

  it("unknown tokens, users and keys", () => {
    throwing(removeToken, "a").toThrow("removeToken: the fake has no token with this secret");
    throwing(removeUser, 7).toThrow("removeUser: the fake has no user with this id or email");
    throwing(removeUser, "a@example.com").toThrow("the fake has no user");
    throwing(revokeKey, "user:b").toThrow("revokeKey: the fake does not know this key");
  });

  it.each([-1, Number.NaN, "5"])("advance(%j)", (ms) => {
    throwing(advance, ms).toThrow("advance: ms must be milliseconds, 0 or more");
  });

  it("advance with a clock of the caller", () => {
    throwing(createFakeUnleash({ now: () => 0 }).advance, 1).toThrow(
      "advance needs a fake with its own clock",
    );
  });
});

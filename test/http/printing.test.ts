import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ConnectionError, InviteApiError, InviteError, type OperationId } from "../../src/index.ts";
import { calls, clientFor, failure, KEY, operationIds, PERSON, refused } from "../helpers/calls.ts";
import { SECRET } from "../helpers/client.ts";

const BASE_URL = "https://unleash.example.com";
const EVERYTHING = { getters: true, showHidden: true, depth: 9 } as const;
const sensitive = [KEY, SECRET, PERSON.password];

describe("control characters of a server", () => {
  const attack = "\u001b[31mred\u001b[0m \u001b]0;title\u0007 a\r\nb\tc\u0000 \u007f\u009b2J";
  const bodies: [string, OperationId, number, unknown][] = [
    ["a message", "updatePublicSignupToken", 400, { name: "BadDataError", message: attack }],
    [
      "a detail",
      "createPublicSignupToken",
      400,
      { name: "BadDataError", message: "no", details: [{ message: attack, path: `/body/${attack}` }] },
    ],
    ["plain text", "updatePublicSignupToken", 418, attack],
    [
      "a permission",
      "getPublicSignupToken",
      403,
      { name: "PermissionError", message: "no", permissions: [attack] },
    ],
    ["the message of a proxy", "getAllPublicSignupTokens", 410, { error: attack }],
  ];

  it.each(bodies)("are escaped in the message of the error: %s", async (_, id, status, body) => {
    const { message } = await refused(id, status, body);
    expect(message).toContain("[31mred");
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message).toContain("\\u001b[31m");
  });

  it("cannot be in the target of a redirect", async () => {
    const { client } = clientFor(BASE_URL, {
      fetch: async () =>
        new Response(null, { status: 302, headers: { location: "https://a.example\t/%1b[31m" } }),
    });
    expect((await failure(client.tokens.list())).message).not.toMatch(/\p{Cc}/u);
  });
});

describe("util.inspect with getters and hidden properties", () => {
  class OwnError extends InviteError {}
  const change = { change: "created", secret: SECRET } as const;
  const options = { code: "timeout" } as const;
  const error = new InviteError("failed", options).addApplied([change]).setMayHaveApplied();

  it.each<[string, unknown]>([
    ["an error", error],
    ["an error of a caller's subclass", new OwnError("failed", options).addApplied([change])],
    ["a cause", new Error("outer", { cause: error })],
    ["a property", { error }],
    ["an AggregateError", new AggregateError([error])],
  ])("shows no secret of an applied change: %s", (_, value) => {
    expect(inspect(value, EVERYTHING)).not.toContain(SECRET);
    expect(inspect(value, EVERYTHING)).toContain("a3c8…42fc created");
  });

  it.each(operationIds)("shows no secret, key or password of %s", async (id) => {
    for (const status of [200, 400, 403, 500]) {
      const { client } = clientFor(BASE_URL, {
        fetch: async (url, { headers, body }) => {
          const echo = [url, JSON.stringify(headers), body].join(" ");
          const secret = status === 200 ? { secret: SECRET } : {};
          return Response.json({ ...secret, message: echo }, { status });
        },
      });
      const thrown = await failure(calls[id](client));
      for (const value of sensitive) expect(inspect(thrown, EVERYTHING)).not.toContain(value);
      for (const value of sensitive) expect(JSON.stringify(thrown)).not.toContain(value);
    }
  });
});

describe("toJSON of a failed connection", () => {
  it("contains the codes of its causes", async () => {
    const refusedAddress = (address: string) =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}`), {
        code: "ECONNREFUSED",
        syscall: "connect",
      });
    const { client } = clientFor(BASE_URL, {
      fetch: async () => {
        const cause = Object.assign(
          new AggregateError([refusedAddress("::1"), refusedAddress("127.0.0.1")]),
          {
            code: "ECONNREFUSED",
          },
        );
        throw new TypeError("fetch failed", { cause });
      },
    });
    const error = await failure(client.tokens.list(), ConnectionError);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: "ConnectionError",
      code: "connection_failed",
      message: "connection error: https://unleash.example.com (ECONNREFUSED)",
      cause: {
        name: "TypeError",
        message: "fetch failed",
        cause: {
          code: "ECONNREFUSED",
          errors: [
            { code: "ECONNREFUSED", message: "connect ECONNREFUSED ::1" },
            { code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1" },
          ],
        },
      },
    });
  });

  it("works with the errors of an AggregateError that are not errors", async () => {
    const { client } = clientFor(BASE_URL, {
      fetch: () =>
        Promise.reject(new AggregateError([undefined, 5, {}, "text", new Error("no")], "all failed")),
    });
    const error = await failure(client.tokens.list(), ConnectionError);
    expect(error.toJSON()).toMatchObject({ cause: { message: "all failed", errors: { length: 5 } } });
  });

  it("contains whether the request may have been applied, and what was applied", async () => {
    const { client } = clientFor(BASE_URL, { fetch: () => Promise.reject(new TypeError("fetch failed")) });
    const lost = await failure(calls.createPublicSignupToken(client));
    expect(lost.toJSON()).toMatchObject({ mayHaveApplied: true });
    const applied = clientFor(BASE_URL, { fetch: async () => new Response("{}", { status: 201 }) });
    const invalid = await failure(calls.addPublicSignupTokenUser(applied.client));
    expect(invalid.toJSON()).toMatchObject({ applied: [{ change: "signed_up", secret: "a3c8…42fc" }] });
  });
});

describe("applied and mayHaveApplied", () => {
  it.each<[string, string, string | undefined]>([
    ["a secret", `{"secret": "${SECRET}", "name": 5}`, SECRET],
    ["a truncated body with a secret", `{"name":"n","secret":"${SECRET}","exp`, SECRET],
    ["no secret", '{"name":"n"}', undefined],
    ["HTML", "<html>", undefined],
  ])("an invalid 2xx to a create is a created token: %s", async (_, body, secret) => {
    const { client } = clientFor(BASE_URL, { fetch: async () => new Response(body, { status: 201 }) });
    const error = await failure(calls.createPublicSignupToken(client));
    expect(error.applied).toEqual([{ change: "created", secret }]);
    expect(error.mayHaveApplied).toBe(false);
  });

  it.each<[number, boolean]>([
    [400, false],
    [401, false],
    [403, false],
    [404, false],
    [409, false],
    [413, false],
    [429, false],
    [500, true],
    [502, true],
    [503, false],
    [504, true],
    [520, true],
  ])("a %d to a POST or PUT has mayHaveApplied %s", async (status, expected) => {
    for (const id of operationIds) {
      const error = await refused(id, status, "no");
      expect(error).toBeInstanceOf(InviteApiError);
      const isRead = /^(get|validate)/.test(id);
      expect(error.mayHaveApplied).toBe(expected && !isRead);
      expect(error.message.includes("; the request may still have been applied")).toBe(expected && !isRead);
    }
  });

  it("mayHaveApplied is kept from an earlier attempt", async () => {
    let attempt = 0;
    const { client } = clientFor(BASE_URL, {
      maxRetries: 1,
      fetch: async () => {
        if (++attempt === 1) throw new TypeError("fetch failed");
        return new Response("", { status: 403 });
      },
    });
    const error = await failure(calls.updatePublicSignupToken(client), InviteApiError);
    expect(error).toMatchObject({ code: "forbidden", mayHaveApplied: true });
  });

  it.each([403, 502])(
    "applied is kept from an earlier attempt whose 2xx broke off: then a %d",
    async (status) => {
      let attempt = 0;
      const broken = new ReadableStream({ start: (controller) => controller.error(new Error("reset")) });
      const { client } = clientFor(BASE_URL, {
        maxRetries: 1,
        fetch: async () => (++attempt === 1 ? new Response(broken) : new Response("", { status })),
      });
      const error = await failure(calls.updatePublicSignupToken(client), InviteApiError);
      expect(error).toMatchObject({ status, applied: [{ change: "updated", secret: SECRET }] });
      expect(error.mayHaveApplied, "it is certain").toBe(false);
    },
  );
});

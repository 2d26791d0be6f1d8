import { inspect } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type ApiKey,
  ApiKeyError,
  createInviteClient,
  type Fetch,
  InvalidInputError,
  type OperationId,
  UnauthorizedError,
} from "../../src/index.ts";
import { calls, clientFor, failure, goodBody, KEY, operationIds, PERSON } from "../helpers/calls.ts";
import { SECRET, tokenJson } from "../helpers/client.ts";
import { serve } from "../helpers/loopback.ts";

const BASE_URL = "https://unleash.example.com";
const INVALID_KEY = "apiKey must be a string of printable Latin-1 characters";
const publicIds: OperationId[] = ["validatePublicSignupToken", "addPublicSignupTokenUser"];
const adminIds = operationIds.filter((id) => !publicIds.includes(id));

describe.each(adminIds)("%s", (id) => {
  it.each([KEY, `Bearer ${KEY}`, "*:*.café-ÿ"])("sends the key unchanged: %s", async (apiKey) => {
    const { baseUrl, received } = await serve((response) => response.end(goodBody(id)));
    await calls[id](clientFor(baseUrl, { apiKey }).client);
    await calls[id](clientFor(baseUrl, { apiKey: async () => apiKey }).client);
    expect(received.map(({ headers }) => headers.authorization)).toEqual([apiKey, apiKey]);
  });

  it.each<[string, ApiKey | undefined]>([
    ["no key", undefined],
    ["an empty key", ""],
    ["a key of white space", "  "],
    ["a function that returns undefined", () => undefined as never],
    ["a function that returns null", () => null as never],
    ["a function that returns an empty key", async () => ""],
  ])("throws with %s before anything is sent, and the error names the option", async (_, apiKey) => {
    const fetch = vi.fn();
    const { client, events } = clientFor(BASE_URL, { apiKey, fetch });
    const error = await failure(calls[id](client), InvalidInputError);
    expect(error.message).toBe("apiKey is required by this method");
    expect(error.issues.map(({ path }) => path)).toEqual(["apiKey"]);
    expect(fetch).not.toHaveBeenCalled();
    expect(events).toEqual([]);
  });

  it.each<[string, () => never]>([
    [
      "throws",
      () => {
        throw new Error("the vault is closed");
      },
    ],
    ["rejects", () => Promise.reject(new Error("the vault is closed")) as never],
  ])("throws an ApiKeyError when the apiKey function %s, with the cause", async (_, apiKey) => {
    const fetch = vi.fn();
    const { client, events } = clientFor(BASE_URL, { apiKey, fetch });
    const error = await failure(calls[id](client), ApiKeyError);
    expect(error).toMatchObject({ code: "api_key_unavailable", mayHaveApplied: false });
    expect(error.message).toBe("apiKey() threw an error");
    expect(error.cause).toMatchObject({ message: "the vault is closed" });
    expect(fetch).not.toHaveBeenCalled();
    expect(events).toEqual([]);
  });

  it("throws an ApiKeyError when the apiKey function takes longer than timeoutMs", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const fetch = vi.fn();
    const { client } = clientFor(BASE_URL, {
      apiKey: () => new Promise(() => {}),
      timeoutMs: 700,
      maxRetries: 5,
      fetch,
    });
    let isSettled = false;
    const failed = failure(calls[id](client), ApiKeyError).finally(() => {
      isSettled = true;
    });
    await vi.advanceTimersByTimeAsync(699);
    expect(isSettled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await failed).toMatchObject({
      code: "api_key_unavailable",
      message: "apiKey() did not return within 700 ms",
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  it.each([42, {}, Symbol("key")])("throws when the apiKey function returns %o", async (key) => {
    const { client } = clientFor(BASE_URL, { apiKey: () => key as never, fetch: vi.fn() });
    const error = await failure(calls[id](client), InvalidInputError);
    expect(error.message).toBe(INVALID_KEY);
  });
});

describe("a key with a character that is not allowed in a header", () => {
  const bad = ["user:first\nsecond", "user:a\r\nx: y", "user:zero\0", "user:日本", "user:\u0085", "user:💥"];

  it.each(bad)("is rejected when the client is created, without being printed: %j", (apiKey) => {
    const make = () => createInviteClient({ baseUrl: BASE_URL, apiKey });
    expect(make).toThrow(InvalidInputError);
    expect(make).toThrow(INVALID_KEY);
    try {
      make();
    } catch (error) {
      expect(inspect(error, { showHidden: true }).match(/first|second|zero|日|💥/)).toBeNull();
    }
  });

  it.each(bad)("is rejected when a function returns it, without being printed: %j", async (key) => {
    const { client } = clientFor(BASE_URL, { apiKey: () => key, fetch: vi.fn() });
    const error = await failure(client.tokens.list(), InvalidInputError);
    expect(error.message).toBe(INVALID_KEY);
    expect(inspect(error, { showHidden: true })).not.toContain(key.trim());
  });
});

describe("white space around a key", () => {
  const padded = [`  ${KEY} `, `${KEY}\n`, `${KEY}\r\n`, `\n\t${KEY}\n`];

  it.each(padded)(
    "is trimmed, line breaks too, and the key is redacted in echoed responses: %j",
    async (key) => {
      for (const apiKey of [key, async () => key]) {
        const sent: unknown[] = [];
        const fetch: Fetch = async (_, { headers }) => {
          sent.push(new Headers(headers).get("authorization"));
          return Response.json(
            { message: `no ${new Headers(headers).get("authorization")}` },
            { status: 401 },
          );
        };
        const { client } = clientFor("https://unleash.example.com", { apiKey, fetch });
        const error = await failure(client.tokens.list(), UnauthorizedError);
        expect(error.serverMessage).toBe("no [API key]");
        expect(sent).toEqual([KEY]);
      }
    },
  );
});

describe("an apiKey function", () => {
  it("is called once per call, for any number of requests and attempts", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const expiresAt = "2999-01-01T00:00:00.000Z";
    const tokens = ["a", "b", "c"].map((secret) => tokenJson({ secret, name: "n", expiresAt }));
    const { baseUrl, received } = await serve((response, { method, path, body }, nth) => {
      if (nth % 2 === 1) return response.writeHead(429, { "retry-after": "0" }).end();
      if (method === "GET") return response.end(JSON.stringify({ tokens }));
      if (method === "POST") tokens.push(tokenJson({ secret: "new", name: "n", expiresAt }));
      const token = tokens.find(({ secret }) =>
        method === "POST" ? secret === "new" : path.endsWith(`/${secret}`),
      );
      return response.end(JSON.stringify(Object.assign(token ?? {}, method === "PUT" && JSON.parse(body))));
    });
    let count = 0;
    const { client } = clientFor(baseUrl, {
      apiKey: async () => `user:key-${++count}`,
      maxRetries: 3,
      settleMs: 0,
    });
    await client.tokens.rotate({ name: "n", expiresIn: { days: 2 } });
    expect(count).toBe(1);
    expect(received.length).toBeGreaterThanOrEqual(10);
    expect(new Set(received.map(({ headers }) => headers.authorization))).toEqual(new Set(["user:key-1"]));
    await client.tokens.list();
    expect(count).toBe(2);
    expect(received.at(-1)?.headers.authorization).toBe("user:key-2");
    vi.restoreAllMocks();
  });

  it("is not called when the input is invalid", async () => {
    const apiKey = vi.fn(() => KEY);
    const { client } = clientFor(BASE_URL, { apiKey, fetch: vi.fn() });
    await failure(client.tokens.get(""), InvalidInputError);
    await failure(client.tokens.create({ name: "", expiresIn: { days: 1 } }), InvalidInputError);
    expect(apiKey).not.toHaveBeenCalled();
  });
});

describe.each(publicIds)("%s", (id) => {
  it("sends no key, and does not call the apiKey function", async () => {
    const apiKey = vi.fn(() => KEY);
    const { baseUrl, received } = await serve((response) => response.end(goodBody(id)));
    for (const options of [{ apiKey: KEY }, { apiKey }, { apiKey: undefined }, { apiKey: "" }]) {
      await calls[id](clientFor(baseUrl, options).client);
    }
    expect(received).toHaveLength(4);
    expect(JSON.stringify(received)).not.toContain("authorization");
    expect(JSON.stringify(received)).not.toContain(KEY);
    expect(apiKey).not.toHaveBeenCalled();
  });
});

describe("headers", () => {
  const received = async (
    client: Record<string, string | null>,
    call: Record<string, string | null> = {},
  ) => {
    const server = await serve((response) => response.end(goodBody("addPublicSignupTokenUser")));
    await clientFor(server.baseUrl, { headers: client }).client.signUp(SECRET, PERSON, { headers: call });
    return server.received[0]?.headers ?? {};
  };

  it("are these by default", async () => {
    expect(await received({})).toMatchObject({
      accept: "application/json",
      "content-type": "application/json",
    });
  });

  it("of a call take precedence over the client's, and those over the defaults, in any case", async () => {
    const headers = await received(
      { Accept: "a/b", "X-One": "client", "x-two": "client" },
      { "x-one": "call" },
    );
    expect(headers).toMatchObject({ accept: "a/b", "x-one": "call", "x-two": "client" });
    expect(await received({ "User-Agent": "café ÿ" })).toMatchObject({ "user-agent": "café ÿ" });
  });

  it("that are null remove a default or a header of the client", async () => {
    const defaults = await received({});
    const headers = await received({ "X-One": "client", ACCEPT: null }, { "x-one": null });
    expect(headers).not.toHaveProperty("x-one");
    expect(headers.accept).not.toBe(defaults.accept);
  });

  it.each(["authorization", "Authorization", "AUTHORIZATION"])(
    "must not contain authorization: %s",
    async (name) => {
      const message = `headers.${name} must be set with apiKey`;
      expect(() => clientFor(BASE_URL, { headers: { [name]: KEY } })).toThrow(message);
      const error = await failure(clientFor(BASE_URL).client.validate("x", { headers: { [name]: null } }));
      expect(error.message).toBe(`options.${message}`);
    },
  );

  it.each(["a\nb", "a\r\nb: c", "a\0", "日本", "\u007f"])(
    "with the value %j are rejected, without printing it",
    async (value) => {
      const message = "headers.x-one must be a string of printable Latin-1 characters";
      expect(() => clientFor(BASE_URL, { headers: { "x-one": value } })).toThrow(message);
      const error = await failure(clientFor(BASE_URL).client.validate("x", { headers: { "x-one": value } }));
      expect(error.message).toBe(`options.${message}`);
    },
  );

  it.each(["", " ", "a b", "a:b", "ü", "a\n"])("with the name %j are rejected", async (name) => {
    expect(() => clientFor(BASE_URL, { headers: { [name]: "x" } })).toThrow("is not a valid header name");
  });
});

import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import {
  type ApiKey,
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
const publicIds: OperationId[] = ["validatePublicSignupToken", "addPublicSignupTokenUser"];
const adminIds = operationIds.filter((id) => !publicIds.includes(id));

describe.each(adminIds)("%s", (id) => {
  it.each([KEY, `Bearer ${KEY}`, "*:*.café-ÿ"])("sends the key as it is: %s", async (apiKey) => {
    const { baseUrl, received } = await serve((response) => response.end(goodBody(id)));
    await calls[id](clientFor(baseUrl, { apiKey }).client);
    await calls[id](clientFor(baseUrl, { apiKey: async () => apiKey }).client);
    expect(received.map(({ headers }) => headers.authorization)).toEqual([apiKey, apiKey]);
  });

  it.each<[string, ApiKey | undefined]>([
    ["no key", undefined],
    ["an empty key", ""],
    ["a key of white space", "  "],
    ["a function without a key", () => undefined as never],
    ["a function with an empty key", async () => ""],
  ])("is refused before sending with %s, and the error names the option", async (_, apiKey) => {
    const fetch = vi.fn();
    const { client, events } = clientFor(BASE_URL, { apiKey, fetch });
    const error = await failure(calls[id](client), InvalidInputError);
    expect(error.message).toBe("apiKey is missing: only validate and signUp work without one");
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
  ])("is refused before sending when the function for the key %s, with the cause", async (_, apiKey) => {
    const { client } = clientFor(BASE_URL, { apiKey, fetch: vi.fn() });
    const error = await failure(calls[id](client), InvalidInputError);
    expect(error.message).toBe("apiKey is a function that threw");
    expect(error.cause).toMatchObject({ message: "the vault is closed" });
  });

  it.each([42, null, {}, Symbol("key")])("is refused when the function for the key gives %o", async (key) => {
    const { client } = clientFor(BASE_URL, { apiKey: () => key as never, fetch: vi.fn() });
    expect((await failure(calls[id](client), InvalidInputError)).message).toBe("apiKey must give a string");
  });
});

describe("a key that no header can carry", () => {
  const bad = [
    "user:first\nsecond",
    "user:trailing\n",
    "user:a\r\nx: y",
    "user:zero\0",
    "user:日本",
    "user:\u0085",
    "user:💥",
  ];

  it.each(bad)("is refused when the client is made, without being printed: %j", (apiKey) => {
    const make = () => createInviteClient({ baseUrl: BASE_URL, apiKey });
    expect(make).toThrow(InvalidInputError);
    expect(make).toThrow("apiKey holds a character that no header can carry");
    try {
      make();
    } catch (error) {
      expect(inspect(error, { showHidden: true }).match(/first|second|trailing|zero|日|💥/)).toBeNull();
    }
  });

  it.each(bad)("is refused when a function gives it, without being printed: %j", async (key) => {
    const { client } = clientFor(BASE_URL, { apiKey: () => key, fetch: vi.fn() });
    const error = await failure(client.tokens.list(), InvalidInputError);
    expect(error.message).toContain("apiKey holds a character");
    expect(inspect(error, { showHidden: true })).not.toContain(key.trim());
  });
});

describe("a function for the key", () => {
  it("is known without the blanks around it, as it is sent, and kept out of an echo", async () => {
    const fetch: Fetch = async (_, { headers }) =>
      Response.json({ message: `no ${new Headers(headers).get("authorization")}` }, { status: 401 });
    const { client } = clientFor("https://unleash.example.com", { apiKey: `  ${KEY} `, fetch });
    expect((await failure(client.tokens.list(), UnauthorizedError)).serverMessage).toBe("no [API key]");
  });

  it("is asked once in each call, however many requests and tries that takes", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const tokens = ["a", "b", "c"].map((secret) => tokenJson({ secret }));
    const { baseUrl, received } = await serve((response, { method, path }, nth) => {
      if (nth % 2 === 1) return response.writeHead(429, { "retry-after": "0" }).end();
      if (method === "GET" && path.endsWith("/tokens")) return response.end(JSON.stringify({ tokens }));
      return response.end(JSON.stringify(tokenJson()));
    });
    let asked = 0;
    const { client } = clientFor(baseUrl, { apiKey: async () => `user:key-${++asked}`, maxRetries: 3 });
    await client.tokens.rotate({ name: "n", expiresIn: { days: 2 } });
    expect(asked).toBe(1);
    expect(received.length).toBeGreaterThanOrEqual(10);
    expect(new Set(received.map(({ headers }) => headers.authorization))).toEqual(new Set(["user:key-1"]));
    await client.tokens.list();
    expect(asked).toBe(2);
    expect(received.at(-1)?.headers.authorization).toBe("user:key-2");
    vi.restoreAllMocks();
  });

  it("is not asked before the input has been found right", async () => {
    const apiKey = vi.fn(() => KEY);
    const { client } = clientFor(BASE_URL, { apiKey, fetch: vi.fn() });
    await failure(client.tokens.get(""), InvalidInputError);
    await failure(client.tokens.create({ name: "", expiresIn: { days: 1 } }), InvalidInputError);
    expect(apiKey).not.toHaveBeenCalled();
  });
});

describe.each(publicIds)("%s", (id) => {
  it("sends no key, and asks for none", async () => {
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

  it("of a call go before those of the client, and those before the defaults, in whatever case", async () => {
    const headers = await received(
      { Accept: "a/b", "X-One": "client", "x-two": "client" },
      { "x-one": "call" },
    );
    expect(headers).toMatchObject({ accept: "a/b", "x-one": "call", "x-two": "client" });
    expect(await received({ "User-Agent": "café ÿ" })).toMatchObject({ "user-agent": "café ÿ" });
  });

  it("that are null are not sent, though they be defaults or the client's", async () => {
    const defaults = await received({});
    const headers = await received({ "X-One": "client", ACCEPT: null }, { "x-one": null });
    expect(headers).not.toHaveProperty("x-one");
    expect(headers.accept).not.toBe(defaults.accept);
  });

  it.each(["authorization", "Authorization", "AUTHORIZATION"])("cannot carry a key: %s", async (name) => {
    const told = `headers.${name} is not for headers: give the key as apiKey`;
    expect(() => clientFor(BASE_URL, { headers: { [name]: KEY } })).toThrow(told);
    const error = await failure(clientFor(BASE_URL).client.validate("x", { headers: { [name]: null } }));
    expect(error.message).toBe(`options.${told}`);
  });

  it.each(["a\nb", "a\r\nb: c", "a\0", "日本", "\u007f"])(
    "with the value %j are refused, without printing it",
    async (value) => {
      const told = "headers.x-one holds a character that no header can carry";
      expect(() => clientFor(BASE_URL, { headers: { "x-one": value } })).toThrow(told);
      const error = await failure(clientFor(BASE_URL).client.validate("x", { headers: { "x-one": value } }));
      expect(error.message).toBe(`options.${told}`);
    },
  );

  it.each(["", " ", "a b", "a:b", "ü", "a\n"])("with the name %j are refused", async (name) => {
    expect(() => clientFor(BASE_URL, { headers: { [name]: "x" } })).toThrow("is not the name of a header");
  });
});

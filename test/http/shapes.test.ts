import { createContext, runInContext } from "node:vm";
import { AbortController as OldAbortController } from "abort-controller";
import { AbortController as NodeAbortController } from "node-abort-controller";
import { describe, expect, it, vi } from "vitest";
import { createInviteClient, type HeaderOptions } from "../../src/index.ts";
import { clientFor, failure, goodBody, goodValue, KEY, rejection } from "../helpers/calls.ts";
import { neverAnswer } from "../helpers/injected.ts";

const BASE_URL = "https://unleash.example.com";

/** Classes of another realm, as Jest and jsdom have them: `instanceof` is false for each. */
const realm = runInContext(
  `({
    Date,
    Map,
    object: (entries) => Object.fromEntries(entries),
    array: (...items) => items,
    Url: class URL { constructor(href) { this.href = href; } toString() { return this.href; } },
    Headers: class Headers {
      constructor(list) { this.list = list; }
      get(name) { return this.list.find(([key]) => key === name)?.[1] ?? null; }
      forEach(call) { for (const [name, value] of this.list) call(value, name); }
      entries() { return this.list.values(); }
      [Symbol.iterator]() { return this.entries(); }
    },
    AbortSignal: class AbortSignal {
      constructor() { this.aborted = false; this.listeners = new Set(); }
      addEventListener(_, listener) { this.listeners.add(listener); }
      removeEventListener(_, listener) { this.listeners.delete(listener); }
      abort(reason) { this.aborted = true; this.reason = reason; for (const call of [...this.listeners]) call(); }
    },
  })`,
  createContext({}),
);

describe("values of another realm", () => {
  it("may be a Date", async () => {
    const bodies: unknown[] = [];
    const client = createInviteClient({
      baseUrl: BASE_URL,
      apiKey: KEY,
      fetch: async (_, { body }) => {
        bodies.push(JSON.parse(body ?? "{}"));
        return new Response(goodBody("createPublicSignupToken"));
      },
    });
    const expiresAt = new realm.Date("2999-01-01T00:00:00Z");
    expect(expiresAt).not.toBeInstanceOf(Date);
    await client.tokens.create({ name: "n", expiresAt });
    expect(bodies).toEqual([{ name: "n", expiresAt: "2999-01-01T00:00:00.000Z" }]);
  });

  it("may be a URL", async () => {
    const urls: string[] = [];
    const client = createInviteClient({
      baseUrl: new realm.Url("https://unleash.example.com/demo/api/"),
      fetch: async (url) => {
        urls.push(url);
        return new Response();
      },
    });
    await client.validate("s");
    expect(urls).toEqual(["https://unleash.example.com/demo/invite/s/validate"]);
  });

  it("may be a URL class without canParse, as in the jsdom of Jest 29", async () => {
    vi.spyOn(URL, "canParse").mockImplementation(() => {
      throw new TypeError("URL.canParse is not a function");
    });
    const fetch = async () => new Response();
    expect(await createInviteClient({ baseUrl: BASE_URL, fetch }).validate("s")).toBe(true);
    expect(() => createInviteClient({ baseUrl: "no url" })).toThrow("must be a URL");
    vi.restoreAllMocks();
  });

  it("may be an object of options", async () => {
    const options = realm.object([
      ["baseUrl", BASE_URL],
      ["fetch", async () => new Response()],
      ["headers", realm.object([["x-one", "1"]])],
    ]);
    expect(options).not.toBeInstanceOf(Object);
    expect(await createInviteClient(options).validate("s")).toBe(true);
  });

  it("may be an AbortSignal", async () => {
    const signal = new realm.AbortSignal();
    const { client } = clientFor(BASE_URL, { fetch: (_, init) => neverAnswer(init.signal) });
    const rejected = rejection(client.validate("s", { signal }));
    setImmediate(() => signal.abort("enough"));
    expect(await rejected).toBe("enough");
    expect(signal.listeners.size).toBe(0);
    expect(await rejection(client.validate("s", { signal }))).toBe("enough");
  });
});

describe("headers", () => {
  async function sent(headers: HeaderOptions, call?: HeaderOptions) {
    const seen: Record<string, string>[] = [];
    const fetch = async (_: string, init: { headers: Record<string, string> }) => {
      seen.push(init.headers);
      return new Response();
    };
    const client = createInviteClient({ baseUrl: BASE_URL, fetch, headers });
    await client.validate("s", call && { headers: call });
    return seen[0] ?? {};
  }

  it.each<[string, HeaderOptions]>([
    ["a record", { "X-One": "1", "x-two": "2" }],
    ["a Headers object", new Headers({ "X-One": "1", "x-two": "2" })],
    [
      "pairs",
      [
        ["X-One", "1"],
        ["x-two", "2"],
      ],
    ],
    [
      "a Headers object of another realm",
      new realm.Headers([
        ["x-one", "1"],
        ["x-two", "2"],
      ]),
    ],
    ["pairs of another realm", realm.array(realm.array("x-one", "1"), realm.array("x-two", "2"))],
    ["a map", new Map(Object.entries({ "X-One": "1", "x-two": "2" })) as never],
  ])("may be %s, of the client and of a call", async (_, headers) => {
    expect(await sent(headers)).toMatchObject({ "x-one": "1", "x-two": "2" });
    expect(await sent({}, headers)).toMatchObject({ "x-one": "1", "x-two": "2" });
    expect(await sent({ "X-ONE": "client" }, headers)).toMatchObject({ "x-one": "1" });
  });

  it("combine repeated names, as HTTP does", async () => {
    const headers: HeaderOptions = [
      ["x-one", "1"],
      ["X-One", "2"],
    ];
    expect(await sent(headers)).toMatchObject({ "x-one": "1, 2" });
  });

  it("are copied when the client is created", async () => {
    const headers = new Headers({ "x-one": "1" });
    const seen: Record<string, string>[] = [];
    const client = createInviteClient({
      baseUrl: BASE_URL,
      headers,
      fetch: async (_, init) => {
        seen.push(init.headers);
        return new Response();
      },
    });
    headers.set("x-one", "2");
    await client.validate("s");
    expect(seen[0]).toMatchObject({ "x-one": "1" });
  });

  it.each([
    ["a set", new Set(["x"])],
    ["a date", new Date()],
    ["a class instance", new (class Own {})()],
    ["a list of strings", ["x-one: 1"]],
    ["pairs of three", [["x-one", "1", "2"]]],
    ["an iterator, which can be read only once", new Map([["x-one", "1"]]).entries()],
    ["a map with a number as a name", new Map([[5, "x"]])],
    ["a string", "x-one: 1"],
  ])("must not be %s", async (_, headers) => {
    const message = "headers must be an object, Headers or an array of pairs";
    expect(() => clientFor(BASE_URL, { headers: headers as never })).toThrow(message);
    const error = await failure(clientFor(BASE_URL).client.validate("s", { headers: headers as never }));
    expect(error.message).toBe(`options.${message}`);
  });

  it.each([
    ["authorization", new Headers({ authorization: KEY })],
    ["Authorization", [["Authorization", KEY]]],
  ])("must not contain a key in any form: %s", (name, headers) => {
    expect(() => clientFor(BASE_URL, { headers: headers as HeaderOptions })).toThrow(
      `headers.${name} must be set with apiKey`,
    );
  });
});

describe.each([
  ["abort-controller", OldAbortController],
  ["node-abort-controller", NodeAbortController],
])("a signal of %s", (_, Controller) => {
  it("rejects a call before, during and after the request", async () => {
    const { client } = clientFor(BASE_URL, { fetch: (_, init) => neverAnswer(init.signal) });
    const controller = new Controller();
    const signal = controller.signal as AbortSignal;
    const rejected = rejection(client.validate("s", { signal }));
    setImmediate(() => controller.abort());
    const first = await rejected;
    // abort-controller has no reason.
    const expected = signal.reason ?? expect.objectContaining({ name: "AbortError" });
    expect(first).toEqual(expected);
    const fetch = vi.fn();
    const { client: second } = clientFor(BASE_URL, { fetch });
    expect(await rejection(second.validate("s", { signal }))).toEqual(expected);
    expect(fetch).not.toHaveBeenCalled();
  });

  it("changes nothing unless it is aborted", async () => {
    const id = "getPublicSignupToken";
    const { client } = clientFor(BASE_URL, { fetch: async () => new Response(goodBody(id)) });
    const { signal } = new Controller();
    expect(await client.tokens.get("s", { signal: signal as AbortSignal })).toEqual(goodValue(id));
  });
});

describe("more than ten concurrent calls on one signal", () => {
  it("print no warning", async () => {
    const warned = vi.fn();
    process.on("warning", warned);
    const controller = new AbortController();
    const { client } = clientFor(BASE_URL, { fetch: (_, init) => neverAnswer(init.signal) });
    const calls = Array.from({ length: 40 }, () =>
      rejection(client.validate("s", { signal: controller.signal })),
    );
    await new Promise(setImmediate);
    controller.abort("enough");
    expect(await Promise.all(calls)).toEqual(Array(40).fill("enough"));
    await new Promise(setImmediate);
    process.off("warning", warned);
    expect(warned).not.toHaveBeenCalled();
  });
});

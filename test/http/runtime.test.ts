import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { VERSION } from "../../src/http/runtime.ts";
import type * as sdk from "../../src/index.ts";
import type { ClientOptions, FetchInit, RequestOptions } from "../../src/index.ts";

const BASE_URL = "https://unleash.example.com";

/** Loads a new copy of the SDK, which inspects its runtime once. */
async function load(): Promise<typeof sdk> {
  vi.resetModules();
  return import("../../src/index.ts");
}

/** Returns the second argument of the only `fetch` of a call. */
async function sentInit(options: Partial<ClientOptions> = {}, call?: RequestOptions): Promise<FetchInit> {
  const inits: FetchInit[] = [];
  const { createInviteClient } = await load();
  const fetch = async (_: string, init: FetchInit) => {
    inits.push(init);
    return new Response(null, { status: 200 });
  };
  await createInviteClient({ baseUrl: BASE_URL, fetch, ...options }).validate("s", call);
  expect(inits).toHaveLength(1);
  return inits[0] as FetchInit;
}

const sentUserAgent = async (options?: Partial<ClientOptions>, call?: RequestOptions) =>
  (await sentInit(options, call)).headers["user-agent"];

beforeEach(() => void vi.stubGlobal("navigator", { userAgent: "Node.js/24" }));
afterEach(() => vi.unstubAllGlobals());

describe("the User-Agent", () => {
  it("names the version of package.json", async () => {
    const { version } = JSON.parse(await readFile(join(import.meta.dirname, "../../package.json"), "utf8"));
    expect(VERSION).toBe(version);
    expect(await sentUserAgent()).toBe(`unleash-invites/${version}`);
  });

  it.each([
    ["Node 22", { userAgent: "Node.js/22" }],
    ["Bun", { userAgent: "Bun/1.4.4" }],
    ["Deno", { userAgent: "Deno/2.9.5" }],
    ["workerd", { userAgent: "Cloudflare-Workers" }],
    ["Node 20, which has no navigator,", undefined],
    ["a navigator without a user agent on Node", {}],
  ])("is sent on %s", async (_, navigator) => {
    vi.stubGlobal("navigator", navigator);
    expect(await sentUserAgent()).toBe(`unleash-invites/${VERSION}`);
  });

  it.each([
    [
      "Chrome",
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Safari/537.36",
    ],
    ["jsdom on Node", "Mozilla/5.0 (linux) AppleWebKit/537.36 (KHTML, like Gecko) jsdom/26.1.0"],
    [
      "happy-dom on Node",
      "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) HappyDOM/20.0.0",
    ],
    ["a browser that mentions Node.js", "Mozilla/5.0 Node.js/24"],
    ["a longer name", "Node.jsx/1"],
  ])("is left to the browser on %s", async (_, userAgent) => {
    vi.stubGlobal("navigator", { userAgent });
    expect((await sentInit()).headers).not.toHaveProperty("user-agent");
  });

  it.each([undefined, {}, { release: {} }, { release: { name: "other" } }])(
    "is not sent on an unknown runtime: process is %j",
    async (process) => {
      vi.stubGlobal("navigator", undefined);
      vi.stubGlobal("process", process);
      expect((await sentInit()).headers).not.toHaveProperty("user-agent");
    },
  );

  it("of the caller takes precedence, of the client and of a call, in any case", async () => {
    const headers = { "USER-agent": "mine/1" };
    expect(await sentUserAgent({ headers })).toBe("mine/1");
    expect(await sentUserAgent({}, { headers })).toBe("mine/1");
    expect(await sentUserAgent({ headers }, { headers: { "user-agent": "call/2" } })).toBe("call/2");
  });

  it("is removed by null", async () => {
    const headers = { "User-Agent": null };
    expect((await sentInit({ headers })).headers).not.toHaveProperty("user-agent");
    expect((await sentInit({}, { headers })).headers).not.toHaveProperty("user-agent");
  });
});

describe('cache: "no-store"', () => {
  it("is sent with every request", async () => {
    expect(await sentInit()).toMatchObject({ cache: "no-store", redirect: "manual" });
  });

  it.each<[string, unknown]>([
    [
      "a Request that throws on it, as in older workerd",
      class {
        constructor(_: string, { cache }: { cache?: string } = {}) {
          if (cache) throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.");
        }
      },
    ],
    ["no Request, as in jsdom", undefined],
  ])("is left out with %s", async (_, Request) => {
    vi.stubGlobal("Request", Request);
    expect(await sentInit()).not.toHaveProperty("cache");
  });
});

describe("the second argument of `fetch`", () => {
  it("has headers in a plain record with names in lower case", async () => {
    const { headers } = await sentInit({ headers: { "X-One": "a", Accept: "b/c" } });
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
    expect(headers).toEqual({
      accept: "b/c",
      "user-agent": `unleash-invites/${VERSION}`,
      "x-one": "a",
    });
  });

  it("is a new object for each attempt, so that a `fetch` cannot change the next one", async () => {
    const seen: Record<string, string>[] = [];
    const { createInviteClient } = await load();
    const client = createInviteClient({
      baseUrl: BASE_URL,
      fetch: async (_, init) => {
        seen.push({ ...init.headers });
        init.method = "POST";
        return new Response("", { status: seen.length === 1 ? 429 : 200, headers: { "retry-after": "0" } });
      },
    });
    expect(await client.validate("s")).toBe(true);
    expect(seen[0]).toEqual(seen[1]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ConnectionError, createInviteClient, InviteApiError, RequestTimeoutError } from "../../src/index.ts";
import { createInviteHandlers } from "../../src/msw/index.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { failure } from "../contract/helpers.ts";
import { serve } from "../helpers/loopback.ts";

/** A version of msw. */
export interface Msw<Handler> {
  readonly HttpHandler: abstract new (...args: never[]) => Handler;
  readonly setupServer: (...handlers: Handler[]) => {
    use(...handlers: Handler[]): void;
    resetHandlers(): void;
    close(): void;
  };
  /** Starts a server on which unhandled requests fail. */
  readonly listen: (server: ReturnType<Msw<Handler>["setupServer"]>) => void;
  readonly http: { get(path: string, resolver: () => Response): Handler };
}

/** Behavior of the handlers besides the contract. */
export function handlerCases<Handler>(name: string, msw: Msw<Handler>): void {
  const fake = createFakeUnleash({ baseUrl: "https://app.unleash-hosted.com/demo" });
  const options = { baseUrl: fake.baseUrl, apiKey: "user:any", maxRetries: 0 };
  const { tokens, validate, signUp } = createInviteClient(options);
  const handlersOf = (...unleash: Parameters<typeof createInviteHandlers>) =>
    createInviteHandlers(...unleash) as unknown as Handler[];
  const server = msw.setupServer(...handlersOf(fake));

  beforeAll(() => msw.listen(server));
  beforeEach(() => {
    fake.reset();
    server.resetHandlers();
  });
  afterAll(() => server.close());

  describe(`The handlers, in ${name}`, () => {
    it("are its own", () => {
      for (const handler of handlersOf(fake)) expect(handler).toBeInstanceOf(msw.HttpHandler);
    });

    it("connect the global fetch to the fake, below the path of its base URL", async () => {
      const { secret } = await tokens.create({ name: "Design team", expiresIn: { days: 7 } });
      expect(await validate(secret)).toBe(true);
      await signUp(secret, { name: "Ada Lovelace", email: "ada@example.com", password: "correct horse" });
      expect(fake.tokens.map((token) => token.users?.map((user) => user.name))).toEqual([["Ada Lovelace"]]);
      expect(fake.requests.map(({ operation }) => operation)).toEqual([
        "createPublicSignupToken",
        "validatePublicSignupToken",
        "addPublicSignupTokenUser",
      ]);
    });

    it("of two fakes on one host respond below their own prefix", async () => {
      const other = createFakeUnleash({ baseUrl: "https://app.unleash-hosted.com/other" });
      const root = createFakeUnleash({ baseUrl: "https://app.unleash-hosted.com" });
      server.use(...handlersOf(root), ...handlersOf(other));
      other.seed({ tokens: [{ secret: "other" }] });
      root.seed({ tokens: [{ secret: "root" }] });
      fake.seed({ tokens: [{ secret: "demo" }] });
      const namesOf = async (baseUrl: string) =>
        (await createInviteClient({ ...options, baseUrl }).tokens.list()).map(({ secret }) => secret);
      expect(await Promise.all([root, other, fake].map(({ baseUrl }) => namesOf(baseUrl)))).toEqual([
        ["root"],
        ["other"],
        ["demo"],
      ]);
    });

    it("leave a wrong prefix to msw", () => {
      expect(fake.owns("https://app.unleash-hosted.com/other/invite/a3c8/validate")).toBe(false);
    });

    it.each([undefined, { version: 5 }] as const)("create their own fake from %j", async (given) => {
      server.use(...handlersOf(given));
      const client = createInviteClient({ ...options, baseUrl: "https://unleash.example.com" });
      expect(await client.tokens.list()).toEqual([]);
      expect(fake.requests).toEqual([]);
    });

    it.each([
      ["another path of Unleash", "https://app.unleash-hosted.com/demo/api/admin/projects"],
      ["an invite of another host", "https://elsewhere.example.com/invite/a3c8/validate"],
    ])("leave %s to the handlers that follow", async (_, url) => {
      const foreign = msw.setupServer(
        ...handlersOf(fake),
        msw.http.get(url, () => new Response("foreign")),
      );
      server.close();
      msw.listen(foreign);
      try {
        expect(await (await fetch(url)).text()).toBe("foreign");
      } finally {
        foreign.close();
        msw.listen(server);
      }
      expect(fake.requests).toEqual([]);
    });

    it("leave unhandled requests to msw, which rejects them here", async () => {
      const printed = vi.spyOn(console, "error").mockImplementation(() => {});
      const { baseUrl, received } = await serve((response) => response.end());
      await expect(fetch(baseUrl)).rejects.toThrow();
      expect(printed.mock.calls.join()).toContain(baseUrl);
      expect([...received, ...fake.requests]).toEqual([]);
      printed.mockRestore();
    });
  });

  describe(`A fault of the fake, in ${name}`, () => {
    it("of the network makes fetch reject, once", async () => {
      fake.failNext("getAllPublicSignupTokens", { networkError: true });
      expect((await failure(tokens.list(), ConnectionError)).code).toBe("connection_failed");
      expect(await tokens.list()).toEqual([]);
    });

    it("that truncates the response fails after the request was applied", async () => {
      fake.failNext("createPublicSignupToken", { truncatedBody: true });
      await failure(tokens.create({ name: "Design team", expiresIn: { days: 7 } }), ConnectionError);
      expect(fake.tokens.map((token) => token.name)).toEqual(["Design team"]);
    });

    it("with a status has its headers and its body", async () => {
      fake.failNext("getAllPublicSignupTokens", { status: 503, body: "down", headers: { "x-by": "proxy" } });
      const error = await failure(tokens.list(), InviteApiError);
      expect(error).toMatchObject({ status: 503, body: "down" });
      expect(new Headers(error.headers).get("x-by")).toBe("proxy");
    });

    it("that redirects is detected as a redirect", async () => {
      fake.failNext("getAllPublicSignupTokens", { redirectTo: "https://elsewhere.example.com/login" });
      const error = await failure(tokens.list(), InviteApiError);
      expect(error).toMatchObject({ status: 302, code: "redirected" });
      expect(error.message).toContain("https://elsewhere.example.com");
    });

    it("that delays postpones the response", async () => {
      fake.failNext("getAllPublicSignupTokens", { delayMs: 50 });
      const began = performance.now();
      expect(await tokens.list()).toEqual([]);
      // A timer may fire a little early.
      expect(performance.now() - began).toBeGreaterThan(45);
    });

    it("that delays for ever ends with a timeout or an abort, and msw logs neither", async () => {
      const printed = vi.spyOn(console, "error").mockImplementation(() => {});
      fake.fail("createPublicSignupToken", { delayMs: Number.POSITIVE_INFINITY });
      const input = { name: "Design team", expiresIn: { days: 7 } };

      await failure(tokens.create(input, { timeoutMs: 20 }), RequestTimeoutError);
      const controller = new AbortController();
      const call = tokens.create(input, { signal: controller.signal });
      await vi.waitFor(() => expect(fake.requests).toHaveLength(2));
      controller.abort(new Error("enough"));
      await expect(call).rejects.toThrow("enough");

      // msw prints in the same turn as the handler's failure.
      await new Promise((resolve) => setImmediate(resolve));
      expect(fake.tokens).toEqual([]);
      expect(printed.mock.calls).toEqual([]);
      printed.mockRestore();
    });
  });
}

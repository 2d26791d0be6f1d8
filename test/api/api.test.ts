import { describe, expect, it } from "vitest";
import { createInviteApi } from "../../src/api/index.ts";
import {
  type ClientEvent,
  type ClientOptions,
  ConnectionError,
  InvalidInputError,
  InvalidResponseError,
  InviteApiError,
  type InviteError,
  RequestTimeoutError,
} from "../../src/index.ts";
import { createFakeUnleash, type Fault } from "../../src/testing/index.ts";
import { KEY, PERSON as person, rejection } from "../helpers/calls.ts";
import { SECRET, tokenJson } from "../helpers/client.ts";
import { leaks } from "../helpers/printed.ts";

const TOKENS = "/api/admin/invite-link/tokens";
const TOKEN = "/api/admin/invite-link/tokens/{token}";
const PERSON = { name: person.name, email: person.email, password: person.password };
const params = { path: { token: SECRET } };

function setup(options: Partial<ClientOptions> = {}) {
  const fake = createFakeUnleash({
    baseUrl: "https://app.unleash-hosted.com/demo",
    keys: { [KEY]: "admin" },
  });
  fake.seed({ tokens: [{ secret: SECRET, name: "Design team" }] });
  const events: ClientEvent[] = [];
  const sent: Headers[] = [];
  const api = createInviteApi({
    baseUrl: `${fake.baseUrl}/api/`,
    apiKey: KEY,
    maxRetries: 0,
    timeoutMs: 50,
    onEvent: (event) => void events.push(event),
    fetch: (url, init) => {
      sent.push(new Headers(init.headers));
      return fake.fetch(url, init);
    },
    ...options,
  });
  return { fake, api, events, sent };
}

/** Creates a client whose requests all receive this response. */
function apiWith(body: BodyInit | null, init?: ResponseInit) {
  return setup({ fetch: async () => new Response(body, init) }).api;
}

describe("Each operation", () => {
  it("returns the JSON of its response unchanged, with dates as strings", async () => {
    const { api, fake } = setup();
    const list = await api.GET(TOKENS);
    expect(list.data?.tokens[0]?.expiresAt).toBe(fake.tokens[0]?.expiresAt.toISOString());
    const expiresAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
    const created = await api.POST(TOKENS, { body: { name: "New", expiresAt } });
    expect([created.response.status, created.data]).toMatchObject([201, { name: "New", expiresAt }]);
    expect(created.response.headers.get("location")).toBe(`tokens/${created.data?.secret}`);
    expect((await api.GET(TOKEN, { params })).data?.name).toBe("Design team");
    // Like real servers: without the role.
    expect((await api.PUT(TOKEN, { params, body: { enabled: true } })).data?.role).toEqual({});
    const user = await api.POST("/invite/{token}/signup", { params, body: PERSON });
    expect(user.data?.email).toBe(PERSON.email);
  });

  it("without a body has no data, and the length 0", async () => {
    const result = await setup().api.GET("/invite/{token}/validate", { params });
    expect([result.response.status, result.data, result.error]).toEqual([200, undefined, undefined]);
    expect(result.response.headers.get("content-length")).toBe("0");
  });

  it("sends the key to admin operations only, and the headers of the client and the call to all", async () => {
    const { api, sent } = setup({ headers: { "x-client": "1", "x-away": "1" } });
    await api.GET(TOKENS, { headers: { "x-call": "2", "x-away": null } });
    await api.GET("/invite/{token}/validate", { params });
    await api.POST("/invite/{token}/signup", { params, body: PERSON });
    expect(sent.map((headers) => headers.get("authorization"))).toEqual([KEY, null, null]);
    expect(sent.map((headers) => headers.get("x-client"))).toEqual(["1", "1", "1"]);
    expect(Object.fromEntries(sent[0] as Headers)).toEqual({
      accept: "application/json",
      authorization: KEY,
      "user-agent": expect.any(String),
      "x-client": "1",
      "x-call": "2",
    });
    expect(sent[2]?.get("content-type")).toBe("application/json");
  });

  it("encodes the token in its path", async () => {
    const { api, fake } = setup();
    fake.seed({ tokens: [{ secret: "a/b?c%d ä" }] });
    expect((await api.GET(TOKEN, { params: { path: { token: "a/b?c%d ä" } } })).data?.secret).toBe(
      "a/b?c%d ä",
    );
  });

  it("is retried like by the client, and reports each step to onEvent", async () => {
    const { api, fake, events } = setup({ maxRetries: 1 });
    fake.failNext("getAllPublicSignupTokens", { status: 503, headers: { "retry-after": "0" } });
    expect((await api.GET(TOKENS)).data?.tokens).toHaveLength(1);
    expect(events.map(({ type }) => type)).toEqual(["request", "response", "retry", "request", "response"]);
  });

  it("returns JSON of another shape, which newer servers may send", async () => {
    const { data } = await apiWith(JSON.stringify({ tokens: [{ ...tokenJson(), secret: 5 }] })).GET(TOKENS);
    expect(data?.tokens[0]?.secret).toBe(5);
  });
});

describe("An error response", () => {
  it("is { error, response }, with the unchanged body", async () => {
    const { api } = setup();
    const { error, data, response } = await api.GET(TOKEN, { params: { path: { token: "unknown" } } });
    expect([response.status, data]).toEqual([404, undefined]);
    expect(error).toMatchObject({ name: "NotFoundError", message: expect.any(String) });
    const { error: refused } = await setup({ apiKey: "user:another" }).api.GET(TOKENS);
    expect(refused).toHaveProperty("name", "UnauthorizedError");
  });

  const empty: [
    string,
    (api: ReturnType<typeof createInviteApi>) => Promise<{ error?: unknown; response: Response }>,
  ][] = [
    ["validate", (api) => api.GET("/invite/{token}/validate", { params: { path: { token: "unknown" } } })],
    [
      "sign-up",
      (api) => api.POST("/invite/{token}/signup", { params: { path: { token: "x" } }, body: PERSON }),
    ],
    ["update", (api) => api.PUT(TOKEN, { params, body: {} as never })],
  ];
  it.each(empty)("without a body still has an error: %s", async (_, call) => {
    const { error, response } = await call(setup().api);
    expect(response.status).toBe(400);
    expect(error).toEqual({ message: expect.stringMatching(/^400: /) });
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  it.each([
    ["a sentence", "Too many requests", "Too many requests"],
    ["JSON", '{"message":"wait"}', { message: "wait" }],
    ["nothing", "", { message: "429: rate limit exceeded; retry later" }],
    ["JSON null", "null", { message: "429: rate limit exceeded; retry later" }],
  ])("with %s has an error that is not falsy", async (_, body, expected) => {
    const api = apiWith(body, { status: 429, headers: { "content-type": "text/html", "retry-after": "7" } });
    const { error, response } = await api.GET(TOKENS);
    expect(error).toEqual(expected);
    expect(response.headers.get("retry-after")).toBe("7");
  });

  it("contains no key, password, secret or cookie that the server echoes", async () => {
    const message = `${KEY} ${PERSON.password} ${SECRET}`;
    const init = { status: 400, headers: { "set-cookie": "session=1", "x-echo": SECRET } };
    const api = apiWith(JSON.stringify({ name: "BadDataError", message }), init);
    const read = await api.GET(TOKEN, { params });
    expect(leaks([read.error, [...read.response.headers]], [KEY, SECRET])).toEqual([]);
    expect(read.response.headers.has("set-cookie")).toBe(false);
    const validated = await api.GET("/invite/{token}/validate", { params });
    expect(leaks([validated.error, [...validated.response.headers]], [SECRET])).toEqual([]);
    const signUp = await api.POST("/invite/{token}/signup", { params, body: PERSON });
    expect(leaks(signUp.error, [PERSON.password, SECRET])).toEqual([]);
  });
});

describe("Anything but a response of the API", () => {
  const cases: [string, Fault, new (...args: never[]) => InviteError, string][] = [
    ["a timeout", { delayMs: Number.POSITIVE_INFINITY }, RequestTimeoutError, "timeout"],
    ["no connection", { networkError: true }, ConnectionError, "connection_failed"],
    ["a redirect", { redirectTo: "https://login.example.com/" }, InviteApiError, "redirected"],
    ["an HTML page", { status: 200, body: "<!doctype html>" }, InvalidResponseError, "not_unleash"],
    ["an HTML page with 404", { status: 404, body: "<html>" }, InviteApiError, "not_unleash"],
    ["an HTML page with 502", { status: 502, body: "<html>" }, InviteApiError, "server_error"],
    ["broken JSON", { status: 200, body: '{"tokens":' }, InvalidResponseError, "invalid_response"],
    ["nothing where JSON is due", { status: 200, body: "" }, InvalidResponseError, "invalid_response"],
  ];
  it.each(cases)("rejects with the error of this SDK: %s", async (_, fault, type, code) => {
    const { api, fake } = setup();
    fake.fail("getAllPublicSignupTokens", fault);
    const error = await rejection(api.GET(TOKENS));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ code });
  });

  it("rejects with the reason of the caller's signal", async () => {
    const { api, fake } = setup({ timeoutMs: 60_000 });
    fake.fail("getAllPublicSignupTokens", { delayMs: Number.POSITIVE_INFINITY });
    const controller = new AbortController();
    const call = rejection(api.GET(TOKENS, { signal: controller.signal }));
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await call).toBe(reason);
  });
});

describe("Invalid input", () => {
  it.each(["", ".", ".."])("is rejected before a request is sent: the token %j", async (token) => {
    const { api, fake } = setup();
    expect(await rejection(api.GET(TOKEN, { params: { path: { token } } }))).toBeInstanceOf(
      InvalidInputError,
    );
    expect(
      await rejection(api.GET("/invite/{token}/validate", { params: { path: { token } } })),
    ).toBeInstanceOf(InvalidInputError);
    expect(fake.requests).toEqual([]);
  });

  it("is rejected: another URL, a query, a body that is not JSON, a key in the headers, no key", async () => {
    const { api, sent } = setup();
    const keyless = setup({ apiKey: undefined }).api;
    const calls = [
      api.GET(TOKENS, { baseUrl: "https://evil.example" }),
      api.GET("/api/admin/user" as never),
      api.GET(TOKENS, { params: { query: { a: 1 } as never } }),
      api.DELETE(TOKENS as never),
      api.PUT(TOKEN, { params, body: { enabled: true }, bodySerializer: () => "enabled=true" }),
      api.GET(TOKENS, { headers: { authorization: KEY } }),
      keyless.GET(TOKENS),
    ];
    for (const call of calls) {
      const error = await rejection(call);
      expect(error).toBeInstanceOf(InvalidInputError);
      expect(leaks(error, [KEY, SECRET])).toEqual([]);
    }
    expect(sent).toEqual([]);
  });

  it("is rejected with a reason: invalid options", () => {
    expect(() => createInviteApi({ baseUrl: "x" })).toThrow(InvalidInputError);
  });
});

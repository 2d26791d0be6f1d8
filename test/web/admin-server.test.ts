import { describe, expect, it } from "vitest";
import { type AdminOptions, createAdminApp } from "../../examples/web/server/admin.ts";
import { createLocalSessions } from "../../examples/web/server/session.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";

const KEY = "user:of-an-administrator";
const TOKENS = "/api/admin/invite-link/tokens";
const SECRET = "a3c84b25409ea8ca1782ef17f94a42fc";
const JSON_BODY = { "content-type": "application/json" };

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** The server before an Unleash that notes what it receives. */
async function start(options: Partial<AdminOptions> = {}) {
  const fake = createFakeUnleash({ keys: { [KEY]: "admin" } });
  fake.seed({ tokens: [{ secret: SECRET, name: "Design team" }] });
  const sent: Sent[] = [];
  const log: string[] = [];
  const sessions = createLocalSessions();
  const app = createAdminApp({
    unleashUrl: fake.baseUrl,
    apiKey: KEY,
    signUpUrl: "http://sign-up.example.com",
    root: "examples/web/admin",
    authorize: sessions.authorize,
    sessions,
    log: (line) => log.push(line),
    rateLimit: { perMinute: 1000, addressOf: () => "127.0.0.1" },
    fetch: (url, init) => {
      sent.push({ url, init });
      return fake.fetch(url, init);
    },
    ...options,
  });
  const login = () => app.request(sessions.loginPath);
  const [cookie = ""] = ((await login()).headers.get("set-cookie") ?? "").split(";");
  /** A request as the page sends it. */
  const ask = (path: string, init: RequestInit = {}) =>
    app.request(path, { ...init, headers: { cookie, "sec-fetch-site": "same-origin", ...init.headers } });
  return { app, ask, cookie, fake, log, login, sent };
}

const ROUTES = [
  ["GET", "/"],
  ["GET", "/settings.json"],
  ["GET", "/main.tsx"],
  ["GET", TOKENS],
  ["POST", TOKENS],
  ["GET", `${TOKENS}/${SECRET}`],
  ["PUT", `${TOKENS}/${SECRET}`],
  ["DELETE", `${TOKENS}/${SECRET}`],
  ["GET", "/nothing"],
] as const;

describe.each(ROUTES)("%s %s", (method, path) => {
  it.each([
    ["no session", {}],
    ["a made-up session", { cookie: "invite-admin=made-up" }],
    ["the API key of another administrator", { authorization: "user:another" }],
    ["headers of a trusted proxy", { "x-forwarded-for": "127.0.0.1", "x-forwarded-user": "admin" }],
  ])("with %s is refused", async (_, headers) => {
    const { app, sent } = await start();
    const response = await app.request(path, {
      method,
      headers: { "sec-fetch-site": "same-origin", ...headers },
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: "session_required" });
    expect(sent).toEqual([]);
  });
});

it("a person without a session gets a page that explains how to get one", async () => {
  const { app } = await start();
  const response = await app.request("/", { headers: { accept: "text/html" } });
  expect(response.status).toBe(401);
  expect(await response.text()).toContain("You are not logged in");
});

it("the one-time token gives one session, in a cookie for this server alone", async () => {
  const sessions = createLocalSessions();
  const { app } = await start({ authorize: sessions.authorize, sessions });
  const wrong = await app.request("/login?token=wrong");
  expect([wrong.status, wrong.headers.get("set-cookie")]).toEqual([401, null]);
  const first = await app.request(sessions.loginPath);
  expect(first.status).toBe(200);
  expect(first.headers.get("set-cookie")).toMatch(
    /^invite-admin=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  const second = await app.request(sessions.loginPath);
  expect([second.status, second.headers.get("set-cookie")]).toEqual([401, null]);
});

it("a session ends after 12 hours", async () => {
  let now = Date.now();
  const sessions = createLocalSessions(() => now);
  const { app } = await start({ authorize: sessions.authorize, sessions });
  const [cookie = ""] = ((await app.request(sessions.loginPath)).headers.get("set-cookie") ?? "").split(";");
  now += 12 * 3_600_000 - 1;
  expect((await app.request("/settings.json", { headers: { cookie } })).status).toBe(200);
  now += 1;
  expect((await app.request("/settings.json", { headers: { cookie } })).status).toBe(401);
});

it("authorize may be a login of another kind", async () => {
  const authorize = async (request: Request) => request.headers.get("x-user") === "ada";
  const { app } = await start({ authorize, sessions: undefined });
  expect((await app.request("/settings.json", { headers: { "x-user": "ada" } })).status).toBe(200);
  expect((await app.request("/settings.json", { headers: { "x-user": "eve" } })).status).toBe(401);
  expect((await app.request("/login?token=")).status).toBe(401);
});

it.each([
  ["GET", TOKENS, undefined],
  ["POST", TOKENS, { name: "New", expiresAt: "2099-01-01T00:00:00Z" }],
  ["GET", `${TOKENS}/${SECRET}`, undefined],
  ["PUT", `${TOKENS}/${SECRET}`, { enabled: false }],
])(
  "%s %s goes to Unleash with the key, and with nothing of the browser but the body",
  async (method, path, json) => {
    const { ask, fake, sent } = await start();
    const response = await ask(`${path}?query=1`, {
      method,
      headers: { ...JSON_BODY, authorization: "added-by-the-server", "x-other": "1" },
      ...(json && { body: JSON.stringify(json) }),
    });
    expect(response.status).toBeLessThan(300);
    expect(sent).toHaveLength(1);
    const { url, init } = sent[0] as Sent;
    expect(url).toBe(fake.baseUrl + path);
    expect(init.headers).toEqual({ accept: "application/json", authorization: KEY, ...(json && JSON_BODY) });
    expect(init.body).toEqual(json && JSON.stringify(json));
  },
);

it.each([
  ["DELETE", `${TOKENS}/${SECRET}`, 405],
  ["PUT", TOKENS, 405],
  ["PATCH", TOKENS, 405],
  ["POST", `${TOKENS}/${SECRET}`, 405],
  ["GET", "/api/admin/projects", 404],
  ["GET", "/api/admin/user-admin", 404],
  ["GET", "/API/ADMIN/invite-link/tokens", 404],
  ["GET", `${TOKENS}/`, 404],
  ["GET", `${TOKENS}/..%2f..%2fuser-admin`, 404],
  ["GET", `${TOKENS}/%2e%2e%2f`, 404],
  ["GET", `${TOKENS}/a.b`, 404],
  ["GET", `${TOKENS}/${SECRET}/users`, 404],
  ["GET", `/invite/${SECRET}/validate`, 404],
  ["POST", `/invite/${SECRET}/signup`, 404],
])("%s %s does not go to Unleash", async (method, path, status) => {
  const { ask, sent } = await start();
  expect((await ask(path, { method })).status).toBe(status);
  expect(sent).toEqual([]);
});

it.each(["cross-site", "same-site", "none", ""])("a page of %j may not use the session", async (site) => {
  const { ask, sent } = await start();
  const response = await ask(TOKENS, { method: "POST", headers: { "sec-fetch-site": site }, body: "{}" });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: "cross_origin" });
  expect(sent).toEqual([]);
});

it("every response has the security headers and no-store, refusals too", async () => {
  const { app, ask } = await start();
  const responses = [
    await app.request(TOKENS),
    await ask(TOKENS),
    await ask("/settings.json"),
    await ask("/nothing"),
  ];
  for (const { headers } of responses) {
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  }
});

it("a cookie of Unleash does not reach the browser, Retry-After does", async () => {
  const headers = { "set-cookie": "unleash-session=1", "retry-after": "7", "x-powered-by": "Express" };
  const { ask } = await start({ fetch: async () => new Response("{}", { status: 429, headers }) });
  const response = await ask(TOKENS);
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("7");
  expect(response.headers.get("set-cookie")).toBeNull();
  expect(response.headers.get("x-powered-by")).toBeNull();
});

it("an Unleash that is down is a 502 of this server's own, one that hangs a 504", async () => {
  const down = await start({ fetch: () => Promise.reject(new TypeError(`fetch failed: ${KEY}`)) });
  const refused = await down.ask(TOKENS);
  expect(refused.status).toBe(502);
  expect(await refused.json()).toEqual({
    code: "unleash_unreachable",
    message: "Unleash cannot be reached.",
  });
  const hanging = await start({
    timeoutMs: 10,
    fetch: (_, { signal }) =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
  });
  const late = await hanging.ask(TOKENS);
  expect(late.status).toBe(504);
  expect(await late.json()).toMatchObject({ code: "unleash_timeout" });
});

it("a body over 10 kB is refused", async () => {
  const { ask, sent } = await start();
  const body = JSON.stringify({ name: "x".repeat(10_000) });
  const headers = { ...JSON_BODY, "content-length": String(body.length) };
  expect((await ask(TOKENS, { method: "POST", headers, body })).status).toBe(413);
  expect(sent).toEqual([]);
});

it("an address that asks too often has to wait, others have not", async () => {
  let now = 0;
  let address = "192.0.2.1";
  const rateLimit = { perMinute: 3, addressOf: () => address, now: () => now };
  // The login has been the first request.
  const { ask } = await start({ rateLimit });
  const statuses = async () => [(await ask(TOKENS)).status, (await ask(TOKENS)).status];
  expect(await statuses()).toEqual([200, 200]);
  now = 20_000;
  const refused = await ask(TOKENS);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "40"]);
  address = "192.0.2.2";
  expect(await statuses()).toEqual([200, 200]);
  address = "192.0.2.1";
  now = 60_000;
  expect(await statuses()).toEqual([200, 200]);
});

it("the log has a line per request, without secret, key, cookie or token", async () => {
  const { app, ask, cookie, log, login } = await start();
  await login();
  await ask(`${TOKENS}/${SECRET}?invite=${SECRET}`);
  await ask(`${TOKENS}/${SECRET}`, { method: "PUT", headers: JSON_BODY, body: '{"enabled":false}' });
  await app.request(`/invite/${SECRET}/validate`);
  expect(log.map((line) => line.replace(/\d+ ms$/, "… ms"))).toEqual([
    "GET /login 200 … ms",
    "GET /login 401 … ms",
    `GET ${TOKENS}/… 200 … ms`,
    `PUT ${TOKENS}/… 200 … ms`,
    "GET /invite/… 401 … ms".replace("/invite/…", "/invite/…/validate"),
  ]);
  expect(log.join("\n")).not.toContain(cookie.split("=")[1]);
});

it("an unexpected error is a 500 without details, and is logged without secrets", async () => {
  const authorize = () => {
    throw new Error(`no session at /invite/${SECRET}/validate?token=abc for ${KEY} and ${SECRET}`);
  };
  const { app, log } = await start({ authorize, sessions: undefined });
  const response = await app.request(TOKENS);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("no session");
  expect(log.join("\n")).toContain("Error: no session at /invite/…/validate");
  expect(log.join("\n")).not.toMatch(new RegExp(`${SECRET}|${KEY}|abc`));
});

import { describe, expect, it } from "vitest";
import { createSignUpApp, type SignUpOptions } from "../../examples/web/server/sign-up.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";

const SECRET = "a3c84b25409ea8ca1782ef17f94a42fc";
const TOKENS = "/api/admin/invite-link/tokens";

function start(options: Partial<SignUpOptions> = {}) {
  const fake = createFakeUnleash();
  fake.seed({ tokens: [{ secret: SECRET, name: "Design team" }] });
  const log: string[] = [];
  const app = createSignUpApp({
    unleashUrl: fake.baseUrl,
    team: "the Rocket team",
    root: "examples/web/sign-up",
    log: (line) => log.push(line),
    rateLimit: { perMinute: 1000, addressOf: () => "127.0.0.1" },
    fetch: (url, init) => fake.fetch(url, init),
    ...options,
  });
  return { app, fake, log };
}

const person = { invite: SECRET, name: "Ada", email: "ada@example.com", password: "correct horse" };
const post = (body: object): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

it("a person signs up with a link", async () => {
  const { app, fake } = start();
  expect(await (await app.request(`/sign-up?invite=${SECRET}`)).json()).toEqual({ valid: true });
  expect((await app.request("/sign-up", post(person))).status).toBe(201);
  expect(fake.users).toMatchObject([{ name: "Ada", email: "ada@example.com" }]);
});

describe.each([
  TOKENS,
  `${TOKENS}/${SECRET}`,
  `/sign-up/../${TOKENS}`,
  `/sign-up/..%2f${TOKENS}`,
  `/invite/${SECRET}/validate`,
  "/login?token=1",
])("%s", (path) => {
  it.each(["GET", "POST", "PUT"])("is not there for %s, whatever the headers", async (method) => {
    const { app, fake } = start();
    const headers = {
      authorization: "user:of-an-administrator",
      cookie: "invite-admin=session",
      "sec-fetch-site": "same-origin",
      "x-forwarded-host": "unleash.example.com",
    };
    const response = await app.request(path, { method, headers });
    expect(response.status).toBe(404);
    expect(fake.requests).toEqual([]);
  });
});

it("no request to Unleash has a key, a cookie or a header of the browser", async () => {
  const sent: Headers[] = [];
  const { app } = start({
    fetch: async (_, { headers }) => {
      sent.push(new Headers(headers));
      return Response.json({ id: 1 }, { status: 201 });
    },
  });
  const { headers, ...init } = post(person);
  await app.request("/sign-up", { ...init, headers: { ...headers, authorization: "user:x", cookie: "a=b" } });
  expect(sent).toHaveLength(1);
  expect(sent[0]?.get("authorization")).toBeNull();
  expect(sent[0]?.get("cookie")).toBeNull();
});

it("other addresses get a page with status 404, and all responses the security headers", async () => {
  const { app } = start();
  const response = await app.request("/nothing");
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("Page not found");
  for (const path of ["/", "/nothing", "/settings.json", "/sign-up?invite=x"]) {
    const { headers } = await app.request(path);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  }
});

it("an address that signs up too often has to wait", async () => {
  const { app } = start({ rateLimit: { perMinute: 1, addressOf: () => "192.0.2.1", now: () => 0 } });
  expect((await app.request(`/sign-up?invite=${SECRET}`)).status).toBe(200);
  const refused = await app.request("/sign-up", post(person));
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
  expect(await refused.json()).toMatchObject({ code: "too_many_requests" });
});

it("the log has no secret, email or password, also when Unleash is down", async () => {
  const { app, log } = start({
    fetch: (url) => Promise.reject(new TypeError(`fetch failed: ${url} ${JSON.stringify(person)}`)),
  });
  expect((await app.request(`/sign-up?invite=${SECRET}`)).status).toBe(502);
  expect((await app.request("/sign-up", post(person))).status).toBe(502);
  expect(log.length).toBeGreaterThanOrEqual(2);
  expect(log.join("\n")).not.toMatch(new RegExp(`${SECRET}|ada@example.com|correct horse`));
});

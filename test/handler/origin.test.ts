import { describe, expect, it } from "vitest";
import { FORM, get, mount, post, problemOf } from "./helpers.ts";

const SITE = "https://www.example.com";
const OTHER = "https://evil.example";

describe("A request of a page", () => {
  const cases: [Record<string, string>, 201 | 403][] = [
    [{}, 201],
    [{ "sec-fetch-site": "same-origin", origin: "https://app.example.com" }, 201],
    // A proxy may have changed the host: Sec-Fetch-Site takes precedence.
    [{ "sec-fetch-site": "same-origin", origin: "https://public.example.com" }, 201],
    [{ "sec-fetch-site": "none" }, 201],
    [{ "sec-fetch-site": "same-site", origin: "https://blog.example.com" }, 403],
    [{ "sec-fetch-site": "cross-site", origin: OTHER }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "new-value" }, 403],
    [{ "sec-fetch-site": "cross-site", origin: SITE }, 201],
    [{ "sec-fetch-site": "same-site", origin: SITE }, 201],
    [{ origin: SITE }, 201],
    [{ origin: "https://app.example.com" }, 201],
    [{ origin: "https://app.example.com", host: "app.example.com:443" }, 201],
    [{ origin: "http://lan.example:8080", host: "lan.example:8080" }, 201],
    [{ origin: "http://lan.example:8080", host: "lan.example:9090" }, 403],
    [{ origin: OTHER }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "https://app.example.com.evil.example" }, 403],
    [{ origin: `${SITE}.evil.example` }, 403],
  ];

  it.each(cases)("with %j gets %i", async (headers, status) => {
    const { handler, fake } = mount({ allowedOrigins: [`${SITE}/`, "capacitor://localhost"] });
    const response = await handler(post(FORM, headers));
    expect(response.status).toBe(status);
    expect(fake.requests).toHaveLength(status === 201 ? 1 : 0);
    if (status === 403) expect(await problemOf(response)).toMatchObject({ code: "cross_site", issues: [] });
  });

  it("of another site is rejected for GET too", async () => {
    expect((await mount().handler(get("x", { "sec-fetch-site": "cross-site", origin: OTHER }))).status).toBe(
      403,
    );
  });
});

describe("CORS", () => {
  const options = { allowedOrigins: [SITE, "capacitor://localhost"] };
  const preflight = (origin: string) =>
    new Request("https://app.example.com/sign-up", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "sec-fetch-site": "cross-site" },
    });

  it.each(options.allowedOrigins)(
    "allows pages of %s to send requests and read every response",
    async (origin) => {
      const { handler } = mount(options);
      const asked = await handler(preflight(origin));
      expect([asked.status, await asked.text()]).toEqual([204, ""]);
      expect(Object.fromEntries(asked.headers)).toEqual({
        allow: "GET, POST, OPTIONS",
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "GET, POST, OPTIONS",
        "access-control-allow-headers": "Content-Type",
        "access-control-max-age": "7200",
        "cache-control": "no-store",
        vary: "Origin",
      });
      for (const request of [post(FORM, { origin }), post("{", { origin }), get("x", { origin })]) {
        const { headers } = await handler(request);
        expect(headers.get("access-control-allow-origin")).toBe(origin);
        expect(headers.get("access-control-expose-headers")).toBe("Retry-After");
      }
    },
  );

  it("has no header except Vary for other origins", async () => {
    const { handler } = mount(options);
    for (const request of [preflight(OTHER), post(FORM, { origin: OTHER }), post()]) {
      const { headers } = await handler(request);
      expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect(headers.get("vary")).toBe("Origin");
    }
    expect((await handler(preflight(OTHER))).status).toBe(403);
  });

  it("is disabled without allowedOrigins", async () => {
    const { handler } = mount();
    const response = await handler(new Request("https://app.example.com/sign-up", { method: "OPTIONS" }));
    expect([response.status, response.headers.get("allow"), response.headers.get("vary")]).toEqual([
      204,
      "GET, POST, OPTIONS",
      null,
    ]);
    expect((await handler(preflight(SITE))).status).toBe(403);
  });
});

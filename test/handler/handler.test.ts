import { describe, expect, it } from "vitest";
import type { Fault } from "../../src/testing/index.ts";
import { SECRET } from "../helpers/client.ts";
import { leaks } from "../helpers/printed.ts";
import { ENDPOINT, FORM, get, mount, PASSWORD, post, problemOf } from "./helpers.ts";

const { invite: _, ...PERSON } = FORM;
const UNKNOWN = "00000000000000000000000000000000";

describe("GET", () => {
  it.each([
    ["a link that works", SECRET, true],
    ["the full link", `https://unleash.example.com/new-user?invite=${SECRET}`, true],
    ["an unknown secret", UNKNOWN, false],
  ])("responds with { valid } for %s", async (_, invite, valid) => {
    const response = await mount().handler(get(invite));
    expect([response.status, await response.json()]).toEqual([200, { valid }]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it.each(["", "."])("responds with 400 for the invite %j", async (invite) => {
    const response = await mount().handler(get(invite));
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code: "invalid_input", issues: [{ path: "invite" }] });
  });

  it("responds with 400 without an invite", async () => {
    const response = await mount().handler(new Request(ENDPOINT));
    expect((await problemOf(response)).issues).toEqual([{ path: "invite", message: "is missing" }]);
  });
});

describe("POST", () => {
  const form = new FormData();
  for (const [name, value] of Object.entries(FORM)) form.set(name, value);
  const bodies: [string, BodyInit, string | undefined][] = [
    ["JSON", JSON.stringify(FORM), "application/json"],
    ["JSON with a charset, in capitals", JSON.stringify(FORM), "Application/JSON; charset=UTF-8"],
    ["a form", new URLSearchParams(FORM), undefined],
    ["a multipart form", form, undefined],
  ];

  it.each(bodies)("signs a person up from %s", async (_, body, type) => {
    const { handler, fake } = mount();
    const headers: HeadersInit = type === undefined ? {} : { "content-type": type };
    const response = await handler(new Request(ENDPOINT, { method: "POST", headers, body }));
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ id: fake.users[0]?.id, name: PERSON.name, email: PERSON.email });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(fake.requests.map(({ body }) => body)).toEqual([{ ...PERSON, password: expect.any(String) }]);
  });

  it("accepts a link, a username and unknown fields, and sends only known fields", async () => {
    const { handler, fake } = mount();
    const invite = `https://unleash.example.com/new-user?invite=${SECRET}`;
    const response = await handler(post({ ...FORM, invite, username: "ada", role: "Admin", csrf: "x" }));
    expect(response.status).toBe(201);
    expect(Object.keys(fake.requests[0]?.body as object).sort()).toEqual([
      "email",
      "name",
      "password",
      "username",
    ]);
  });

  it.each(["", null])("treats the username %j as absent", async (username) => {
    const { handler, fake } = mount();
    expect((await handler(post({ ...FORM, username }))).status).toBe(201);
    expect(fake.requests[0]?.body).not.toHaveProperty("username");
  });

  it("names every invalid field, and sends no request to Unleash", async () => {
    const { handler, fake } = mount();
    const response = await handler(post({ name: 5, email: " ", username: {} }));
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const { issues, ...rest } = await problemOf(response);
    expect(rest).toEqual({
      title: "Bad Request",
      status: 400,
      code: "invalid_input",
      detail: expect.any(String),
    });
    expect(issues.map(({ path }) => path).sort()).toEqual([
      "email",
      "invite",
      "name",
      "password",
      "username",
    ]);
    expect(fake.requests).toEqual([]);
  });

  it.each(["5", "null", "[]", '"x"', "{", "", "\ud800"])("responds with 400 to the body %j", async (body) => {
    const response = await mount().handler(post(body));
    expect(response.status).toBe(400);
    expect((await problemOf(response)).issues).toMatchObject([{ path: "" }]);
  });

  it.each(["text/plain", "text/html", "application/jsonp", ""])(
    "responds with 415 to the type %j",
    async (type) => {
      const response = await mount().handler(post(FORM, { "content-type": type }));
      expect([response.status, (await problemOf(response)).code]).toEqual([415, "unsupported_media_type"]);
    },
  );

  it("responds with 413 to a body above maxBodyBytes, in bytes", async () => {
    const text = JSON.stringify({ ...FORM, name: "ä" });
    const bytes = new TextEncoder().encode(text).byteLength;
    expect((await mount({ maxBodyBytes: bytes }).handler(post(text))).status).toBe(201);
    const response = await mount({ maxBodyBytes: bytes - 1 }).handler(post(text));
    expect([response.status, (await problemOf(response)).code]).toEqual([413, "body_too_large"]);
    expect((await mount().handler(post({ ...FORM, more: "x".repeat(16_384) }))).status).toBe(413);
  });

  it.each([{}, { "content-length": "99999999" }])("cancels an endless body: %j", async (headers) => {
    let chunks = 0;
    let cancelled = false;
    const body = new ReadableStream({
      pull(controller) {
        chunks++;
        controller.enqueue(new Uint8Array(1024));
      },
      cancel() {
        cancelled = true;
      },
    });
    const init = {
      method: "POST",
      body,
      duplex: "half",
      headers: { "content-type": "application/json", ...headers },
    };
    const response = await mount().handler(new Request(ENDPOINT, init));
    expect([response.status, cancelled]).toEqual([413, true]);
    expect(chunks).toBeLessThan(20);
  });

  it("responds with 400 to a truncated body", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"invite":'));
        controller.error(new Error("gone"));
      },
    });
    const init = { method: "POST", body, duplex: "half", headers: { "content-type": "application/json" } };
    expect((await mount().handler(new Request(ENDPOINT, init))).status).toBe(400);
  });

  it("responds with 500 if the body has already been read, and calls onError", async () => {
    const errors: unknown[] = [];
    const request = post();
    await request.text();
    const response = await mount({ onError: (error) => errors.push(error) }).handler(request);
    expect(response.status).toBe(500);
    expect(String(errors)).toContain("body was read before");
  });
});

describe("Other methods", () => {
  it.each(["PUT", "DELETE", "PATCH", "HEAD"])("%s gets 405 with Allow", async (method) => {
    const response = await mount().handler(new Request(ENDPOINT, { method }));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, POST, OPTIONS"]);
  });
});

describe("An error of Unleash", () => {
  const faults: [string, Fault, number, string][] = [
    ["401", { status: 401 }, 502, "unleash_failed"],
    ["403", { status: 403 }, 502, "unleash_failed"],
    ["404", { status: 404 }, 502, "unleash_failed"],
    ["413", { status: 413 }, 502, "unleash_failed"],
    ["500", { status: 500 }, 502, "unleash_failed"],
    ["503", { status: 503 }, 502, "unleash_failed"],
    ["an HTML page", { status: 200, body: "<!doctype html>" }, 502, "unleash_failed"],
    ["a redirect", { redirectTo: "https://login.example.com/" }, 502, "unleash_failed"],
    ["no connection", { networkError: true }, 502, "unleash_failed"],
    ["half a body", { truncatedBody: true }, 502, "unleash_failed"],
    ["no response in time", { delayMs: Number.POSITIVE_INFINITY }, 504, "timeout"],
    ["429", { status: 429, headers: { "retry-after": "7" } }, 429, "rate_limited"],
    ["409", { status: 409, body: { name: "NameExistsError", message: "taken" } }, 409, "user_exists"],
    ["409 of a proxy", { status: 409 }, 502, "unleash_failed"],
    ["an empty 400", { status: 400, body: "" }, 410, "invalid_invite"],
  ];

  it.each(faults)(
    "with %s, the sign-up is rejected with a specific status",
    async (_, fault, status, code) => {
      const errors: unknown[] = [];
      const { handler, fake } = mount({ timeoutMs: 50, onError: (error) => errors.push(error) });
      fake.fail("addPublicSignupTokenUser", fault);
      const response = await handler(post());
      expect(response.status).toBe(status);
      expect(await problemOf(response)).toMatchObject({ status, code, issues: [] });
      expect(response.headers.get("cache-control")).toBe("no-store");
      // No retries: a person is waiting.
      expect(fake.requests).toHaveLength(1);
      expect(errors).toHaveLength(status >= 500 ? 1 : 0);
    },
  );

  it("says that the account may exist when the outcome is unknown, and only then", async () => {
    const { handler, fake } = mount({ timeoutMs: 50 });
    const detail = async (request: Request) => (await problemOf(await handler(request))).detail;
    fake.failNext("addPublicSignupTokenUser", { delayMs: Number.POSITIVE_INFINITY });
    expect(await detail(post())).toContain("The account may already exist");
    fake.failNext("addPublicSignupTokenUser", { truncatedBody: true });
    expect(await detail(post())).toContain("The account may already exist");
    fake.failNext("addPublicSignupTokenUser", { status: 401 });
    expect(await detail(post())).toBe("This did not work. Try again later.");
    fake.failNext("validatePublicSignupToken", { delayMs: Number.POSITIVE_INFINITY });
    expect(await detail(get(SECRET))).toBe("This did not work. Try again later.");
  });

  it("passes on Retry-After in whole seconds; default a minute", async () => {
    const { handler, fake } = mount();
    fake.failNext("addPublicSignupTokenUser", { status: 429, headers: { "retry-after": "1.5" } });
    expect((await handler(post())).headers.get("retry-after")).toBe("2");
    fake.failNext("addPublicSignupTokenUser", {
      status: 429,
      body: "slow down",
      headers: { "retry-after": "" },
    });
    expect((await handler(post())).headers.get("retry-after")).toBe("60");
  });

  it("responds with 410 to an unknown link, and with 409 to an existing email or username", async () => {
    const { handler } = mount();
    expect((await handler(post({ ...FORM, invite: UNKNOWN }))).status).toBe(410);
    expect((await handler(post({ ...FORM, username: "ada" }))).status).toBe(201);
    expect((await handler(post())).status).toBe(409);
    expect((await handler(post({ ...FORM, email: "other@example.com", username: "ada" }))).status).toBe(409);
  });

  it("is a 400 for an email that Unleash does not accept, and does not echo it", async () => {
    const response = await mount().handler(post({ ...FORM, email: "nowhere-at-all" }));
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(JSON.parse(text).code).toBe("invalid_input");
    expect(text).not.toContain("nowhere-at-all");
  });

  it.each(faults)(
    "with %s, the response contains nothing of Unleash's response or of the input",
    async (_, fault) => {
      const errors: unknown[] = [];
      const { handler, fake } = mount({ timeoutMs: 50, onError: (error) => errors.push(error) });
      const echo = `INSERT ${SECRET} ${PASSWORD} ada@example.com Lovelace`;
      const echoed = fault.status !== undefined && !("body" in fault) ? { ...fault, body: echo } : fault;
      fake.fail("addPublicSignupTokenUser", echoed);
      const response = await handler(post());
      const printed = [await response.text(), [...response.headers]];
      expect(leaks(errors, [SECRET, PASSWORD])).toEqual([]);
      expect(
        leaks(printed, [SECRET, PASSWORD, "ada@example.com", "Lovelace", "unleash.example.com", "INSERT"]),
      ).toEqual([]);
    },
  );
});

import { describe, expect, it } from "vitest";
import { createInviteClient } from "../../src/index.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { ask, KEY, PERSON, signUp, TOKENS } from "./requests.ts";

const SECRET = "a3c84b25409ea8ca1782ef17f94a42fc";

describe("The requests of the fake", () => {
  it("are listed in order, each with its operation", async () => {
    const fake = createFakeUnleash();
    const client = createInviteClient({ baseUrl: fake.baseUrl, apiKey: KEY, fetch: fake.fetch });
    const { secret } = await client.tokens.create({ name: "Design team", expiresIn: { days: 7 } });
    await client.tokens.list();
    await client.tokens.disable(secret);
    await client.validate(secret);
    await client.signUp(secret, { name: "Ada", email: "ada@example.com", password: "x" }).catch(() => {});
    expect(fake.requests.map(({ method, operation }) => [method, operation])).toEqual([
      ["POST", "createPublicSignupToken"],
      ["GET", "getAllPublicSignupTokens"],
      ["PUT", "updatePublicSignupToken"],
      ["GET", "getPublicSignupToken"],
      ["GET", "validatePublicSignupToken"],
      ["POST", "addPublicSignupTokenUser"],
    ]);
  });

  it("are recorded completely, except keys, passwords and secrets", async () => {
    const fake = createFakeUnleash({ now: () => 0 });
    await signUp(fake, SECRET);
    expect(fake.requests).toEqual([
      {
        operation: "addPublicSignupTokenUser",
        method: "POST",
        path: "/invite/a3c8…42fc/signup",
        headers: { authorization: "[API key]", "content-type": "application/json" },
        body: { ...PERSON, password: "[password]" },
        token: "a3c8…42fc",
        keyOwner: "admin",
        time: new Date(0),
        status: 400,
      },
    ]);
  });

  it("contain no key, password or full secret for any path", async () => {
    const fake = createFakeUnleash({ baseUrl: "https://host/demo" });
    const { password = "" } = PERSON;
    const headers = { authorization: `Bearer ${KEY}`, cookie: `session=${KEY}`, "proxy-authorization": KEY };
    const broken = `{"password": "${password}"`;
    for (const prefix of ["", "/..", "/wrong", "//"]) {
      for (const path of [`${TOKENS}/${SECRET}`, `/invite//${SECRET}/signup`, `/invite/${SECRET}`]) {
        await ask(fake, "POST", prefix + path, { ...PERSON, more: { password } }, { headers });
        await ask(fake, "PUT", prefix + path, undefined, { headers, body: broken });
        await ask(fake, "GET", `${prefix}${path}?invite=${SECRET}`, undefined, { headers });
      }
    }
    expect(fake.requests).toHaveLength(36);
    const printed = JSON.stringify(fake.requests);
    for (const hidden of [KEY, password, SECRET]) expect(printed).not.toContain(hidden);
  });

  it("have no operation for other paths", async () => {
    const fake = createFakeUnleash({ baseUrl: "https://host/demo" });
    for (const path of ["", "/wrong/invite/a/validate", "/../invite/a/validate", "/api/admin/x"]) {
      await ask(fake, "GET", path);
    }
    await ask(fake, "DELETE", TOKENS);
    expect(fake.requests.map(({ operation }) => operation)).toEqual(Array(5).fill(undefined));
  });

  it("have no body if it is missing or not JSON", async () => {
    const fake = createFakeUnleash();
    await ask(fake, "GET", TOKENS);
    await ask(fake, "POST", TOKENS, undefined, { body: "{" });
    expect(fake.requests.map(({ body }) => body)).toEqual([undefined, undefined]);
  });
});

import { setupServer } from "msw/node";
import { createInviteHandlers } from "unleash-invites/msw";
import { createFakeUnleash } from "unleash-invites/testing";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createOnboarding } from "./onboarding.ts";

const baseUrl = "https://unleash.example.com";
const apiKey = "user:the-key-of-the-app";
const ada = { name: "Ada Lovelace", email: "ada@example.com", password: "correct horse" };
const eightDays = 8 * 86_400_000;

const fake = createFakeUnleash({ baseUrl, keys: { [apiKey]: "admin" } });
const server = setupServer(...createInviteHandlers(fake));
// No other process creates links here, so the app need not wait for one.
const app = createOnboarding({ baseUrl, apiKey, settleMs: 0 });

beforeAll(() => server.listen());
afterEach(() => {
  // Fails a test whose fault met no request.
  fake.assertNoPendingFaults();
  fake.reset();
});
afterAll(() => server.close());

it("returns the same link twice", async () => {
  expect(await app.link()).toBe(await app.link());
  expect(fake.tokens.map((token) => token.name)).toEqual(["Onboarding"]);
});

it("signs up a person who has the link", async () => {
  expect(await app.join(await app.link(), ada)).toBe("welcome");
  expect(fake.users.map((user) => user.email)).toEqual(["ada@example.com"]);
  const [token] = fake.tokens;
  expect(token?.users?.map((user) => user.name)).toEqual(["Ada Lovelace"]);
});

it("recognizes a person who already has an account", async () => {
  fake.seed({ users: [{ email: ada.email }] });
  expect(await app.join(await app.link(), ada)).toBe("you have an account");
});

it("rejects an expired link, and returns a new one", async () => {
  const old = await app.link();
  fake.advance(eightDays);
  expect(await app.join(old, ada)).toBe("ask for a new link");
  expect(await app.link()).not.toBe(old);
});

it("returns a new link after the token was removed", async () => {
  const old = await app.link();
  fake.removeToken(new URL(old).searchParams.get("invite") ?? "");
  expect(await app.link()).not.toBe(old);
});

it.each([{ status: 503 }, { networkError: true }] as const)("asks to try again after %j", async (fault) => {
  const url = await app.link();
  fake.failNext("signUp", fault);
  expect(await app.join(url, ada)).toBe("try again later");
  expect(await app.join(url, ada)).toBe("welcome");
});

it("retries the list, which is a GET, twice", async () => {
  fake.failNext("tokens.list", { status: 503 }, { times: 2 });
  expect(await app.link()).toContain("?invite=");
  const lists = fake.requests.filter((request) => request.operation === "getAllPublicSignupTokens");
  expect(lists.map((request) => request.status).slice(0, 3)).toEqual([503, 503, 200]);
});

it("fails for one link only", async () => {
  fake.seed({ tokens: [{ secret: "first" }, { secret: "second" }] });
  fake.failNext("signUp", { status: 503 }, { when: (request) => request.secret === "second" });
  expect(await app.join("first", ada)).toBe("welcome");
  expect(fake.pendingFaults).toHaveLength(1);
  expect(await app.join("second", { ...ada, email: "eve@example.com" })).toBe("try again later");
});

it("throws if the key of the app was revoked", async () => {
  fake.revokeKey(apiKey);
  await expect(app.link()).rejects.toMatchObject({ code: "unauthorized" });
});

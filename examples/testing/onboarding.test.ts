import { setupServer } from "msw/node";
import { createInviteHandlers } from "unleash-invites/msw";
import { createFakeUnleash } from "unleash-invites/testing";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createOnboarding, type Onboarding } from "./onboarding.ts";

const baseUrl = "https://unleash.example.com";
const apiKey = "user:the-key-of-the-app";
const ada = { name: "Ada Lovelace", email: "ada@example.com", password: "correct horse" };

const fake = createFakeUnleash({ baseUrl, keys: { [apiKey]: "admin" } });
const server = setupServer(...createInviteHandlers(fake));
let app: Onboarding;

beforeAll(() => server.listen());
beforeEach(() => {
  // The fake and the SDK take the time from Date; timers have to run, as msw waits with them.
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2027-03-01T12:00:00Z") });
  app = createOnboarding({ baseUrl, apiKey });
});
afterEach(() => {
  fake.reset();
  vi.useRealTimers();
});
afterAll(() => server.close());

it("hands out the same link twice", async () => {
  expect(await app.link()).toBe(await app.link());
  expect(fake.tokens.map((token) => token.name)).toEqual(["Onboarding"]);
});

it("signs up who has the link", async () => {
  expect(await app.join(await app.link(), ada)).toBe("welcome");
  expect(fake.users.map((user) => user.email)).toEqual(["ada@example.com"]);
  const [token] = fake.tokens;
  expect(token?.users?.map((user) => user.name)).toEqual(["Ada Lovelace"]);
});

it("tells who comes a second time", async () => {
  fake.seed({ users: [{ email: ada.email }] });
  expect(await app.join(await app.link(), ada)).toBe("you have an account");
});

it("refuses an old link, and hands out a new one", async () => {
  const old = await app.link();
  vi.setSystemTime(new Date("2027-03-09T12:00:00Z"));
  expect(await app.join(old, ada)).toBe("ask for a new link");
  expect(await app.link()).not.toBe(old);
});

it.each([{ status: 503 }, { networkError: true }] as const)("asks for patience after %j", async (fault) => {
  const url = await app.link();
  fake.failNext("addPublicSignupTokenUser", fault);
  expect(await app.join(url, ada)).toBe("try again later");
  expect(await app.join(url, ada)).toBe("welcome");
});

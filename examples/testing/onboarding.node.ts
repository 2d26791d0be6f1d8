import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, mock, test } from "node:test";
import { setupServer } from "msw/node";
import { createInviteHandlers } from "unleash-invites/msw";
import { createFakeUnleash } from "unleash-invites/testing";
import { createOnboarding, type Onboarding } from "./onboarding.ts";

const baseUrl = "https://unleash.example.com";
const apiKey = "user:the-key-of-the-app";
const ada = { name: "Ada Lovelace", email: "ada@example.com", password: "correct horse" };

const fake = createFakeUnleash({ baseUrl, keys: { [apiKey]: "admin" } });
const server = setupServer(...createInviteHandlers(fake));
let app: Onboarding;

before(() => server.listen());
beforeEach(() => {
  // Both the fake and the SDK use Date. Other timers must run, because msw uses them.
  mock.timers.enable({ apis: ["Date"], now: new Date("2027-03-01T12:00:00Z") });
  app = createOnboarding({ baseUrl, apiKey, settleMs: 0 });
});
afterEach(() => {
  fake.reset();
  mock.timers.reset();
});
after(() => server.close());

test("signs up a person who has the link", async () => {
  assert.equal(await app.join(await app.link(), ada), "welcome");
  assert.deepEqual(
    fake.users.map((user) => user.email),
    ["ada@example.com"],
  );
});

test("rejects an expired link, and returns a new one", async () => {
  const old = await app.link();
  mock.timers.setTime(Date.parse("2027-03-09T12:00:00Z"));
  assert.equal(await app.join(old, ada), "ask for a new link");
  assert.notEqual(await app.link(), old);
});

for (const fault of [{ status: 503 }, { networkError: true }] as const) {
  test(`asks to try again after ${JSON.stringify(fault)}`, async () => {
    const url = await app.link();
    fake.failNext("signUp", fault);
    assert.equal(await app.join(url, ada), "try again later");
    assert.equal(await app.join(url, ada), "welcome");
  });
}

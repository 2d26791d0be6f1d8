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
  // The fake and the SDK take the time from Date; timers have to run, as msw waits with them.
  mock.timers.enable({ apis: ["Date"], now: new Date("2027-03-01T12:00:00Z") });
  app = createOnboarding({ baseUrl, apiKey });
});
afterEach(() => {
  fake.reset();
  mock.timers.reset();
});
after(() => server.close());

test("signs up who has the link", async () => {
  assert.equal(await app.join(await app.link(), ada), "welcome");
  assert.deepEqual(
    fake.users.map((user) => user.email),
    ["ada@example.com"],
  );
});

test("refuses an old link, and hands out a new one", async () => {
  const old = await app.link();
  mock.timers.setTime(Date.parse("2027-03-09T12:00:00Z"));
  assert.equal(await app.join(old, ada), "ask for a new link");
  assert.notEqual(await app.link(), old);
});

for (const fault of [{ status: 503 }, { networkError: true }] as const) {
  test(`asks for patience after ${JSON.stringify(fault)}`, async () => {
    const url = await app.link();
    fake.failNext("addPublicSignupTokenUser", fault);
    assert.equal(await app.join(url, ada), "try again later");
    assert.equal(await app.join(url, ada), "welcome");
  });
}

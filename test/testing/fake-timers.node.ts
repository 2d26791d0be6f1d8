/** Run by fake-timers.test.ts in Node's own test runner. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { createInviteClient } from "../../src/index.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";

test("ensure and rotate finish with mocked timers", async () => {
  mock.timers.enable();
  const { baseUrl, fetch } = createFakeUnleash();
  const { tokens } = createInviteClient({ baseUrl, apiKey: "user:any", fetch });
  const input = { name: "Onboarding", expiresIn: { days: 7 } };
  const first = await tokens.ensure(input);
  assert.equal((await tokens.ensure(input)).secret, first.secret);
  assert.notEqual((await tokens.rotate(input)).secret, first.secret);
});

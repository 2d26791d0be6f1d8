import type * as index from "../../src/index.ts";
import type * as testing from "../../src/testing/index.ts";
import type { Setting } from "../runtimes/scenario.ts";

type Entries = typeof index & typeof testing;

/** The steps, in order. */
export const REALM_STEPS: readonly string[] = ["inputs", "errors", "abort", "fake", "fake timers"];

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Calls the SDK with the Date, URL, Headers and AbortSignal of a test environment, whose classes differ from Node's.
 *
 * @param useFakeTimers replaces the timers of the environment, with the defaults of the test runner
 * @returns the steps that passed
 * @throws Error naming the first check that failed
 */
export async function realmScenario(
  entries: Entries,
  { origin, adminKey, name }: Setting,
  useFakeTimers: () => void,
): Promise<string[]> {
  const passed: string[] = [];
  const { createInviteClient, isInviteError, NotFoundError, InviteError, tokenStatus } = entries;
  const headers = new Headers({ "x-team": "design" });
  const client = createInviteClient({ baseUrl: new URL(origin), apiKey: adminKey, headers });
  const { signal } = new AbortController();
  const expiresAt = new Date(Date.now() + 7 * DAY_MS);

  const created = await client.tokens.create({ name, expiresAt }, { signal, headers: [["x-one", "1"]] });
  // structuredClone returns a Date of Node's realm.
  const token = structuredClone(created);
  check(tokenStatus(token) === "active", "a cloned token is active");
  const updated = await client.tokens.update(token, { expiresAt: structuredClone(expiresAt) }, { signal });
  check(updated.expiresAt.getTime() === expiresAt.getTime(), "a cloned date is understood");
  check(await client.validate(token, { signal }), "the link works");
  const person = { name, email: `${name}@example.com`, password: "correct horse" };
  check((await client.signUp(token, person)).email === person.email, "a person signs up");
  check(!(await client.tokens.disable(token)).enabled, "the token is disabled");
  check(!(await client.validate(token)), "the link does not work");
  passed.push("inputs");

  const missing = await rejection(client.tokens.get("unknown"));
  check(missing instanceof NotFoundError && missing instanceof InviteError, "an error has its class");
  check(missing instanceof Error && isInviteError(missing, "not_found"), "an error is an Error");
  const again = await rejection(
    client.signUp((await client.tokens.create({ name, expiresAt })).secret, person),
  );
  check(isInviteError(again, "user_exists") && again.issues[0]?.path === "email", "the email is taken");
  const lost = await rejection(
    createInviteClient({ baseUrl: "http://127.0.0.1:1", maxRetries: 0 }).validate("x"),
  );
  check(isInviteError(lost, "connection_failed") && lost.cause instanceof Error, "a connection fails");
  passed.push("errors");

  const controller = new AbortController();
  const reason = new Error("enough");
  const hanging = createInviteClient({ baseUrl: origin, fetch: () => new Promise(() => {}) });
  const aborted = rejection(hanging.validate("x", { signal: controller.signal }));
  controller.abort(reason);
  check((await aborted) === reason, "an abort rejects with its own reason");
  passed.push("abort");

  const fake = entries.createFakeUnleash();
  const { tokens } = createInviteClient({ baseUrl: fake.baseUrl, apiKey: "user:any", fetch: fake.fetch });
  await tokens.create({ name, expiresAt });
  check((await tokens.list({ name })).length === 1, "the fake has the token");
  passed.push("fake");

  // The package was loaded before.
  useFakeTimers();
  const input = { name: "Onboarding", expiresIn: { days: 7 } };
  const first = await tokens.ensure(input);
  check((await tokens.ensure(input)).secret === first.secret, "ensure ends with fake timers");
  check((await tokens.rotate(input)).secret !== first.secret, "rotate ends with fake timers");
  passed.push("fake timers");
  return passed;
}

function rejection(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

function check(isTrue: boolean, claim: string): void {
  if (!isTrue) throw new Error(`It does not hold that ${claim}`);
}

import type * as api from "../../src/api/index.ts";
import type * as handler from "../../src/handler/index.ts";
import type * as index from "../../src/index.ts";
import type * as schemas from "../../src/schemas.ts";
import type * as testing from "../../src/testing/index.ts";

/** The exports of all entries of the package; their names are unique. */
export type Entries = typeof index & typeof schemas & typeof testing & typeof api & typeof handler;

/** Parameters of the scenario. */
export interface Setting {
  /** Origin of the server, which also serves the page for the browser: `http://127.0.0.1:<port>`. */
  origin: string;
  /** Origin that refuses connections. */
  refusingOrigin: string;
  adminKey: string;
  /** Name of the token and the person, unique per run on one server. */
  name: string;
}

/** Steps, in order. */
export const STEPS: readonly string[] = [
  "invite lifecycle",
  "unauthorized",
  "abort",
  "fake",
  "schemas",
  "handler",
  "api",
];

/**
 * Runs the steps with only the built-in functions of the runtime.
 *
 * @returns the steps that passed
 * @throws Error naming the first check that failed
 */
export async function scenario(entries: Entries, { origin, adminKey, name }: Setting): Promise<string[]> {
  const passed: string[] = [];
  const { createInviteClient, InviteError, UnauthorizedError, ConflictError } = entries;

  await inviteLifecycle(createInviteClient({ baseUrl: origin, apiKey: adminKey }), entries, name);
  passed.push("invite lifecycle");

  const stranger = createInviteClient({ baseUrl: origin, apiKey: "user:0123456789abcdef" });
  const rejected = await rejection(stranger.tokens.list());
  check(
    rejected instanceof UnauthorizedError && rejected instanceof InviteError,
    "an unknown key is rejected",
  );
  check(!(rejected instanceof ConflictError) && rejected.code === "unauthorized", "an error has one class");
  passed.push("unauthorized");

  // The signal, not the timeout, must end the call and the connection.
  const patient = { timeoutMs: 600_000, maxRetries: 0 };
  const hanging = createInviteClient({ baseUrl: `${origin}/hanging`, apiKey: adminKey, ...patient });
  const abort = new AbortController();
  const listed = rejection(hanging.tokens.list({}, { signal: abort.signal }));
  await (await fetch(`${origin}/hanging-opened`)).text();
  const reason = new Error("enough");
  abort.abort(reason);
  check((await listed) === reason, "an abort rejects with its own reason");
  await (await fetch(`${origin}/hanging-closed`)).text();
  passed.push("abort");

  const { baseUrl, fetch: inMemory } = entries.createFakeUnleash();
  await inviteLifecycle(createInviteClient({ baseUrl, apiKey: "user:any", fetch: inMemory }), entries, name);
  passed.push("fake");

  // By Standard Schema, because the package does not export zod itself.
  const read = await entries.inviteTokenSchema["~standard"].validate(entries.inviteTokenJson());
  check(!read.issues && read.value.expiresAt instanceof Date, "a schema reads the JSON of a token");
  passed.push("schemas");

  await signUpEndpoint(entries, createInviteClient({ baseUrl: origin, apiKey: adminKey }), origin, name);
  passed.push("handler");

  const openapi = entries.createInviteApi({ baseUrl: origin, apiKey: adminKey });
  const { data } = await openapi.GET("/api/admin/invite-link/tokens");
  check(typeof data?.tokens[0]?.expiresAt === "string", "the client of openapi-fetch reads the JSON");
  const params = { path: { token: "unknown" } };
  const { error } = await openapi.GET("/invite/{token}/validate", { params });
  check(error !== undefined && typeof error !== "string", "an empty error response is an error");
  passed.push("api");

  return passed;
}

/** Validates a link and signs up, with JSON and with a form. */
async function signUpEndpoint(
  { createSignUpHandler }: Entries,
  client: index.InviteClient,
  baseUrl: string,
  name: string,
): Promise<void> {
  const handle = createSignUpHandler({ baseUrl });
  const endpoint = "https://app.example.com/sign-up";
  const { secret: invite } = await client.tokens.create({ name, expiresIn: { days: 7 } });
  const checked = await handle(new Request(`${endpoint}?invite=${invite}`));
  check(checked.status === 200 && (await checked.json()).valid === true, "the endpoint validates a link");
  const person = { invite, name, email: `${name}.json@example.com`, password: "correct horse" };
  const headers = { "content-type": "application/json" };
  const json = new Request(endpoint, { method: "POST", headers, body: JSON.stringify(person) });
  check((await handle(json)).status === 201, "the endpoint signs a person up from JSON");
  const form = new FormData();
  const fields = Object.entries({ ...person, email: `${name}.form@example.com` });
  for (const [field, value] of fields) form.set(field, value);
  const posted = await handle(new Request(endpoint, { method: "POST", body: form }));
  check(posted.status === 201, "the endpoint signs a person up from a form");
  const large = new Request(endpoint, { method: "POST", headers, body: " ".repeat(20_000) });
  check((await handle(large)).status === 413, "the endpoint rejects a large body");
}

/** Create, get, update, validate, sign up, disable. */
async function inviteLifecycle(
  client: index.InviteClient,
  { tokenStatus }: Entries,
  name: string,
): Promise<void> {
  const { secret, expiresAt, expiryCapped } = await client.tokens.create({ name, expiresIn: { days: 7 } });
  check(secret !== "" && expiresAt instanceof Date && !expiryCapped, "a token is created");
  const found = await client.tokens.get(secret);
  check(found.name === name && found.role.name === "Viewer", "a token is read");
  const longer = await client.tokens.update(secret, { expiresIn: { days: 9 } });
  check(longer.expiresAt > expiresAt && longer.role.name === "Viewer", "an update returns the full token");
  check(await client.validate(secret), "the link works");
  const user = await client.signUp(secret, { name, email: `${name}@example.com`, password: "correct horse" });
  const { users } = await client.tokens.get(secret);
  check(users.length === 1 && users[0]?.id === user.id, "the token lists the person who signed up");
  const disabled = await client.tokens.disable(secret);
  check(tokenStatus(disabled) === "disabled" && !(await client.validate(secret)), "the link is disabled");
}

export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`failed: ${what}`);
}

export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => check(false, `a call rejects, but it resolved to ${value}`),
    (error) => error,
  );
}

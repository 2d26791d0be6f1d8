import type * as api from "../../src/api/index.ts";
import type * as handler from "../../src/handler/index.ts";
import type * as index from "../../src/index.ts";
import type * as schemas from "../../src/schemas.ts";
import type * as testing from "../../src/testing/index.ts";

/** What all entries of the package export, taken together; none has a name of another's. */
export type Entries = typeof index & typeof schemas & typeof testing & typeof api & typeof handler;

/** What the scenario is told on its way into a runtime. */
export interface Setting {
  /** Of the server, which serves the page of the browser as well: `http://127.0.0.1:<port>`. */
  origin: string;
  adminKey: string;
  /** Names the token and the person, so that the runs on one server do not meet. */
  name: string;
}

/** What is tried, in order. */
export const STEPS: readonly string[] = [
  "life of a link",
  "refusal",
  "abort",
  "fake",
  "schemas",
  "handler",
  "api",
];

/**
 * The same in every runtime, with nothing but what the runtime has itself.
 *
 * @returns the steps that have held
 * @throws Error naming the first thing that does not hold
 */
export async function scenario(entries: Entries, { origin, adminKey, name }: Setting): Promise<string[]> {
  const held: string[] = [];
  const { createInviteClient, InviteError, UnauthorizedError, ConflictError } = entries;

  await lifeOfALink(createInviteClient({ baseUrl: origin, apiKey: adminKey }), entries, name);
  held.push("life of a link");

  const stranger = createInviteClient({ baseUrl: origin, apiKey: "user:0123456789abcdef" });
  const refusal = await rejection(stranger.tokens.list());
  check(refusal instanceof UnauthorizedError && refusal instanceof InviteError, "a wrong key is refused");
  check(!(refusal instanceof ConflictError) && refusal.code === "unauthorized", "an error has one class");
  held.push("refusal");

  // Not the time limit shall end it, but the signal: for the caller, and for the server too.
  const patient = { timeoutMs: 600_000, maxRetries: 0 };
  const hanging = createInviteClient({ baseUrl: `${origin}/hanging`, apiKey: adminKey, ...patient });
  const abort = new AbortController();
  const listed = rejection(hanging.tokens.list({}, { signal: abort.signal }));
  await (await fetch(`${origin}/hanging-begun`)).text();
  const reason = new Error("enough");
  abort.abort(reason);
  check((await listed) === reason, "an abort rejects with its own reason");
  await (await fetch(`${origin}/hanging-ended`)).text();
  held.push("abort");

  const { baseUrl, fetch: inMemory } = entries.createFakeUnleash();
  await lifeOfALink(createInviteClient({ baseUrl, apiKey: "user:any", fetch: inMemory }), entries, name);
  held.push("fake");

  // By the interface that all libraries of schemas share, for zod itself is no entry of the package.
  const read = await entries.inviteTokenSchema["~standard"].validate(entries.inviteTokenJson());
  check(!read.issues && read.value.expiresAt instanceof Date, "a schema reads the JSON of a token");
  held.push("schemas");

  await signUpEndpoint(entries, createInviteClient({ baseUrl: origin, apiKey: adminKey }), origin, name);
  held.push("handler");

  const openapi = entries.createInviteApi({ baseUrl: origin, apiKey: adminKey });
  const { data } = await openapi.GET("/api/admin/invite-link/tokens");
  check(typeof data?.tokens[0]?.expiresAt === "string", "the client of openapi-fetch reads the JSON");
  const params = { path: { token: "unknown" } };
  const { error } = await openapi.GET("/invite/{token}/validate", { params });
  check(error !== undefined && typeof error !== "string", "an empty refusal is an error");
  held.push("api");

  return held;
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
  check((await handle(large)).status === 413, "the endpoint refuses a large body");
}

/** Create, get, update, validate, sign up, disable. */
async function lifeOfALink(
  client: index.InviteClient,
  { tokenStatus }: Entries,
  name: string,
): Promise<void> {
  const { secret, expiresAt, expiryCapped } = await client.tokens.create({ name, expiresIn: { days: 7 } });
  check(secret !== "" && expiresAt instanceof Date && !expiryCapped, "a token is made");
  const found = await client.tokens.get(secret);
  check(found.name === name && found.role.name === "Viewer", "a token is read");
  const longer = await client.tokens.update(secret, { expiresIn: { days: 9 } });
  check(longer.expiresAt > expiresAt && longer.role.name === "Viewer", "an update answers the whole token");
  check(await client.validate(secret), "the link works");
  const user = await client.signUp(secret, { name, email: `${name}@example.com`, password: "correct horse" });
  const { users } = await client.tokens.get(secret);
  check(users.length === 1 && users[0]?.id === user.id, "the token knows who has signed up");
  const ended = await client.tokens.disable(secret);
  check(tokenStatus(ended) === "disabled" && !(await client.validate(secret)), "the link is ended");
}

function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`It does not hold that ${what}`);
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => check(false, `a call fails that gave ${value}`),
    (error) => error,
  );
}

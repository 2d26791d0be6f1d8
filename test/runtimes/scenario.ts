import type * as sdk from "unleash-invites";

/** What the program is told on its way into a runtime. */
export interface Setting {
  /** Of the server, which serves the page of the browser as well. */
  origin: string;
  adminKey: string;
  /** Names the token and the person, so that the runs on one server do not meet. */
  name: string;
}

/** The steps, in order; each is named once it has held. */
export const STEPS: readonly string[] = [
  "create",
  "get",
  "update",
  "validate",
  "sign up",
  "refusal",
  "abort",
];

/**
 * The same in every runtime: the life of a link, a refusal and an abort, with nothing but what the runtime has itself.
 *
 * @throws Error naming the first thing that does not hold
 */
export async function scenario(
  { createInviteClient, UnauthorizedError, InviteError, ConflictError, status }: typeof sdk,
  { origin, adminKey, name }: Setting,
): Promise<string[]> {
  const held: string[] = [];
  const client = createInviteClient({ baseUrl: origin, apiKey: adminKey });

  const { secret, expiresAt, expiryCapped } = await client.tokens.create({ name, expiresIn: { days: 7 } });
  check(secret !== "" && expiresAt instanceof Date && !expiryCapped, "a token is made");
  held.push("create");

  const found = await client.tokens.get(secret);
  check(found.name === name && found.role.name === "Viewer", "a token is read");
  held.push("get");

  const longer = await client.tokens.update(secret, { expiresIn: { days: 9 } });
  check(longer.expiresAt > expiresAt && longer.role.name === "Viewer", "an update answers the whole token");
  held.push("update");

  check(await client.validate(secret), "the link works");
  held.push("validate");

  const user = await client.signUp(secret, { name, email: `${name}@example.com`, password: "correct horse" });
  const { users } = await client.tokens.get(secret);
  check(users.length === 1 && users[0]?.id === user.id, "the token knows who has signed up");
  const ended = await client.tokens.disable(secret);
  check(status(ended) === "disabled" && !(await client.validate(secret)), "the link is ended");
  held.push("sign up");

  const stranger = createInviteClient({ baseUrl: origin, apiKey: "user:0123456789abcdef" });
  const refusal = await rejection(stranger.tokens.list());
  check(refusal instanceof UnauthorizedError && refusal instanceof InviteError, "a wrong key is refused");
  check(!(refusal instanceof ConflictError) && refusal.code === "unauthorized", "an error has one class");
  held.push("refusal");

  const patient = { timeoutMs: 600_000, maxRetries: 0 };
  const hanging = createInviteClient({ baseUrl: `${origin}/hanging`, apiKey: adminKey, ...patient });
  const abort = new AbortController();
  const listed = rejection(hanging.tokens.list({ signal: abort.signal }));
  await (await fetch(`${origin}/hanging-begun`)).text();
  const reason = new Error("enough");
  abort.abort(reason);
  check((await listed) === reason, "an abort rejects with its own reason");
  await (await fetch(`${origin}/hanging-ended`)).text();
  held.push("abort");

  return held;
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

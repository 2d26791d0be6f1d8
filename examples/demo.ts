// Runs the full lifecycle of an invite link on a real Unleash: `npm run demo`, `npm run demo -- --keep`.
// If UNLEASH_BASE_URL and UNLEASH_API_KEY (of an administrator) are set, it runs on that instance. It does not change existing
// links, removes the users that it created, and leaves its own tokens disabled.

import { parseArgs, styleText } from "node:util";
import {
  createInviteClient,
  type InviteClient,
  InviteError,
  type InviteToken,
  tokenStatus,
} from "unleash-invites";
import { startUnleash } from "../sandbox/index.ts";

interface Instance {
  readonly title: string;
  readonly baseUrl: string;
  readonly adminKey: string;
  readonly viewerKey: string | undefined;
  stop(): Promise<void>;
}

/** Name of the links of the demo. */
const NAME = "Demo of unleash-invites";
const { values: flags } = parseArgs({ options: { keep: { type: "boolean", default: false } } });
const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort(new Error("Interrupted")));
const { signal } = interrupted;

const unleash = await openInstance();
say("Unleash", unleash.title, unleash.baseUrl);
try {
  await demonstrate(createInviteClient({ baseUrl: unleash.baseUrl, apiKey: unleash.adminKey }));
  if (flags.keep) await keepRunning();
} finally {
  await unleash.stop();
}

async function demonstrate(client: InviteClient): Promise<void> {
  const people: number[] = [];
  try {
    await runLifecycle(client, people);
  } finally {
    if (!flags.keep) await cleanUp(client, people);
  }
}

/** Runs every step, even if another fails. */
async function cleanUp({ tokens }: InviteClient, people: number[]): Promise<void> {
  const steps = await Promise.allSettled([tokens.disableAll({ name: NAME }), ...people.map(removeUser)]);
  for (const step of steps) if (step.status === "rejected") console.error(`Not cleaned up: ${step.reason}`);
}

async function runLifecycle({ tokens, validate, signUp }: InviteClient, people: number[]): Promise<void> {
  const requested = { days: 90 };
  const invite = await tokens.create({ name: NAME, expiresIn: requested }, { signal });
  say("create", `a link for ${requested.days} days`, shown(invite));
  say("", invite.expiryCapped ? "the server capped it" : "the server took it", day(invite.expiresAt));
  say("validate", "the link works", await validate(invite.secret, { signal }));

  const run = Date.now();
  for (const name of ["Ada Lovelace", "Grace Hopper"]) {
    const email = `${name.split(" ")[0]}.${run}@example.com`.toLowerCase();
    const user = await signUp(
      invite.secret,
      { name, email, password: `${crypto.randomUUID()}A!` },
      { signal },
    );
    people.push(user.id);
    say("signUp", name, `user ${user.id}`);
  }
  const joined = (await tokens.get(invite.secret, { signal })).users.map((user) => user.name);
  say("get", "who joined", joined.join(", "));

  const extended = await tokens.extend(invite.secret, { days: 7 }, { signal });
  say("extend", "seven days more", day(extended.expiresAt));
  const same = await tokens.ensure({ name: NAME, expiresIn: { days: 7 } }, { signal });
  say("ensure", "the same token again", same.secret === invite.secret);

  const fresh = await tokens.rotate({ name: NAME, expiresIn: { days: 7 } }, { signal });
  say("rotate", "a new link", shown(fresh));
  say("status", "of the old one", tokenStatus(await tokens.get(invite.secret, { signal })));
  say("validate", "the old one works", await validate(invite.secret, { signal }));
  const late = { name: "Too Late", email: `late.${run}@example.com`, password: "secret" };
  await fails("signUp", "with the old link", () => signUp(invite.secret, late, { signal }));

  if (unleash.viewerKey !== undefined)
    await fails("list", "with a Viewer's key", () => listWith(unleash.viewerKey));
  await fails("list", "with a wrong key", () => listWith("user:wrong"));
}

function listWith(apiKey: string | undefined): Promise<InviteToken[]> {
  return createInviteClient({ baseUrl: unleash.baseUrl, apiKey }).tokens.list(undefined, { signal });
}

async function openInstance(): Promise<Instance> {
  const { UNLEASH_BASE_URL: baseUrl, UNLEASH_API_KEY: adminKey, UNLEASH_VIEWER_KEY: viewerKey } = process.env;
  if (baseUrl && adminKey) return { title: "your instance", baseUrl, adminKey, viewerKey, async stop() {} };
  const server = await startUnleash({ onInstall: (line) => say("sandbox", line) });
  return { ...server, title: `${server.version}, in the sandbox`, stop: () => server.stop() };
}

/** Removes a user with the Admin API; the SDK has no function for it. */
async function removeUser(id: number): Promise<void> {
  const url = `${unleash.baseUrl.replace(/(\/api(\/admin)?)?\/*$/, "")}/api/admin/user-admin/${id}`;
  const { ok, status } = await fetch(url, { method: "DELETE", headers: { authorization: unleash.adminKey } });
  if (!ok) throw new Error(`user ${id} is still there: ${status}`);
}

async function keepRunning(): Promise<void> {
  say("keep", "log in as admin, unleash4all", "Ctrl-C ends it");
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
}

async function fails(method: string, what: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof InviteError)) throw error;
    say(method, what, `${error.name} (${error.code})`);
    say("", "", error.message);
    return;
  }
  throw new Error(`${method} ${what} was expected to fail`);
}

function say(method: string, what: string, result: unknown = ""): void {
  const left = styleText("cyan", method.padEnd(10), { stream: process.stdout });
  console.log(`${left}${what.padEnd(26)}${String(result)}`.trimEnd());
}

/** Masks the secret in a link: everybody who can read the full link can sign up. */
function shown({ secret, url }: InviteToken): string {
  return (url ?? "").replace(secret, `${secret.slice(0, 4)}…${secret.slice(-4)}`);
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

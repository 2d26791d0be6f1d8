import { describe, expect, it } from "vitest";
import { createInviteClient, type InviteClient, type InviteToken } from "../src/index.ts";
import { createFakeUnleash, type FakeUnleash } from "../src/testing/index.ts";
import { KEY, PERSON } from "./testing/requests.ts";

const GIVEN = "given";
const NAME = "Design team";
const DAY = 24 * 60 * 60 * 1_000;
const expiresIn = { days: 7 };

/** Tokens in every state, with names that only look equal. Old enough that no method waits for concurrent creators. */
function setUp(): { fake: FakeUnleash; client: InviteClient } {
  const fake = createFakeUnleash();
  const { baseUrl, fetch } = fake;
  const createdAt = new Date(fake.now() - 3 * DAY);
  const token = (secret: string, name: string, over: object = {}) => ({
    secret,
    name,
    createdAt,
    expiresAt: new Date(fake.now() + 2 * DAY),
    ...over,
  });
  fake.seed({
    tokens: [
      token(GIVEN, NAME),
      token("same-name", NAME),
      token("same-name-expired", NAME, { expiresAt: new Date(fake.now() - DAY) }),
      token("same-name-disabled", NAME, { enabled: false }),
      token("other", "Other"),
      token("upper-case", NAME.toUpperCase()),
      token("space", `${NAME} `),
      token("default", "default", { enabled: false }),
      token("other-expired", "Other", { expiresAt: new Date(fake.now() - DAY) }),
    ],
  });
  return { fake, client: createInviteClient({ baseUrl, apiKey: KEY, fetch, settleMs: 0 }) };
}

const bySecret = ({ tokens }: FakeUnleash) => new Map(tokens.map((token) => [token.secret, token]));
/** What a method may change. */
type Change = Partial<Record<keyof InviteToken | "created", true>>;

async function changesOf(run: (client: InviteClient) => Promise<unknown>): Promise<Record<string, Change>> {
  const { fake, client } = setUp();
  const before = bySecret(fake);
  await run(client);
  const changes: Record<string, Change> = {};
  for (const [secret, token] of bySecret(fake)) {
    const old = before.get(secret);
    const changed = Object.keys(token).filter(
      (key) => String(old?.[key as keyof InviteToken]) !== String(token[key as keyof InviteToken]),
    );
    const label = old === undefined ? `new ${token.name}` : secret;
    if (old === undefined) changes[label] = { created: true };
    else if (changed.length > 0) changes[label] = Object.fromEntries(changed.map((key) => [key, true]));
  }
  return changes;
}

describe("a method changes the token or the name that it was given, and nothing else:", () => {
  const disabled = { enabled: true } as const;
  it.each<[string, (client: InviteClient) => Promise<unknown>, Record<string, Change>]>([
    ["list", ({ tokens }) => tokens.list({ name: NAME }), {}],
    ["get", ({ tokens }) => tokens.get(GIVEN), {}],
    ["validate", (client) => client.validate(GIVEN), {}],
    [
      "create",
      ({ tokens }) => tokens.create({ name: NAME, expiresIn }),
      { [`new ${NAME}`]: { created: true } },
    ],
    ["update", ({ tokens }) => tokens.update(GIVEN, { expiresIn }), { [GIVEN]: { expiresAt: true } }],
    ["enable", ({ tokens }) => tokens.enable("same-name-disabled"), { "same-name-disabled": disabled }],
    ["disable", ({ tokens }) => tokens.disable(GIVEN), { [GIVEN]: disabled }],
    ["extend", ({ tokens }) => tokens.extend(GIVEN, { days: 1 }), { [GIVEN]: { expiresAt: true } }],
    ["signUp", (client) => client.signUp(GIVEN, PERSON as never), { [GIVEN]: { users: true } }],
    [
      "disableAll",
      ({ tokens }) => tokens.disableAll({ name: NAME }),
      { [GIVEN]: disabled, "same-name": disabled, "same-name-expired": disabled },
    ],
    ["ensure", ({ tokens }) => tokens.ensure({ name: NAME, expiresIn }), {}],
    [
      "ensure of a name without an active token",
      ({ tokens }) => tokens.ensure({ name: "default", expiresIn }),
      { "new default": { created: true } },
    ],
    [
      "ensure with renewBefore",
      ({ tokens }) => tokens.ensure({ name: NAME, expiresIn, renewBefore: { days: 5 } }),
      { [GIVEN]: { expiresAt: true } },
    ],
    [
      "rotate",
      ({ tokens }) => tokens.rotate({ name: NAME, expiresIn }),
      {
        [GIVEN]: disabled,
        "same-name": disabled,
        "same-name-expired": disabled,
        [`new ${NAME}`]: { created: true },
      },
    ],
    [
      "watchSignUps",
      async ({ tokens }) => tokens.watchSignUps({ name: NAME }, { signal: AbortSignal.abort() }).next(),
      {},
    ],
  ])("%s", async (_, run, changes) => {
    expect(await changesOf(run)).toEqual(changes);
  });
});

describe("extend", () => {
  it("does not add up concurrent calls", async () => {
    const once = setUp();
    const { expiresAt } = await once.client.tokens.extend(GIVEN, { days: 7 });
    const { fake, client } = setUp();
    await Promise.all([1, 2, 3].map(() => client.tokens.extend(GIVEN, { days: 7 })));
    expect(bySecret(fake).get(GIVEN)?.expiresAt).toEqual(expiresAt);
    expect(
      fake.requests.slice(0, 3).map(({ method }) => method),
      "all read before one writes",
    ).toEqual(["GET", "GET", "GET"]);
  });
});

import { describe, expect, it } from "vitest";
import { ConnectionError, type InviteToken } from "../../src/index.ts";
import type { Backend } from "./backend.ts";
import {
  adminOf,
  brokenAdmin,
  enabledSecrets,
  endAll,
  failure,
  listenTo,
  newToken,
  type Outgoing,
  plain,
  refusal,
  visitorOf,
} from "./helpers.ts";

const input = { name: "Design team", expiresIn: { days: 7 } };
const expired = { name: "Old", expiresAt: new Date(0), allowExpired: true };

/** Tokens that are active at once: the oldest, and the others. */
async function severalActive(
  backend: Backend,
  count: number,
): Promise<{ oldest: InviteToken; younger: string[] }> {
  await endAll(backend);
  const made: InviteToken[] = [];
  while (made.length < count) made.push(plain(await newToken(backend)));
  // Two may have been made in the same millisecond: then the secret decides.
  made.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.secret < b.secret ? -1 : 1));
  const [oldest, ...others] = made as [InviteToken, ...InviteToken[]];
  return { oldest, younger: others.map(({ secret }) => secret) };
}

/** Fails the nth request of a method, counted from 1. */
function nth(method: string, n: number): (request: Outgoing) => boolean {
  let seen = 0;
  return ({ init }) => init.method === method && ++seen === n;
}

export function ensureCases(backend: Backend): void {
  const { tokens } = adminOf(backend);

  describe("active", () => {
    it("is undefined when every token is disabled or expired", async () => {
      await endAll(backend);
      await tokens.create(expired);
      await tokens.disable((await newToken(backend)).secret);
      expect(await tokens.active()).toBeUndefined();
    });

    it("is the oldest of several whose link works", async () => {
      const { oldest } = await severalActive(backend, 3);
      await tokens.create(expired);
      expect(await tokens.active()).toEqual(oldest);
    });
  });

  // Twenty calls at once are hundreds of requests, which take a slow server its time.
  describe("ensure", { timeout: 600_000 }, () => {
    it("makes a token when none is active, and ends nothing for it", async () => {
      await endAll(backend);
      const old = await tokens.create(expired);
      const token = await tokens.ensure(input);
      expect(token).toMatchObject({ name: input.name, enabled: true });
      expect(await visitorOf(backend).validate(token.secret)).toBe(true);
      expect((await tokens.get(old.secret)).enabled).toBe(true);
    });

    it("answers the active token, with its own name and expiry, and makes no other", async () => {
      const { oldest } = await severalActive(backend, 1);
      const wire = listenTo(backend);
      const client = adminOf(backend, { fetch: wire.fetch });
      const token = await client.tokens.ensure({ name: "Another", expiresIn: { days: 2 } });
      expect(token).toEqual(oldest);
      expect(wire.exchanges.map(({ method }) => method)).not.toContain("POST");
    });

    it("keeps the oldest of several active tokens, and disables the others", async () => {
      const { oldest } = await severalActive(backend, 3);
      expect(await tokens.ensure(input)).toEqual(oldest);
      expect(await enabledSecrets(backend)).toEqual([oldest.secret]);
    });

    it("answers one token to 20 calls at once, and leaves it as the only active one", async () => {
      await endAll(backend);
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => adminOf(backend).tokens.ensure(input)),
      );
      const secrets = new Set(answers.map(({ secret }) => secret));
      expect(await enabledSecrets(backend)).toEqual([...secrets]);
      expect(secrets.size).toBe(1);
    });

    it("is refused before anything is sent for a token that would be dead from the start", async () => {
      await refusal(backend, (client) => client.tokens.ensure({ name: "x", expiresAt: new Date(0) }));
      await refusal(backend, (client) => client.tokens.ensure(expired as never));
    });

    it("tells on its error what it had disabled before it failed", async () => {
      const { oldest, younger } = await severalActive(backend, 3);
      const broken = brokenAdmin(backend, nth("PUT", 2));
      const error = await failure(broken.tokens.ensure(input), ConnectionError);
      expect(error.applied).toEqual([{ change: "disabled", secret: younger[0] }]);
      expect(new Set(await enabledSecrets(backend))).toEqual(new Set([oldest.secret, younger[1]]));
    });

    it("tells on its error that it had made a token before it failed", async () => {
      await endAll(backend);
      const error = await failure(brokenAdmin(backend, nth("GET", 2)).tokens.ensure(input), ConnectionError);
      const [secret] = await enabledSecrets(backend);
      expect(error.applied).toEqual([{ change: "created", secret }]);
    });
  });

  describe("rotate", () => {
    it("disables every enabled token, expired ones too, and makes one that works", async () => {
      await severalActive(backend, 2);
      await tokens.create(expired);
      const token = await tokens.rotate(input);
      expect(await enabledSecrets(backend)).toEqual([token.secret]);
      expect(await visitorOf(backend).validate(token.secret)).toBe(true);
      expect(token).toMatchObject({ name: input.name, enabled: true, users: [] });
    });

    it("ends with one token, and one answer, when several call it and ensure at once", async () => {
      await severalActive(backend, 2);
      const answers = await Promise.all([
        tokens.rotate(input),
        tokens.rotate(input),
        tokens.rotate(input),
        tokens.ensure(input),
      ]);
      const last = await tokens.ensure(input);
      expect(await enabledSecrets(backend)).toEqual([last.secret]);
      expect(answers.slice(0, 3).map(({ secret }) => secret)).toEqual([
        last.secret,
        last.secret,
        last.secret,
      ]);
    });

    it("makes one when there was none", async () => {
      await endAll(backend);
      const { secret } = await tokens.rotate(input);
      expect(await enabledSecrets(backend)).toEqual([secret]);
    });

    it("tells on its error what it had disabled when the new token cannot be made", async () => {
      const { oldest, younger } = await severalActive(backend, 2);
      const error = await failure(brokenAdmin(backend, nth("POST", 1)).tokens.rotate(input), ConnectionError);
      const disabled = [oldest.secret, ...younger].map((secret) => ({ change: "disabled", secret }));
      expect(new Set(error.applied)).toEqual(new Set(disabled));
      for (const { secret } of disabled) expect(`${error} ${JSON.stringify(error)}`).not.toContain(secret);
      expect(await enabledSecrets(backend)).toEqual([]);
    });

    it("tells on its error what it had disabled when it fails half-way", async () => {
      const { oldest, younger } = await severalActive(backend, 3);
      const error = await failure(brokenAdmin(backend, nth("PUT", 3)).tokens.rotate(input), ConnectionError);
      const disabled = error.applied.map(({ secret }) => secret);
      expect(disabled).toHaveLength(2);
      const left = [oldest.secret, ...younger].filter((secret) => !disabled.includes(secret));
      expect(await enabledSecrets(backend)).toEqual(left);
    });

    it("is refused before anything is sent, and ends nothing, for a token that would be dead from the start", async () => {
      const { oldest } = await severalActive(backend, 1);
      await refusal(backend, (client) => client.tokens.rotate({ name: "x", expiresAt: new Date(0) }));
      expect(await enabledSecrets(backend)).toEqual([oldest.secret]);
    });
  });
}

import { describe, expect, it } from "vitest";
import { ConnectionError, type CreateTokenInput, type InviteToken, validUntil } from "../../src/index.ts";
import type { Backend } from "./backend.ts";
import { DAY, monthAfter, withinOneDay } from "./clock.ts";
import {
  adminOf,
  brokenAdmin,
  enabledSecrets,
  failure,
  listenTo,
  newName,
  newToken,
  type Outgoing,
  plain,
  refusal,
  visitorOf,
} from "./helpers.ts";

const expiresIn = { days: 7 };
const expired = (name: string): CreateTokenInput => ({ name, expiresAt: new Date(0), allowExpired: true });

/** Concurrently active tokens of one name, oldest first. */
async function severalActive(backend: Backend, name: string, count: number): Promise<InviteToken[]> {
  const made: InviteToken[] = [];
  while (made.length < count) made.push(plain(await newToken(backend, name)));
  // Two may have been created in the same millisecond: then they are sorted by secret.
  return made.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.secret < b.secret ? -1 : 1));
}

/** Fails the nth request of a method, counted from 1. */
function nth(method: string, n: number): (request: Outgoing) => boolean {
  let seen = 0;
  return ({ init }) => init.method === method && ++seen === n;
}

export function ensureCases(backend: Backend): void {
  const { tokens } = adminOf(backend);

  // Twenty concurrent calls are slow on a slow server.
  describe("ensure", { timeout: 600_000 }, () => {
    it("creates a token if none of this name is active, and changes no other token", async () => {
      const name = newName();
      const others = [
        await tokens.create(expired(name)),
        await tokens.disable((await newToken(backend, name)).secret),
        await newToken(backend, name.toUpperCase()),
      ];
      const token = await tokens.ensure({ name, expiresIn });
      expect(token).toMatchObject({ name, enabled: true, created: true, renewed: false });
      expect(await visitorOf(backend).validate(token)).toBe(true);
      for (const { secret, enabled } of others) expect((await tokens.get(secret)).enabled).toBe(enabled);
    });

    it("returns the active token of this name with its own expiry, and creates no other", async () => {
      const name = newName();
      const [token] = await severalActive(backend, name, 1);
      const wire = listenTo(backend);
      const client = adminOf(backend, { fetch: wire.fetch });
      const ensured = await client.tokens.ensure({ name, expiresIn: { days: 2 } });
      expect(ensured).toEqual({ ...token, created: false, renewed: false });
      expect(new Set(wire.exchanges.map(({ method }) => method))).toEqual(new Set(["GET"]));
    });

    it("returns the oldest of tokens created one after the other, and disables none", async () => {
      const name = newName();
      const active = await severalActive(backend, name, 3);
      expect((await tokens.ensure({ name, expiresIn })).secret).toBe(active[0]?.secret);
      expect(await enabledSecrets(backend, name)).toHaveLength(3);
    });

    it("returns one token to 20 concurrent calls, and leaves it as the only active one", async () => {
      const name = newName();
      const calls = Array.from({ length: 20 }, () => adminOf(backend).tokens.ensure({ name, expiresIn }));
      const ensured = await Promise.all(calls);
      const secrets = new Set(ensured.map(({ secret }) => secret));
      expect(await enabledSecrets(backend, name)).toEqual([...secrets]);
      expect(secrets.size).toBe(1);
      expect(ensured.filter(({ created }) => created)).toHaveLength(1);
    });

    it("moves a token with less than renewBefore left to the requested expiry, once", async () => {
      const name = newName();
      const { secret } = await tokens.create({ name, expiresIn: { days: 2 } });
      const renewing = { name, expiresIn: { days: 9 }, renewBefore: { days: 4 } };
      const renewed = await tokens.ensure(renewing);
      expect(renewed).toMatchObject({ secret, created: false, renewed: true });
      expect(validUntil(renewed).getTime()).toBeGreaterThanOrEqual(Date.now() + 8.9 * DAY);
      expect(await tokens.ensure(renewing)).toMatchObject({ secret, renewed: false });
    });

    it("moves a token to one month from now at most", async () => {
      await withinOneDay(async (today) => {
        const name = newName();
        await tokens.create({ name, expiresIn: { days: 2 } });
        const renewing = { name, expiresIn: { weeks: 52 }, renewBefore: { weeks: 52 } };
        const renewed = await tokens.ensure(renewing);
        expect(validUntil(renewed)).toEqual(new Date(monthAfter(today)));
        expect((await tokens.ensure(renewing)).renewed).toBe(false);
      });
    });

    it("rejects an expiry with which the link would never work, before a request is sent", async () => {
      await refusal(backend, (client) => client.tokens.ensure({ name: "x", expiresAt: new Date(0) }));
      await refusal(backend, (client) => client.tokens.ensure(expired("x") as never));
    });

    it("reports a created token in applied when a later step fails", async () => {
      const name = newName();
      const broken = brokenAdmin(backend, nth("GET", 2));
      const error = await failure(broken.tokens.ensure({ name, expiresIn }), ConnectionError);
      const [secret] = await enabledSecrets(backend, name);
      expect(error.applied).toEqual([{ change: "created", secret }]);
    });
  });

  describe("rotate", { timeout: 600_000 }, () => {
    it("disables every enabled token of this name, expired ones too, and creates one that works", async () => {
      const name = newName();
      const other = await newToken(backend, newName());
      const leaked = [...(await severalActive(backend, name, 2)), await tokens.create(expired(name))];
      const token = await tokens.rotate({ name, expiresIn });
      expect(await enabledSecrets(backend, name)).toEqual([token.secret]);
      expect(await visitorOf(backend).validate(token)).toBe(true);
      expect(token).toMatchObject({ name, enabled: true, users: [] });
      const disabled = token.disabledTokens.map(({ secret, enabled }) => [secret, enabled]);
      expect(new Map(disabled as [])).toEqual(new Map(leaked.map(({ secret }) => [secret, false])));
      expect(await tokens.get(other), "a token of another name").toEqual(plain(other));
    });

    it("leaves one active token after concurrent calls and an ensure", async () => {
      const name = newName();
      const leaked = await severalActive(backend, name, 2);
      const calls = [1, 2, 3].map(() => adminOf(backend).tokens.rotate({ name, expiresIn }));
      const [ensured, ...rotated] = await Promise.all([tokens.ensure({ name, expiresIn }), ...calls]);
      expect(ensured.name).toBe(name);
      const last = await tokens.ensure({ name, expiresIn });
      expect(await enabledSecrets(backend, name)).toEqual([last.secret]);
      const returned = rotated.map(({ secret }) => secret);
      for (const { secret } of leaked) expect(returned).not.toContain(secret);
    });

    it("reports disabled tokens in applied when the new token cannot be created", async () => {
      const name = newName();
      const active = await severalActive(backend, name, 2);
      const broken = brokenAdmin(backend, nth("POST", 1));
      const error = await failure(broken.tokens.rotate({ name, expiresIn }), ConnectionError);
      const disabled = active.map(({ secret }) => ({ change: "disabled", secret }));
      expect(new Set(error.applied)).toEqual(new Set(disabled));
      for (const { secret } of disabled) expect(`${error} ${JSON.stringify(error)}`).not.toContain(secret);
      expect(await enabledSecrets(backend, name)).toEqual([]);
    });

    it("rejects an expiry with which the link would never work, before a request is sent", async () => {
      await refusal(backend, (client) => client.tokens.rotate({ name: "x", expiresAt: new Date(0) }));
    });
  });

  describe("disableAll", () => {
    it("disables the enabled tokens of one name, and no other", async () => {
      const name = newName();
      const other = await newToken(backend, newName());
      const active = await severalActive(backend, name, 12);
      const disabled = await tokens.disableAll({ name });
      expect(disabled.map(({ secret }) => secret).sort()).toEqual(active.map(({ secret }) => secret).sort());
      expect((await tokens.list({ name })).map(({ enabled }) => enabled)).toEqual(Array(12).fill(false));
      expect(await tokens.get(other)).toEqual(plain(other));
    });

    it("reports disabled tokens in applied when it fails halfway", async () => {
      const name = newName();
      await severalActive(backend, name, 12);
      const broken = brokenAdmin(backend, nth("PUT", 3));
      const error = await failure(broken.tokens.disableAll({ name }), ConnectionError);
      const disabled = await tokens.list({ name, status: "disabled" });
      expect(disabled.length).toBeLessThan(12);
      expect(new Set(error.applied.map(({ secret }) => secret))).toEqual(
        new Set(disabled.map(({ secret }) => secret)),
      );
    });
  });
}

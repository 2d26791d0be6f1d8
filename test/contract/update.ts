import { describe, expect, it } from "vitest";
import { ConnectionError, validUntil } from "../../src/index.ts";
import type { Backend } from "./backend.ts";
import { DAY, withinOneDay } from "./clock.ts";
import {
  adminOf,
  brokenAdmin,
  failure,
  listenTo,
  newToken,
  plain,
  refusal,
  somebody,
  visitorOf,
} from "./helpers.ts";

export function updateCases(backend: Backend): void {
  const { tokens } = adminOf(backend);
  const visitor = visitorOf(backend);

  describe("An update", () => {
    it("returns the full token, with the role and the users", async () => {
      const token = await newToken(backend);
      const { id, name } = await visitor.signUp(token.secret, somebody());
      const expiresAt = new Date(token.expiresAt.getTime() + DAY);
      const updated = await tokens.update(token.secret, { expiresAt });
      expect(updated).toEqual({ ...plain(token), expiresAt, users: [{ id, name, username: null }] });
      expect(await tokens.get(token.secret)).toEqual(updated);
    });

    it("receives a response with neither the role nor the users", async () => {
      const { secret } = await newToken(backend);
      await visitor.signUp(secret, somebody());
      const wire = listenTo(backend);
      await adminOf(backend, { fetch: wire.fetch }).tokens.enable(secret);
      expect(wire.exchanges.map(({ method, status }) => [method, status])).toEqual([
        ["PUT", 200],
        ["GET", 200],
      ]);
      expect(JSON.parse(wire.exchanges[0]?.answer ?? "")).toMatchObject({ secret, role: {}, users: [] });
    });

    it("changes only the given properties", async () => {
      const token = await newToken(backend);
      expect(await tokens.disable(token.secret)).toEqual({ ...plain(token), enabled: false });
      expect(await tokens.enable(token.secret)).toEqual(plain(token));
    });

    it("of only the expiry keeps a disabled link disabled", async () => {
      const { secret, expiresAt } = await newToken(backend);
      await tokens.disable(secret);
      const later = new Date(expiresAt.getTime() + DAY);
      expect(await tokens.update(secret, { expiresAt: later })).toMatchObject({
        enabled: false,
        expiresAt: later,
      });
      expect(await visitor.validate(secret)).toBe(false);
    });

    it("changes the expiry and enables the token in one request", async () => {
      const { secret, expiresAt } = await newToken(backend);
      await tokens.disable(secret);
      const later = new Date(expiresAt.getTime() + DAY);
      const updated = await tokens.update(secret, { expiresAt: later, enabled: true });
      expect(updated).toMatchObject({ enabled: true, expiresAt: later });
      expect(await visitor.validate(secret)).toBe(true);
    });

    it("without an effect is not an error", async () => {
      const { secret } = await newToken(backend);
      expect((await tokens.enable(secret)).enabled).toBe(true);
      await tokens.disable(secret);
      expect((await tokens.disable(secret)).enabled).toBe(false);
    });

    it("is rejected before a request is sent if it has no change", async () => {
      const { secret } = await newToken(backend);
      await refusal(backend, (client) => client.tokens.update(secret, {} as never));
      await refusal(backend, (client) => client.tokens.update(secret, { enabled: undefined } as never));
      await refusal(backend, (client) => client.tokens.update(secret, { name: "New" } as never));
    });

    it("reports the update in applied if only reading the token fails", async () => {
      const { secret } = await newToken(backend);
      const broken = brokenAdmin(backend, ({ init }) => init.method === "GET");
      const updating = await failure(
        broken.tokens.update(secret, { expiresIn: { days: 2 } }),
        ConnectionError,
      );
      expect(updating.applied).toEqual([{ change: "updated", secret }]);
      const disabling = await failure(broken.tokens.disable(secret), ConnectionError);
      expect(disabling.applied).toEqual([{ change: "disabled", secret }]);
      expect(disabling.message).not.toContain(secret);
      expect((await tokens.get(secret)).enabled).toBe(false);
    });
  });

  describe("extend", () => {
    it("moves the expiry by a duration, rounded up, and nothing else", async () => {
      const token = await newToken(backend);
      const { id, name } = await visitor.signUp(token, somebody());
      const extended = await tokens.extend(token, { days: 3, hours: 12 });
      const expiresAt = new Date(validUntil(token).getTime() + 5 * DAY - 1);
      expect(extended).toEqual({ ...plain(token), expiresAt, users: [{ id, name, username: null }] });
      expect(await visitor.validate(token)).toBe(true);
    });

    it("keeps a disabled token disabled", async () => {
      const token = await newToken(backend);
      await tokens.disable(token);
      expect(await tokens.extend(token, { days: 3 })).toMatchObject({ enabled: false });
      expect(await visitor.validate(token)).toBe(false);
    });

    it("starts from now if the token has expired", async () => {
      await withinOneDay(async (today) => {
        const { secret } = await tokens.create({ name: "Old", expiresAt: new Date(0), allowExpired: true });
        const { expiresAt } = await tokens.extend(secret, { days: 2 });
        expect(expiresAt).toEqual(new Date(today + 4 * DAY - 1));
        expect(await visitor.validate(secret)).toBe(true);
      });
    });

    it("can exceed the maximum of one month for new tokens", async () => {
      const token = await newToken(backend);
      const { expiresAt } = await tokens.extend(token, { weeks: 52 });
      expect(expiresAt).toEqual(new Date(validUntil(token).getTime() + 365 * DAY - 1));
    });
  });
}

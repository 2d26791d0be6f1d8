import { describe, expect, it } from "vitest";
import { type CreateTokenInput, tokenStatus, validUntil } from "../../src/index.ts";
import type { Backend } from "./backend.ts";
import { DAY, HOUR, monthAfter, withinOneDay, withOffset } from "./clock.ts";
import { adminOf, newToken, plain, refusal, visitorOf } from "./helpers.ts";

export function expiryCases(backend: Backend): void {
  const { tokens } = adminOf(backend);
  const visitor = visitorOf(backend);

  describe("The expiry of a new token", () => {
    it("is the requested one, to the millisecond, within a month", async () => {
      const expiresAt = new Date(Date.now() + 20 * DAY);
      const token = await tokens.create({ name: "x", expiresAt });
      expect(token).toMatchObject({ expiresAt, expiryCapped: false });
      expect((await tokens.get(token.secret)).expiresAt).toEqual(expiresAt);
    });

    it("is one calendar month from now if a later one is requested, and expiryCapped is true", async () => {
      const begun = performance.now();
      const token = await tokens.create({ name: "x", expiresIn: { weeks: 52 } });
      const took = Math.ceil(performance.now() - begun);
      expect(token.expiryCapped).toBe(true);
      // The server counts from a time during this request, shortly before createdAt.
      const moments = Array.from({ length: took + 1 }, (_, ago) => token.createdAt.getTime() - ago);
      expect(moments.map(monthAfter)).toContain(token.expiresAt.getTime());
      expect(await tokens.get(token.secret)).toEqual(plain(token));
    });

    it("is capped in the year 9999 too", async () => {
      const token = await tokens.create({ name: "x", expiresAt: "9999-12-31T23:59:59.999Z" });
      expect(token.expiryCapped).toBe(true);
      expect(token.expiresAt.getTime()).toBeLessThan(Date.now() + 32 * DAY);
    });

    it.each([330, -480, 14 * 60, 0])("accepts an offset of %i minutes from UTC", async (offset) => {
      const instant = Date.now() + 5 * DAY;
      const token = await tokens.create({ name: "x", expiresAt: withOffset(instant, offset) });
      expect(token.expiresAt).toEqual(new Date(instant));
    });

    it.each<[string, object]>([
      ["nothing", {}],
      ["an invalid date", { expiresAt: new Date(Number.NaN) }],
      ["a word", { expiresAt: "soon" }],
      ["a date without a time", { expiresAt: "2099-01-31" }],
      ["a time without an offset", { expiresAt: "2099-01-31T12:00:00" }],
      ["a date that does not exist", { expiresAt: "2099-02-30T12:00:00Z" }],
      ["a year of five digits", { expiresAt: new Date(Date.UTC(10_000, 0)), allowExpired: true }],
      ["a negative duration", { expiresIn: { days: -1 } }],
      ["an empty duration", { expiresIn: {} }],
      ["an infinite duration", { expiresIn: { days: Number.POSITIVE_INFINITY } }],
      ["a duration and a date", { expiresAt: "2099-01-31T12:00:00Z", expiresIn: { days: 1 } }],
    ])("is rejected before a request is sent when it is %s", async (_, expiry) => {
      await refusal(backend, (client) => client.tokens.create({ name: "x", ...expiry } as CreateTokenInput));
    });
  });

  describe("A duration", () => {
    it.each([
      ["an hour", { hours: 1 }, 3_600_000],
      ["a day", { days: 1 }, DAY],
      ["a week", { weeks: 1 }, 7 * DAY],
    ])(
      "of %s is rounded up: the link works for at least that long, until 00:00 UTC",
      async (_, expiresIn, ms) => {
        const before = Date.now();
        const token = await tokens.create({ name: "x", expiresIn });
        expect(token).toMatchObject({ expiryCapped: false });
        expect(token.expiresAt.getTime() % DAY, "the last millisecond of a date").toBe(DAY - 1);
        const until = validUntil(token).getTime();
        expect(until).toBeGreaterThanOrEqual(before + ms);
        expect(until).toBeLessThan(Date.now() + ms + DAY);
        expect(await visitor.validate(token)).toBe(true);
      },
    );
  });

  describe("A token that is created expired", () => {
    it("is rejected before a request is sent, for a past date and for one on the current UTC date", async () => {
      await withinOneDay(async (today) => {
        for (const expiresAt of [0, today - 1, today, today + DAY - 1].map((instant) => new Date(instant))) {
          const error = await refusal(backend, ({ tokens }) => tokens.create({ name: "x", expiresAt }));
          expect(error.issues).toMatchObject([{ path: "expiresAt" }]);
        }
      });
    });

    it("is created with allowExpired: enabled, expired, and its link does not work", async () => {
      const expiresAt = new Date(Date.now() - 3 * DAY);
      const token = await tokens.create({ name: "x", expiresAt, allowExpired: true });
      expect(token).toMatchObject({ enabled: true, expiresAt, expiryCapped: false });
      expect(tokenStatus(token)).toBe("expired");
      expect(await visitor.validate(token.secret)).toBe(false);
    });
  });

  describe("The last day of a link", () => {
    it.each<[string, number, boolean]>([
      ["yesterday at noon", -DAY / 2, false],
      ["today at 00:00", 0, false],
      ["in the last millisecond of today, which is in the future", DAY - 1, false],
      ["tomorrow at 00:00", DAY, true],
      ["tomorrow at 00:00 and a millisecond", DAY + 1, true],
      ["in the last millisecond of tomorrow", 2 * DAY - 1, true],
      ["the day after tomorrow at noon", 2.5 * DAY, true],
    ])("when it expires %s (UTC): status and validate agree", async (_, fromToday, works) => {
      await withinOneDay(async (today) => {
        const expiresAt = new Date(today + fromToday);
        const token = await tokens.create({ name: "x", expiresAt, allowExpired: true });
        expect(token).toMatchObject({ enabled: true, expiresAt });
        expect(await visitor.validate(token.secret)).toBe(works);
        expect(tokenStatus(token)).toBe(works ? "active" : "expired");
      });
    });

    it("starts immediately when an update makes the token expire later today", async () => {
      await withinOneDay(async (today) => {
        const { secret } = await newToken(backend);
        expect(await visitor.validate(secret)).toBe(true);
        const token = await tokens.update(secret, { expiresAt: new Date(today + DAY - 1) });
        expect(await visitor.validate(secret)).toBe(false);
        expect([token.enabled, tokenStatus(token)]).toEqual([true, "expired"]);
      });
    });

    it("is moved by an update, and the link works again", async () => {
      const { secret } = await tokens.create({ name: "x", expiresAt: new Date(0), allowExpired: true });
      const token = await tokens.update(secret, { expiresIn: { days: 2 } });
      expect(tokenStatus(token)).toBe("active");
      expect(await visitor.validate(secret)).toBe(true);
    });
  });

  describe("An update of the expiry", () => {
    it("is not capped: the year 9999 is accepted", async () => {
      const { secret } = await newToken(backend);
      const expiresAt = new Date("9999-12-31T23:59:59.999Z");
      expect((await tokens.update(secret, { expiresAt })).expiresAt).toEqual(expiresAt);
      expect(await visitor.validate(secret)).toBe(true);
    });

    it("accepts a date in the past", async () => {
      const { secret } = await newToken(backend);
      const expiresAt = new Date(Date.now() - HOUR);
      expect((await tokens.update(secret, { expiresAt })).expiresAt).toEqual(expiresAt);
      expect(await visitor.validate(secret)).toBe(false);
    });

    it("accepts an offset from UTC", async () => {
      const { secret } = await newToken(backend);
      const instant = Date.now() + 400 * DAY;
      const token = await tokens.update(secret, { expiresAt: withOffset(instant, -210) });
      expect(token.expiresAt).toEqual(new Date(instant));
    });

    it("is rejected before a request is sent for a year of five digits", async () => {
      const { secret } = await newToken(backend);
      const expiresAt = new Date(Date.UTC(10_000, 0));
      await refusal(backend, (client) => client.tokens.update(secret, { expiresAt }));
      await refusal(backend, (client) => client.tokens.update(secret, { expiresIn: { weeks: 52 * 9000 } }));
    });
  });
}

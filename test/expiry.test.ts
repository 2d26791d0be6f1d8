import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonth, durationExpiry } from "../src/expiry.ts";
import { tokenStatus, validUntil } from "../src/index.ts";

const token = (expiresAt: string, enabled = true) => ({ enabled, expiresAt: new Date(expiresAt) });

describe("tokenStatus", () => {
  it("is active until 00:00 UTC of the day on which the token expires, and expired from then on", () => {
    const lastDay = token("2026-12-24T18:30:00Z");
    expect(tokenStatus(lastDay, new Date("2026-12-23T23:59:59.999Z"))).toBe("active");
    expect(tokenStatus(lastDay, new Date("2026-12-24T00:00:00.000Z"))).toBe("expired");
  });

  it("is expired for a token that expires later today", () => {
    expect(tokenStatus(token("2026-12-24T23:59:59Z"), new Date("2026-12-24T08:00:00Z"))).toBe("expired");
  });

  it("is active for a token that expires at 00:00, during the whole day before", () => {
    const midnight = token("2026-03-01T00:00:00Z");
    expect(tokenStatus(midnight, new Date("2026-02-28T23:59:59Z"))).toBe("active");
    expect(tokenStatus(midnight, new Date("2026-03-01T00:00:00Z"))).toBe("expired");
  });

  it("is disabled for a disabled token, expired or not", () => {
    expect(tokenStatus(token("2030-01-01T00:00:00Z", false), new Date("2026-01-01T00:00:00Z"))).toBe(
      "disabled",
    );
    expect(tokenStatus(token("2020-01-01T00:00:00Z", false), new Date("2026-01-01T00:00:00Z"))).toBe(
      "disabled",
    );
  });

  it("uses the current time by default, and accepts a Date or milliseconds", () => {
    expect(tokenStatus({ enabled: true, expiresAt: new Date(Date.now() + 2 * 86_400_000) })).toBe("active");
    expect(tokenStatus({ enabled: true, expiresAt: new Date(Date.now() - 1) })).toBe("expired");
    expect(tokenStatus(token("2026-12-24T00:00:00Z"), Date.parse("2026-12-23T12:00:00Z"))).toBe("active");
  });

  it("supports dates before 1970", () => {
    expect(tokenStatus(token("1969-12-31T12:00:00Z"), new Date("1969-12-30T23:00:00Z"))).toBe("active");
    expect(tokenStatus(token("1969-12-31T12:00:00Z"), new Date("1969-12-31T00:00:00Z"))).toBe("expired");
  });

  it("is never active for a token with an invalid date", () => {
    for (const expiresAt of [new Date(Number.NaN), undefined, "2099-01-01T00:00:00Z"])
      expect(tokenStatus({ enabled: true, expiresAt: expiresAt as Date })).toBe("expired");
    expect(tokenStatus(token("2099-01-01T00:00:00Z"), Number.NaN)).toBe("expired");
  });

  it("accepts dates of another realm", () => {
    const expiresAt: Date = runInNewContext("new Date('2026-12-24T18:30:00Z')");
    expect(expiresAt).not.toBeInstanceOf(Date);
    const now: Date = runInNewContext("new Date('2026-12-23T23:59:59Z')");
    expect(tokenStatus({ enabled: true, expiresAt }, now)).toBe("active");
  });
});

describe("validUntil", () => {
  it.each([
    ["2026-12-24T00:00:00.000Z", "2026-12-24T00:00:00.000Z"],
    ["2026-12-24T23:59:59.999Z", "2026-12-24T00:00:00.000Z"],
    ["1969-12-31T12:00:00.000Z", "1969-12-31T00:00:00.000Z"],
  ])("of a token that expires at %s is 00:00 UTC of this date", (expiresAt, until) => {
    expect(validUntil(token(expiresAt)).toISOString()).toBe(until);
  });

  it("is an invalid date if the expiry is invalid", () => {
    expect(validUntil({ expiresAt: new Date(Number.NaN) }).getTime()).toBeNaN();
  });
});

describe("a duration", () => {
  it.each([
    ["2026-06-05T10:00:00.000Z", "2026-06-06T23:59:59.999Z"],
    ["2026-06-05T23:59:59.999Z", "2026-06-06T23:59:59.999Z"],
    ["2026-06-06T00:00:00.000Z", "2026-06-06T23:59:59.999Z"],
    ["2026-06-06T00:00:00.001Z", "2026-06-07T23:59:59.999Z"],
    ["2028-02-28T10:00:00.000Z", "2028-02-29T23:59:59.999Z"],
    ["2026-12-31T00:00:00.001Z", "2027-01-01T23:59:59.999Z"],
  ])(
    "that ends at %s is rounded up to the last millisecond of the next date that starts then or later",
    (end, sent) => {
      expect(durationExpiry(Date.parse(end), "expiresIn").toISOString()).toBe(sent);
    },
  );

  it("lasts at least as long as requested on a server in any time zone", () => {
    const HOUR = 3_600_000;
    const end = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(end, fc.integer({ min: -12 * 4, max: 14 * 4 }), (end, quarters) => {
        const offset = (quarters * HOUR) / 4;
        const expiresAt = durationExpiry(end.getTime(), "expiresIn");
        // The link stops working at 00:00 of the local date of the expiry.
        const localMidnight =
          validUntil({ expiresAt: new Date(expiresAt.getTime() + offset) }).getTime() - offset;
        expect(localMidnight).toBeGreaterThanOrEqual(end.getTime());
        expect(validUntil({ expiresAt }).getTime() - end.getTime()).toBeLessThan(24 * HOUR);
      }),
    );
  });
});

describe("one calendar month", () => {
  it.each([
    ["2026-06-15T12:00:00.000Z", "2026-07-15T12:00:00.000Z"],
    ["2026-01-31T12:00:00.000Z", "2026-02-28T12:00:00.000Z"],
    ["2028-01-30T12:00:00.000Z", "2028-02-29T12:00:00.000Z"],
    ["2026-12-31T23:59:59.999Z", "2027-01-31T23:59:59.999Z"],
    ["2026-02-28T00:00:00.000Z", "2026-03-28T00:00:00.000Z"],
  ])("after %s is %s", (start, later) => {
    expect(new Date(addMonth(Date.parse(start))).toISOString()).toBe(later);
  });
});

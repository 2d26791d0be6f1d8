import { describe, expect, it } from "vitest";
import { tokenStatus } from "../src/index.ts";

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

  it("takes a token that expires at 00:00 for active during the whole day before", () => {
    const midnight = token("2026-03-01T00:00:00Z");
    expect(tokenStatus(midnight, new Date("2026-02-28T23:59:59Z"))).toBe("active");
    expect(tokenStatus(midnight, new Date("2026-03-01T00:00:00Z"))).toBe("expired");
  });

  it("is disabled for a token that was ended by hand, expired or not", () => {
    expect(tokenStatus(token("2030-01-01T00:00:00Z", false), new Date("2026-01-01T00:00:00Z"))).toBe(
      "disabled",
    );
    expect(tokenStatus(token("2020-01-01T00:00:00Z", false), new Date("2026-01-01T00:00:00Z"))).toBe(
      "disabled",
    );
  });

  it("asks about the present unless told otherwise, and takes milliseconds too", () => {
    expect(tokenStatus({ enabled: true, expiresAt: new Date(Date.now() + 2 * 86_400_000) })).toBe("active");
    expect(tokenStatus({ enabled: true, expiresAt: new Date(Date.now() - 1) })).toBe("expired");
    expect(tokenStatus(token("2026-12-24T00:00:00Z"), Date.parse("2026-12-23T12:00:00Z"))).toBe("active");
  });

  it("knows dates before 1970", () => {
    expect(tokenStatus(token("1969-12-31T12:00:00Z"), new Date("1969-12-30T23:00:00Z"))).toBe("active");
    expect(tokenStatus(token("1969-12-31T12:00:00Z"), new Date("1969-12-31T00:00:00Z"))).toBe("expired");
  });
});

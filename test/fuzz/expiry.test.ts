import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Duration, InvalidInputError, type InviteClient } from "../../src/index.ts";
import { clientFor } from "../helpers/calls.ts";
import { tokenJson } from "../helpers/client.ts";
import { anyString, checkProperty } from "../helpers/property.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const MS = { weeks: 604_800_000, days: 86_400_000, hours: 3_600_000, minutes: 60_000 };

/** Returns the expiry that a call sends, in ms, or the error that it rejects with. */
async function asked(
  call: (client: InviteClient) => Promise<unknown>,
  expiresAt = "2026-06-08T12:00:00.000Z",
): Promise<{ sent?: number; error?: unknown }> {
  let sent: string | undefined;
  const { client } = clientFor("https://unleash.example.com", {
    now: () => NOW,
    fetch: async (_, { body }) => {
      if (typeof body === "string") sent = JSON.parse(body).expiresAt;
      return Response.json(tokenJson({ expiresAt }));
    },
  });
  try {
    await call(client);
  } catch (error) {
    expect(sent).toBeUndefined();
    return { error };
  }
  // The format that every server accepts.
  expect(sent).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  return { sent: Date.parse(String(sent)) };
}

/** Fails unless this time was sent if its link works, and rejected otherwise. */
function expectAsked(
  { sent, error }: { sent?: number; error?: unknown },
  instant: number,
  dead: boolean,
  path: string,
) {
  if (isSendable(instant) && !dead) {
    expect(error).toBeUndefined();
    expect(sent).toBe(instant);
  } else {
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ issues: [{ path }] });
  }
}

const isSendable = (instant: number) =>
  instant >= Date.parse("0000-01-01T00:00:00.000Z") && instant <= Date.parse("9999-12-31T23:59:59.999Z");
/** Whether a link with this expiry has stopped working: from 00:00 UTC of the date. */
const isDead = (instant: number) => new Date(instant).setUTCHours(0, 0, 0, 0) <= NOW;

const near = fc.integer({ min: -3 * MS.days, max: 3 * MS.days }).map((ms) => NOW + ms);
const instant = fc.oneof(near, fc.date({ noInvalidDate: true }).map(Number), fc.constant(Number.NaN));
/** A part of a duration: none, a usual length, or any length. */
const part = fc.option(fc.oneof(fc.nat(60), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })), {
  nil: undefined,
});
const span: fc.Arbitrary<Duration> = fc.record(
  { weeks: part, days: part, hours: part, minutes: part },
  { requiredKeys: [] },
);

function lengthOf({ weeks = 0, days = 0, hours = 0, minutes = 0 }: Duration): number {
  return (weeks * 7 + days) * MS.days + hours * MS.hours + minutes * MS.minutes;
}

describe("any expiry", () => {
  it("of a new token is sent unchanged or rejected", async () => {
    await checkProperty(fc.tuple(instant, fc.boolean()), 700, async ([instant, allowExpired]) => {
      const input = { name: "n", expiresAt: new Date(instant), allowExpired };
      const dead = !allowExpired && isDead(instant);
      expectAsked(await asked(({ tokens }) => tokens.create(input)), instant, dead, "expiresAt");
    });
  });

  it("of an update is sent unchanged, even if it is past, or rejected", async () => {
    await checkProperty(instant, 500, async (instant) => {
      const expiresAt = new Date(instant);
      expectAsked(
        await asked(({ tokens }) => tokens.update("x", { expiresAt })),
        instant,
        false,
        "expiresAt",
      );
    });
  });

  it("as a string with an offset is sent as the same time", async () => {
    const offset = fc.integer({ min: -(14 * 60), max: 14 * 60 });
    const digits = fc.integer({ min: 0, max: 3 });
    await checkProperty(
      fc.tuple(
        fc.oneof(
          near,
          fc
            .date({ min: new Date("0001-01-02"), max: new Date("9998-12-30"), noInvalidDate: true })
            .map(Number),
        ),
        offset,
        digits,
      ),
      700,
      async ([at, offset, digits]) => {
        const instant = Math.floor(at / 1_000) * 1_000 + (digits === 0 ? 0 : 10 ** (3 - digits));
        const local = new Date(instant + offset * MS.minutes).toISOString().slice(0, 19);
        const fraction = digits === 0 ? "" : `.${"1".padStart(digits, "0")}`;
        const sign = offset < 0 ? "-" : "+";
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
        const zone = `${sign}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
        const expiresAt = local + fraction + (offset === 0 ? "Z" : zone);
        expectAsked(
          await asked(({ tokens }) => tokens.update("x", { expiresAt })),
          instant,
          false,
          "expiresAt",
        );
      },
    );
  });

  it("as any other string is rejected, because its time is unknown or ambiguous", async () => {
    const texts = fc.oneof(
      anyString,
      fc.constantFrom(
        "tomorrow",
        "2026-06-08",
        "2026-06-08T12:00:00",
        "2026-06-08 12:00:00Z",
        "1780920000000",
        "20260608T120000Z",
        "2026-06-31T12:00:00Z",
        "2026-13-01T00:00:00Z",
        "2025-02-29T00:00:00Z",
        "2026-06-08T24:00:00Z",
        "2026-06-08T12:00:60Z",
        "+010000-01-01T00:00:00Z",
        "-000001-01-01T00:00:00Z",
        "2026-W23-1T00:00:00Z",
        " 2026-06-08T12:00:00Z",
        "2026-06-08T12:00:00Z\n",
      ),
    );
    await checkProperty(texts, 300, async (expiresAt) => {
      const { error } = await asked(({ tokens }) =>
        tokens.create({ name: "n", expiresAt, allowExpired: true }),
      );
      expect(error).toMatchObject({ name: "InvalidInputError", issues: [{ path: "expiresAt" }] });
    });
  });
});

/** The last millisecond of the date of the next 00:00 UTC. */
const roundedUp = (end: number) => Math.ceil(end / MS.days) * MS.days + MS.days - 1;

describe("any duration", () => {
  it("starts from now and is rounded up, or is rejected", async () => {
    await checkProperty(span, 700, async (expiresIn) => {
      const length = lengthOf(expiresIn);
      const wrong = length === 0;
      const made = await asked(({ tokens }) => tokens.create({ name: "n", expiresIn }));
      expectAsked(made, roundedUp(NOW + length), wrong, "expiresIn");
    });
  });

  it("extends a token from the end of its link, or from now if that has passed, or is rejected", async () => {
    const year = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    await checkProperty(fc.tuple(span, year), 700, async ([by, expiry]) => {
      const length = lengthOf(by);
      const validUntil = Math.floor(expiry.getTime() / MS.days) * MS.days;
      const instant = roundedUp(Math.max(NOW, validUntil) + length);
      const wrong = length === 0;
      const made = await asked(({ tokens }) => tokens.extend("x", by), expiry.toISOString());
      expectAsked(made, instant, wrong, "duration");
    });
  });
});

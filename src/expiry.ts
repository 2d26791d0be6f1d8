import { type Check, ensureRight, inTurn, isString, must, objectOf, optional } from "./check.ts";
import type { InviteToken } from "./model.ts";

/** A span of time; its parts are added up. Days have 24 hours. */
export interface Duration {
  /** 7 days each. Fractions are fine, here and below; none is negative. Default 0. */
  weeks?: number | undefined;
  /** 24 hours each. Default 0. */
  days?: number | undefined;
  /** Default 0. */
  hours?: number | undefined;
  /** Default 0. */
  minutes?: number | undefined;
}

/** When an invite link shall expire: at an instant, or a span of time from now. */
export type Expiry =
  | {
      /** A `Date`, or an ISO 8601 string with an offset: `2027-01-31T18:00:00+01:00`. */
      expiresAt: Date | string;
      /** Not both. */
      expiresIn?: undefined;
    }
  | {
      /** A span of time from now. */
      expiresIn: Duration;
      /** Not both. */
      expiresAt?: undefined;
    };

/** What keeps a link from working, if anything: `disabled` by hand, or `expired`. */
export type TokenStatus = "active" | "expired" | "disabled";

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/**
 * Whether the link of a token works at an instant, by the server's own rule: a link stops working at 00:00 UTC of the
 * day on which its token expires, whatever the hour in `expiresAt`, and though `enabled` stays true.
 * (A server whose database does not run in UTC takes its own midnight.)
 *
 * @param token of an answer, or whatever has `enabled` and `expiresAt`
 * @param now the instant asked about, in ms since 1970 or as a `Date`; by default the present
 */
export function status(
  token: Pick<InviteToken, "enabled" | "expiresAt">,
  now: Date | number = Date.now(),
): TokenStatus {
  if (!token.enabled) return "disabled";
  return isDead(token.expiresAt, Number(now)) ? "expired" : "active";
}

function isDead(expiresAt: Date, now: number): boolean {
  return Math.floor(expiresAt.getTime() / MS_PER_DAY) * MS_PER_DAY <= now;
}

/** Whether the server takes a date: it wants four digits for the year. */
function hasFourDigitYear(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999;
}

const ISO_INSTANT =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function isInstant(value: unknown): boolean {
  if (value instanceof Date) return hasFourDigitYear(value);
  const [, day = ""] = (isString(value) && ISO_INSTANT.exec(value)) || [];
  // 30 February is read as 2 March: only a day that there is comes back as it was.
  const midnight = new Date(day);
  return hasFourDigitYear(midnight) && midnight.toISOString().startsWith(day);
}

/** A valid `Date`, or an ISO 8601 string with an offset. */
export const anInstant: Check = must(
  isInstant,
  "must be a valid Date (years 0 to 9999), or an ISO 8601 string with an offset",
);

const aPart = optional(
  inTurn(
    must((value) => Number.isFinite(value), "must be a number"),
    must((value: number) => value >= 0, "must not be negative"),
  ),
);

/** A {@link Duration} that is longer than nothing. */
export const aDuration: Check = inTurn(
  objectOf("must be an object such as { days: 7 }", {
    weeks: aPart,
    days: aPart,
    hours: aPart,
    minutes: aPart,
  }),
  must((duration: Duration) => msOf(duration) > 0, "must be longer than nothing"),
);

/** A span of time, in ms. */
export function msOf({ weeks = 0, days = 0, hours = 0, minutes = 0 }: Duration): number {
  return (weeks * 7 + days) * MS_PER_DAY + hours * MS_PER_HOUR + minutes * MS_PER_MINUTE;
}

const DEAD = "must be after the current UTC day: a link dies at 00:00 UTC of the day it expires";

/**
 * A new expiry as it is sent, once it is found to make a link that works.
 *
 * @throws {InvalidInputError} for a date with which the link is dead at once, unless such a one is allowed
 */
export function checkExpiry(expiresAt: Date, now: number, allowExpired = false): string {
  ensureRight(anInstant, expiresAt, "expiresAt");
  ensureRight(
    must(() => allowExpired || !isDead(expiresAt, now), DEAD),
    "",
    "expiresAt",
  );
  return expiresAt.toISOString();
}

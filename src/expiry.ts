import type { Duration, InviteToken, TokenStatus } from "./types.ts";
import {
  assertValid,
  isString,
  optional,
  rule,
  sequence,
  strictObject,
  type Validator,
} from "./validation/validators.ts";

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
export function tokenStatus(
  token: Pick<InviteToken, "enabled" | "expiresAt">,
  now: Date | number = Date.now(),
): TokenStatus {
  if (!token.enabled) return "disabled";
  return isExpired(token.expiresAt, Number(now)) ? "expired" : "active";
}

function isExpired(expiresAt: Date, now: number): boolean {
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
export const dateTimeValidator: Validator = rule(
  isInstant,
  "must be a valid Date (years 0 to 9999), or an ISO 8601 string with an offset",
);

const durationPartValidator = optional(
  sequence(
    rule((value) => Number.isFinite(value), "must be a number"),
    rule((value: number) => value >= 0, "must not be negative"),
  ),
);

/** A {@link Duration} that is longer than nothing. */
export const durationValidator: Validator = sequence(
  strictObject("must be an object such as { days: 7 }", {
    weeks: durationPartValidator,
    days: durationPartValidator,
    hours: durationPartValidator,
    minutes: durationPartValidator,
  }),
  rule((duration: Duration) => durationToMs(duration) > 0, "must be longer than nothing"),
);

/** A span of time, in ms. */
export function durationToMs({ weeks = 0, days = 0, hours = 0, minutes = 0 }: Duration): number {
  return (weeks * 7 + days) * MS_PER_DAY + hours * MS_PER_HOUR + minutes * MS_PER_MINUTE;
}

const EXPIRES_TOO_SOON_MESSAGE =
  "must be after the current UTC day: a link dies at 00:00 UTC of the day it expires";

/**
 * A new expiry as it is sent, once it is found to make a link that works.
 *
 * @throws {InvalidInputError} for a date with which the link is dead at once, unless such a one is allowed
 */
export function serializeExpiry(expiresAt: Date, now: number, allowExpired = false): string {
  assertValid(dateTimeValidator, expiresAt, "expiresAt");
  assertValid(
    rule(() => allowExpired || !isExpired(expiresAt, now), EXPIRES_TOO_SOON_MESSAGE),
    "",
    "expiresAt",
  );
  return expiresAt.toISOString();
}

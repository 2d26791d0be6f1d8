import type { Duration, InviteToken, TokenStatus } from "./types.ts";
import {
  inputError,
  isDate,
  isString,
  type Validator,
  validateOptions,
  validatePlainObject,
} from "./validation/validators.ts";

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/**
 * Returns 00:00 UTC of the date on which a token expires. The link stops working at that time, whatever the time
 * of day in `expiresAt`. (A server process whose time zone is not UTC uses its local midnight.) The date is invalid if
 * `expiresAt` is.
 *
 * @param token any object with `expiresAt`
 */
export function validUntil(token: Pick<InviteToken, "expiresAt">): Date {
  return new Date(Math.floor(Number(token.expiresAt) / MS_PER_DAY) * MS_PER_DAY);
}

/**
 * Returns whether a link works, by the rule of {@link validUntil}. `enabled` alone is not enough: it stays true after the
 * expiry. A token with an invalid date is never `active`.
 *
 * @param token any object with `enabled` and `expiresAt`
 * @param now the time to check, in milliseconds since 1970 or as a `Date`. Default: the current time
 */
export function tokenStatus(
  token: Pick<InviteToken, "enabled" | "expiresAt">,
  now: Date | number = Date.now(),
): TokenStatus {
  if (!token.enabled) return "disabled";
  return Number(validUntil(token)) > Number(now) ? "active" : "expired";
}

/**
 * Returns the expiry to send for a link that must work until `end`: the last millisecond of the date of the next 00:00 UTC
 * at or after `end`. The date begins at or after `end` in every time zone that a server may run in.
 */
export function roundUpExpiry(end: number): Date {
  return new Date((Math.ceil(end / MS_PER_DAY) + 1) * MS_PER_DAY - 1);
}

/** Returns the time one calendar month later in UTC, like the server: on the last day if the month is shorter. */
export function addMonth(instant: number): number {
  const later = new Date(instant);
  const day = later.getUTCDate();
  later.setUTCMonth(later.getUTCMonth() + 1);
  if (later.getUTCDate() !== day) later.setUTCDate(0);
  return later.getTime();
}

/** Returns whether the server accepts a date: its year must have four digits. */
function hasFourDigitYear(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999;
}

const ISO_DATE_TIME =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function isDateTime(value: unknown): boolean {
  if (isDate(value)) return hasFourDigitYear(value);
  const [, day = ""] = (isString(value) && ISO_DATE_TIME.exec(value)) || [];
  // `Date` parses 30 February as 2 March: only an existing date is printed unchanged.
  const midnight = new Date(day);
  return hasFourDigitYear(midnight) && midnight.toISOString().startsWith(day);
}

/** Accepts a valid `Date`, or an ISO 8601 string with an offset. */
export const dateTimeValidator: Validator = (value) =>
  isDateTime(value)
    ? undefined
    : "must be a valid Date (years 0 to 9999), or an ISO 8601 string with an offset";

const partValidator: Validator = (value) => {
  if (value !== undefined && !Number.isFinite(value)) return "must be a number";
  return (value as number) < 0 ? "must not be negative" : undefined;
};

/** Accepts a {@link Duration} greater than zero. Rejects class instances, whose parts may be getters of the prototype. */
export const durationValidator: Validator = (value) => {
  const message = validatePlainObject(value, "must be an object such as { days: 7 }");
  if (message !== undefined) return message;
  const parts = { weeks: partValidator, days: partValidator, hours: partValidator, minutes: partValidator };
  const issues = validateOptions(value, "", parts);
  return issues?.length || durationToMs(value as Duration) > 0 ? issues : "must be greater than zero";
};

/** Converts a duration to milliseconds. */
export function durationToMs({ weeks = 0, days = 0, hours = 0, minutes = 0 }: Duration): number {
  return (weeks * 7 + days) * MS_PER_DAY + hours * MS_PER_HOUR + minutes * MS_PER_MINUTE;
}

/**
 * Returns the expiry to send for a duration that starts at `start`.
 *
 * @param path the property that holds the duration
 * @throws {InvalidInputError} if the expiry would be after the year 9999
 */
export function durationExpiry(start: number, durationMs: number, path: string): Date {
  const expiresAt = roundUpExpiry(start + durationMs);
  if (!hasFourDigitYear(expiresAt))
    throw inputError(path, "is too long: the expiry must be before the year 10000");
  return expiresAt;
}

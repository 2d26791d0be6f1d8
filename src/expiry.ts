import { parseDateTime } from "./date-time.ts";
import type { Duration, InviteToken, TokenStatus } from "./types.ts";
import {
  assertValid,
  isFunction,
  isPlainObject,
  isString,
  parseProperties,
  type Validator,
} from "./validation/validators.ts";

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 24 * 60 * MS_PER_MINUTE;

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

/** Returns the time one calendar month later in UTC, like the server: on the last day if the month is shorter. */
export function addMonth(instant: number): number {
  const later = new Date(instant);
  const day = later.getUTCDate();
  later.setUTCMonth(later.getUTCMonth() + 1);
  if (later.getUTCDate() !== day) later.setUTCDate(0);
  return later.getTime();
}

/** Returns whether the server accepts a date: its year must have four digits. */
function isSendable(date: Date): boolean {
  return /^\d{4}-/.test(date.toJSON());
}

/** Accepts a valid `Date`, also of another realm such as Jest's, or an ISO 8601 string with an offset. */
export const dateTimeValidator: Validator = (value) => {
  const date = isString(value) ? parseDateTime(value) : (value as Date | null | undefined);
  return (
    !(isFunction(date?.toISOString) && isSendable(new Date(date as Date))) &&
    "must be a valid Date or an ISO 8601 string with an offset, before the year 10000"
  );
};

const partValidator: Validator = (value) =>
  !(Number.isFinite(value) && (value as number) >= 0) && "must be a non-negative number";

/** Accepts a {@link Duration} greater than zero. Rejects class instances, whose parts may be getters of the prototype. */
export const durationValidator: Validator = (value) => {
  if (!isPlainObject(value))
    return `must be an object such as { days: 7 }, not ${(value as object | null | undefined)?.constructor?.name}`;
  const { issues } = parseProperties(value, {
    weeks: partValidator,
    days: partValidator,
    hours: partValidator,
    minutes: partValidator,
  });
  return issues.length > 0 || durationToMs(value) > 0 ? issues : "must be greater than zero";
};

/** Converts a duration to milliseconds. */
export function durationToMs({ weeks = 0, days = 0, hours = 0, minutes = 0 }: Duration): number {
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * MS_PER_MINUTE;
}

/**
 * Returns the expiry to send for a link that must work until `end`: the last millisecond of the date of the next 00:00 UTC
 * at or after `end`. The date begins at or after `end` in every time zone that a server may run in.
 *
 * @param property holds the duration that ends at `end`
 * @throws {InvalidInputError} if the expiry would be after the year 9999
 */
export function durationExpiry(end: number, property: string): Date {
  const expiresAt = new Date((Math.ceil(end / MS_PER_DAY) + 1) * MS_PER_DAY - 1);
  assertValid(property, !isSendable(expiresAt) && "is too long");
  return expiresAt;
}

const DAY = 86_400_000;
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[T\s](\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Parses a date-time like real servers: also with a space instead of the T, without an offset (then in the time zone of
 * the server), and so on. Returns undefined if they reject it, NaN if they accept an invalid time (a leap second).
 */
export function parseDateTime(text: string, zone: Zone): number | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  const isLeapSecond = hour === 23 && minute === 59 && second === 60;
  const isTime = (hour <= 23 && minute <= 59 && second <= 59) || isLeapSecond;
  if (!isDate || !isTime) return undefined;
  // Servers parse everything that passes the format check with `Date`.
  if (match[7] !== undefined) return Date.parse(text.toUpperCase());
  const wall = Date.parse(`${text.toUpperCase()}Z`);
  return Number.isNaN(wall) ? wall : zone.instantOf(wall);
}

function daysOf(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeapYear ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Converts between UTC and local time, in ms as if it were UTC. */
export interface Zone {
  readonly wallTimeOf: (instant: number) => number;
  readonly instantOf: (wallTime: number) => number;
}

export const UTC: Zone = { wallTimeOf: Number, instantOf: Number };

/** @throws RangeError if the time zone does not exist */
export function createZone(name: string | undefined): Zone {
  if (name === undefined || name === "UTC") return UTC;
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: name, calendar: "iso8601", numberingSystem: "latn", hourCycle: "h23" },
    ...{
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    },
  });
  const wallTimeOf = (instant: number): number => {
    const parts = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    date.setUTCHours(hour, minute, second, ((instant % 1000) + 1000) % 1000);
    return date.getTime();
  };
  const offsetAt = (instant: number) => wallTimeOf(instant) - instant;
  const instantOf = (wallTime: number): number => {
    const [before, after] = [wallTime - offsetAt(wallTime - DAY), wallTime - offsetAt(wallTime + DAY)];
    // Like JavaScript: the earlier of two times, and in a gap the offset before it.
    return [before, after].find((instant) => wallTimeOf(instant) === wallTime) ?? before;
  };
  return { wallTimeOf, instantOf };
}

/** Returns the number of the day of a time, in UTC or local. */
export function dayOf(instant: number): number {
  return Math.floor(instant / DAY);
}

/** Returns the same time of day one calendar month later; on the last day if the month is shorter. */
export function oneMonthAfter(instant: number, zone: Zone): number {
  const wallTime = zone.wallTimeOf(instant);
  const date = new Date(wallTime);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay));
  return zone.instantOf(day + (wallTime - Math.floor(wallTime / DAY) * DAY));
}

const DAY = 86_400_000;
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[T\s](\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * The instant of a date-time as servers take it: with a blank for the T, without an offset (then in UTC), and so on.
 * undefined where they refuse it, NaN where they take what is no instant (a leap second).
 */
export function parseDateTime(text: string): number | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  const isLeapSecond = hour === 23 && minute === 59 && second === 60;
  const isTime = (hour <= 23 && minute <= 59 && second <= 59) || isLeapSecond;
  if (!isDate || !isTime) return undefined;
  const fraction = (match[7] ?? "").padEnd(4, "0").slice(1, 4).padStart(3, "0");
  const [sign = "", offsetHour = "00", offsetMinute = "00"] =
    /([+-])(\d\d):?(\d\d)?/.exec(match[8] ?? "")?.slice(1) ?? [];
  const offset = sign === "" ? "Z" : `${sign}${offsetHour}:${offsetMinute}`;
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}${offset}`);
}

function daysOf(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeapYear ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** 00:00 UTC of the day. */
export function startOfDay(instant: number): number {
  return Math.floor(instant / DAY) * DAY;
}

/** One calendar month later in UTC; on the month's last day where it has fewer. */
export function oneMonthAfter(instant: number): number {
  const date = new Date(instant);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + (instant - startOfDay(instant));
}

const MINUTE: number = 60_000;
export const HOUR: number = 60 * MINUTE;
export const DAY: number = 24 * HOUR;

function startOfToday(): number {
  return Math.floor(Date.now() / DAY) * DAY;
}

/**
 * Runs a case that needs the UTC date to stay the same. Repeats it if midnight passed in between.
 *
 * @param run receives 00:00 UTC of the current date, in ms
 */
export async function withinOneDay(run: (today: number) => Promise<void>): Promise<void> {
  const today = startOfToday();
  try {
    return await run(today);
  } catch (error) {
    if (startOfToday() === today) throw error;
  }
  await run(startOfToday());
}

/** Returns the time one calendar month later in UTC; on the last day if the month is shorter. */
export function monthAfter(instant: number): number {
  const date = new Date(instant);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + (instant % DAY);
}

/** Formats a time as ISO 8601 with an offset from UTC: `2027-01-31T18:00:00.000+05:30`. */
export function withOffset(instant: number, offsetMinutes: number): string {
  const local = new Date(instant + offsetMinutes * MINUTE).toISOString().slice(0, -1);
  const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const minutes = Math.abs(offsetMinutes);
  return `${local}${offsetMinutes < 0 ? "-" : "+"}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}

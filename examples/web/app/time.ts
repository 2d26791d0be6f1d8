const MS_PER_HOUR = 3_600_000;
const HOURS: Readonly<Record<string, number>> = { "48 hours": 48, "1 week": 168 };

/** The expiry of a link with one of the lives that Unleash's own page offers: "48 hours", "1 week" or "1 month". */
export function expiryOf(life: string, now: number): Date {
  const hours = HOURS[life];
  if (hours !== undefined) return new Date(now + hours * MS_PER_HOUR);
  // A calendar month, the most that Unleash gives; from a day that the next month lacks, until its last.
  const end = new Date(now);
  const month = end.getUTCMonth() + 1;
  end.setUTCMonth(month);
  if (end.getUTCMonth() !== month % 12) end.setUTCDate(0);
  return end;
}

/** When a link stops working: at 00:00 UTC of the day on which its token expires, whatever the hour. */
export function endOf(expiresAt: Date): Date {
  const end = new Date(expiresAt);
  end.setUTCHours(0, 0, 0, 0);
  return end;
}

/** "Sat 28 Nov, 01:00 CET", in the time zone of whoever reads it; with the year, when it is not this one. */
export function moment(date: Date): string {
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return date.toLocaleString("en-GB", {
    ...{ weekday: "short", day: "numeric", month: "short", year: isThisYear ? undefined : "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
  });
}

export function day(date: Date): string {
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

/** "6 days", "31 hours", rounded down; up to an hour, "less than an hour". */
export function timeUntil(date: Date, now: number): string {
  const hours = Math.floor((date.getTime() - now) / MS_PER_HOUR);
  if (hours < 1) return "less than an hour";
  return hours < 48 ? amount(hours, "hour") : amount(Math.floor(hours / 24), "day");
}

function amount(count: number, unit: "hour" | "day"): string {
  return count.toLocaleString("en", { style: "unit", unit, unitDisplay: "long" });
}

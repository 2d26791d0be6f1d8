const MS_PER_HOUR = 3_600_000;
const LOCALE = "en-GB";

/** "28 Nov 2026", in the time zone of the reader. */
export function formatDay(date: Date): string {
  return date.toLocaleDateString(LOCALE, { day: "numeric", month: "short", year: "numeric" });
}

/** "28 Nov, 01:00", in the time zone of the reader; with the year if it is another one. */
export function formatMoment(date: Date, now: number, more: Intl.DateTimeFormatOptions = {}): string {
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleString(LOCALE, {
    day: "numeric",
    month: "short",
    year: isThisYear ? undefined : "numeric",
    hour: "2-digit",
    minute: "2-digit",
    ...more,
  });
}

/** "Sat 28 Nov, 01:00 CET" */
export function formatFully(date: Date, now: number): string {
  return formatMoment(date, now, { weekday: "short", timeZoneName: "short" });
}

/** "14:02" */
export function formatTime(ms: number): string {
  return new Date(ms).toLocaleTimeString(LOCALE, { hour: "2-digit", minute: "2-digit" });
}

/** "6 days left", rounded down. */
export function formatTimeLeft(date: Date, now: number): string {
  const hours = Math.floor((date.getTime() - now) / MS_PER_HOUR);
  if (hours < 1) return "less than an hour left";
  return hours < 48 ? `${count(hours, "hour")} left` : `${count(Math.floor(hours / 24), "day")} left`;
}

/** "1 link", "2 links" */
export function count(amount: number, noun: "day" | "hour" | "link" | "minute"): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

/** "1 person", "2 people" */
export function countPeople(amount: number): string {
  return amount === 1 ? "1 person" : `${amount} people`;
}

/** "join.example.com/…42fc": enough to distinguish two links, not enough to use one. */
export function shortenLink(url: string): string {
  return `${new URL(url).host}/…${url.slice(-4)}`;
}

/** The first letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== "");
  const segmenter = new Intl.Segmenter();
  // Whole characters: half of an emoji is not one.
  const first = (word = "") => [...segmenter.segment(word)][0]?.segment ?? "";
  return `${first(words[0])}${words.length > 1 ? first(words.at(-1)) : ""}`.toUpperCase();
}

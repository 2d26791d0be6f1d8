const DATE_TIME =
  /^(\d{4}|[+-]\d{6})-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
/** The form that servers send, limited to days that exist in every month, and to years that `Date.UTC` takes as they are. */
const USUAL_DATE_TIME =
  /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/**
 * Parses an ISO 8601 date-time with an offset; seconds are optional. Its year has four digits, or a sign and six: an update
 * can move a date past the year 9999. Returns undefined for anything else.
 */
export function parseDateTime(text: string): Date | undefined {
  if (USUAL_DATE_TIME.test(text)) return parseUsual(text);
  const [day = ""] = text.split("T");
  // JavaScript parses 30 February as 2 March.
  const exists = new Date(`${day}T00:00Z`).getUTCDate() === Number(day.slice(-2));
  const date = new Date(text);
  return DATE_TIME.test(text) && exists && !Number.isNaN(Number(date)) ? date : undefined;
}

/** Returns the same as `new Date` in less time: most of the time to read a list is spent on dates. */
function parseUsual(text: string): Date {
  return new Date(
    Date.UTC(
      twoDigits(text, 0) * 100 + twoDigits(text, 2),
      twoDigits(text, 5) - 1,
      twoDigits(text, 8),
      twoDigits(text, 11),
      twoDigits(text, 14),
      twoDigits(text, 17),
      twoDigits(text, 20) * 10 + (twoDigits(text, 21) % 10),
    ),
  );
}

function twoDigits(text: string, index: number): number {
  return text.charCodeAt(index) * 10 + text.charCodeAt(index + 1) - 11 * 48;
}

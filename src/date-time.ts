// A date of the calendar; the year is four digits, or a sign and six, which an update can make of an offset.
// The last four digits of a year tell whether it is a leap year.
const DATE =
  /(?:[+-]\d\d)?(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:[2468][048]|[13579][26]|0[48])|(?:[02468][048]|[13579][26])00)-02-29)/;
const DATE_TIME = new RegExp(`^${DATE.source}T\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)$`);

/** Parses an ISO 8601 date-time with seconds and an offset. Returns undefined for anything else. */
export function parseDateTime(text: string): Date | undefined {
  // JavaScript takes 30 February for 2 March, so the pattern checks the day. It leaves hours and minutes to the parser.
  const time = DATE_TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time);
}

const DATE_TIME =
  /^(\d{4}|[+-]\d{6})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Parses an ISO 8601 date-time with an offset; seconds are optional. Its year has four digits, or a sign and six: an update
 * can move a date past the year 9999. Returns undefined for anything else.
 */
export function parseDateTime(text: string): Date | undefined {
  if (!DATE_TIME.test(text)) return undefined;
  const digits = (start: number, end: number) => {
    let value = 0;
    for (let index = start; index < end; index++) value = value * 10 + text.charCodeAt(index) - 48;
    return value;
  };
  const dateEnd = text.indexOf("T");
  const day = digits(dateEnd - 2, dateEnd);
  // JavaScript parses 30 February as 2 March.
  if (day > 28 && new Date(`${text.slice(0, dateEnd)}T00:00Z`).getUTCDate() !== day) return undefined;
  // The form that servers send takes less time this way: most of the time to read a list is spent on dates.
  const isUsual = text.length === 24 && text.endsWith("Z") && text > "01";
  const time = isUsual
    ? Date.UTC(
        digits(0, 4),
        digits(5, 7) - 1,
        day,
        digits(11, 13),
        digits(14, 16),
        digits(17, 19),
        digits(20, 23),
      )
    : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time);
}

import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { Duration } from "unleash-invites";
import { formatFully } from "./format.ts";

const PRESETS = [
  ["2", "2 days"],
  ["7", "1 week"],
  ["30", "1 month"],
] as const;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/** How long a link shall work: a preset, or a date through whose end it works. Unleash allows up to one month. */
export function ExpiryField({ now }: { now: number }): JSX.Element {
  const [choice, setChoice] = useState("7");
  const [date, setDate] = useState(() => toDateInput(new Date(now + 7 * MS_PER_DAY)));
  const id = useId();
  const end = new Date(now + toHours(choice, date, now) * MS_PER_HOUR);
  return (
    <fieldset class="field" aria-describedby={`${id}-end`}>
      <legend>Valid for</legend>
      <div class="choices">
        {[...PRESETS, ["date", "Until…"] as const].map(([value, label]) => (
          <label key={value}>
            <input
              type="radio"
              name="validFor"
              value={value}
              checked={choice === value}
              onChange={() => setChoice(value)}
            />
            {label}
          </label>
        ))}
      </div>
      <input
        type="date"
        name="date"
        aria-label="Last day"
        hidden={choice !== "date"}
        min={toDateInput(new Date(now))}
        max={toDateInput(addMonth(now))}
        value={date}
        onInput={(event) => setDate(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-end`}>
        {Number.isNaN(end.getTime())
          ? "Choose a date."
          : `Valid until ${formatFully(endOfLink(end, now), now)}.`}
      </p>
    </fieldset>
  );
}

/** The duration that the field of a form says. */
export function readExpiry(form: HTMLFormElement, now: number): Duration {
  const data = new FormData(form);
  return { hours: toHours(String(data.get("validFor")), String(data.get("date")), now) };
}

function toHours(choice: string, date: string, now: number): number {
  if (choice !== "date") return Number(choice) * 24;
  // Through the end of this day, in the time zone of the administrator.
  const end = new Date(`${date}T00:00`);
  end.setDate(end.getDate() + 1);
  return (end.getTime() - now) / MS_PER_HOUR;
}

/** When Unleash will end the link: at 00:00 UTC, one calendar month from now at most. */
function endOfLink(wanted: Date, now: number): Date {
  const cap = Math.floor(addMonth(now).getTime() / MS_PER_DAY) * MS_PER_DAY;
  return new Date(Math.min(Math.ceil(wanted.getTime() / MS_PER_DAY) * MS_PER_DAY, cap));
}

/** The same day of the next month, or the last one of it. */
function addMonth(now: number): Date {
  const date = new Date(now);
  const month = date.getUTCMonth() + 1;
  date.setUTCMonth(month);
  if (date.getUTCMonth() !== month % 12) date.setUTCDate(0);
  return date;
}

/** "2026-11-28", in the time zone of the administrator. */
function toDateInput(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

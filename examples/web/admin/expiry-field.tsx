import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { type Duration, InvalidInputError } from "unleash-invites";
import { formatFully } from "./format.ts";

const PRESETS = [
  ["2", "2 days"],
  ["7", "1 week"],
  ["30", "1 month"],
] as const;
const MS_PER_DAY = 24 * 3_600_000;

/** How long a link works: a preset, or the last day. Unleash allows up to one month. */
export function ExpiryField({ now }: { now: number }): JSX.Element {
  const [choice, setChoice] = useState("7");
  const [date, setDate] = useState(() => toDateInput(new Date(now + 7 * MS_PER_DAY)));
  const id = useId();
  const wanted = choice === "date" ? endOfDay(date) : now + Number(choice) * MS_PER_DAY;
  const isInvalid = !(wanted > now);
  return (
    <fieldset class="field" aria-describedby={`${id}-end ${id}-error`}>
      <legend>Valid for</legend>
      <div class="choices">
        {[...PRESETS, ["date", "Custom"] as const].map(([value, label]) => (
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
        aria-invalid={isInvalid || undefined}
        hidden={choice !== "date"}
        min={toDateInput(new Date(now))}
        max={toDateInput(addMonth(now))}
        value={date}
        onInput={(event) => setDate(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-end`}>
        {!isInvalid && `Valid until ${formatFully(endOfLink(wanted, now), now)}.`}
        {choice === "date" && " Unleash allows one month at most."}
      </p>
      <p class="error" id={`${id}-error`}>
        {isInvalid && "Choose today or a later day."}
      </p>
    </fieldset>
  );
}

/** Whether the field itself shows what is wrong. */
export function isExpiryError(error: unknown): boolean {
  return error instanceof InvalidInputError && error.issues.some(({ path }) => path.startsWith("expires"));
}

/** The expiry that the field of a form says. */
export function readExpiry(form: HTMLFormElement): { expiresIn: Duration } | { expiresAt: Date } {
  const data = new FormData(form);
  const choice = data.get("validFor");
  if (choice !== "date") return { expiresIn: { days: Number(choice) } };
  // Not a duration until then: the client would count it from a later moment, and round it up to one more day.
  const end = nextMidnight(endOfDay(String(data.get("date"))));
  // The last moment of the day at whose 00:00 UTC the link ends: so the date is the same in any time zone of the server.
  return { expiresAt: new Date(end + MS_PER_DAY - 1) };
}

/** The end of a day, in the time zone of the administrator. */
function endOfDay(date: string): number {
  const end = new Date(`${date}T00:00`);
  return end.setDate(end.getDate() + 1);
}

/** Links end at 00:00 UTC. */
function nextMidnight(ms: number): number {
  return Math.ceil(ms / MS_PER_DAY) * MS_PER_DAY;
}

/** When Unleash will end the link: one calendar month from now at most. */
function endOfLink(wanted: number, now: number): Date {
  const cap = Math.floor(addMonth(now).getTime() / MS_PER_DAY) * MS_PER_DAY;
  return new Date(Math.min(nextMidnight(wanted), cap));
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

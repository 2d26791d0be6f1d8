import type { JSX } from "preact";
import type { Filter } from "./select-links.ts";

const STATUSES = [
  ["all", "All"],
  ["active", "Active"],
  ["disabled", "Disabled"],
  ["expired", "Expired"],
] as const;

interface FilterBarProps {
  filter: Filter;
  counts: Readonly<Record<Filter["status"], number>>;
  onChange: (filter: Filter) => void;
}

export function FilterBar({ filter, counts, onChange }: FilterBarProps): JSX.Element {
  return (
    <search class="filters">
      <fieldset class="choices">
        <legend class="visually-hidden">Status</legend>
        {STATUSES.map(([status, label]) => (
          <label key={status}>
            <input
              type="radio"
              name="status"
              checked={filter.status === status}
              onChange={() => onChange({ ...filter, status })}
            />
            {label} <span class="number">{counts[status]}</span>
          </label>
        ))}
      </fieldset>
      <input
        type="search"
        class="search"
        dir="auto"
        aria-label="Search by name or person"
        placeholder="Search by name or person"
        value={filter.text}
        onInput={(event) => onChange({ ...filter, text: event.currentTarget.value })}
      />
    </search>
  );
}

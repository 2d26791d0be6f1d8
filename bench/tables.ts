import type { Facts } from "./benchmarks.ts";
import type { Quartiles } from "./turns.ts";

type Times = ReadonlyMap<string, Quartiles>;

/** The times of a call, and how many times a bare `fetch`'s they are. */
export function callTable(title: string, times: Times, base: string): string {
  const unit = times.get(base)?.median ?? Number.NaN;
  const rows = [...times].map(([name, { low, median, high }]) => [
    name,
    time(median),
    `${time(low)} – ${time(high)}`,
    (median / unit).toFixed(2),
  ]);
  return table(title, ["client", "median", "quartiles", "× bare fetch"], rows);
}

/** The times of an import, less that of an empty module. */
export function importTable(title: string, times: Times, empty: string): string {
  const least = times.get(empty)?.median ?? Number.NaN;
  const over = (ms: number) => `${(ms - least).toFixed(1)} ms`;
  const rows = [...times]
    .filter(([name]) => name !== empty)
    .map(([name, { low, median, high }]) => [name, over(median), `${over(low)} – ${over(high)}`]);
  return table(title, ["client", "median", "quartiles"], rows);
}

export function factTable(rows: readonly (Facts & { name: string; size: number })[]): string {
  return table(
    "All six operations, bundled, minified and gzipped",
    ["client", "size", "validates", "gives `Date`s"],
    rows.map(({ name, size, validates, dates }) => [
      name,
      `${(size / 1000).toFixed(1)} kB`,
      validates ? "yes" : "no",
      dates ? "yes" : "no",
    ]),
  );
}

function time(ms: number): string {
  return ms < 1 ? `${(ms * 1000).toFixed(1)} µs` : `${ms.toFixed(ms < 10 ? 2 : 1)} ms`;
}

/** Markdown that reads well as it stands. */
function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [`\n### ${title}\n`, line(head), line(rule), ...rows.map(line)].join("\n");
}

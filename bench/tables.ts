import type { Facts } from "./benchmarks.ts";
import { type Quartiles, quartiles, type Times } from "./turns.ts";

/**
 * Returns the times of a call and their ratio to a bare `fetch`, computed per round, so that both numbers of a ratio
 * were measured at the same time.
 */
export function callTable(title: string, times: Times, base: string): string {
  const bare = times.get(base) ?? [];
  const rows = [...times].map(([name, all]) => [
    name,
    ...cells(quartiles(all), time),
    ...cells(quartiles(all.map((ms, round) => ms / (bare[round] ?? Number.NaN))), (ratio) =>
      ratio.toFixed(2),
    ),
  ]);
  return table(title, ["client", "median", "quartiles", "× bare fetch", "quartiles"], rows);
}

/** Returns the times of an import, minus that of an empty module. */
export function importTable(title: string, times: Times, empty: string): string {
  const least = quartiles(times.get(empty) ?? []).median;
  const rows = [...times]
    .filter(([name]) => name !== empty)
    .map(([name, all]) => [name, ...cells(quartiles(all), (ms) => `${(ms - least).toFixed(1)} ms`)]);
  return table(title, ["client", "median", "quartiles"], rows);
}

function cells({ low, median, high }: Quartiles, print: (value: number) => string): string[] {
  return [print(median), `${print(low)} – ${print(high)}`];
}

/** Returns the properties of a client other than speed. */
export interface Row extends Facts {
  readonly name: string;
  readonly size: number;
  readonly versions: string;
}

export function factTable(title: string, rows: readonly Row[]): string {
  return table(
    title,
    ["client", "size", "validates responses", "returns `Date`s", "generated with"],
    rows.map(({ name, size, validates, dates, versions }) => [
      name,
      `${(size / 1000).toFixed(1)} kB`,
      validates ? "yes" : "no",
      dates ? "yes" : "no",
      versions,
    ]),
  );
}

export function countTable(title: string, head: string, counts: ReadonlyMap<string, number>): string {
  const rows = [...counts].map(([name, count]) => [name, count.toLocaleString("en")]);
  return table(title, ["client", head], rows);
}

function time(ms: number): string {
  return ms < 1 ? `${(ms * 1000).toFixed(1)} µs` : `${ms.toFixed(ms < 10 ? 2 : 1)} ms`;
}

/** Returns aligned Markdown. */
function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const pad = (cell: string, at: number) =>
    at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0);
  const rule = widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  const lines = [head.map(pad), rule, ...rows.map((row) => row.map(pad))];
  return [`### ${title}\n`, ...lines.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
}

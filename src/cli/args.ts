import { parseArgs } from "node:util";

/** Thrown for an invalid command line. */
export class UsageError extends Error {}

export interface Flag {
  /** Placeholder of the value in the help; undefined for a flag without a value. */
  readonly value?: string;
  readonly short?: string;
  readonly help: string;
}

type TextFlag =
  | "name"
  | "status"
  | "expires-in"
  | "expires-at"
  | "renew-before"
  | "by"
  | "interval"
  | "base-url"
  | "key-file";
type Switch = "every-name" | "show-secrets" | "yes" | "json" | "help";
export type FlagName = TextFlag | Switch;

export const FLAGS: Readonly<Record<FlagName, Flag>> = {
  name: { value: "<name>", help: "Name of the token" },
  status: { value: "<status>", help: "Only tokens that are active, expired or disabled" },
  "expires-in": { value: "<7d|48h|1w>", help: "How long the link works, one month at most" },
  "expires-at": { value: "<date>", help: "When the token expires: 2027-01-31T18:00:00Z" },
  "renew-before": { value: "<3d>", help: "Extend a link that expires sooner than this" },
  by: { value: "<7d|48h|1w>", help: "How much longer the link works" },
  interval: { value: "<30s|5m>", help: "Time between two polls (default 60s)" },
  "every-name": { help: "Tokens of every name" },
  "show-secrets": { help: "Print full secrets and links; anyone who has one can sign up" },
  yes: { short: "y", help: "Do not ask for confirmation" },
  json: { help: "Print JSON" },
  "base-url": { value: "<url>", help: "Default: the environment variable UNLEASH_BASE_URL" },
  "key-file": { value: "<file>", help: "File with the API key. Default: UNLEASH_API_KEY" },
  help: { short: "h", help: "Print this help" },
};

/** The flags of a command line. */
export type Flags = { readonly [Name in TextFlag]?: string } & { readonly [Name in Switch]?: true };

export interface Parsed {
  readonly flags: Flags;
  readonly positionals: readonly string[];
}

/** @throws {UsageError} for unknown, repeated and incomplete flags; its message contains no value, which may be a secret */
export function parseFlags(args: readonly string[], allowed: readonly FlagName[]): Parsed {
  const flags: Record<string, string | true> = {};
  const options = Object.fromEntries(
    allowed.map((name) => {
      const { value, short } = FLAGS[name];
      return [name, { type: value ? "string" : "boolean", ...(short && { short }) } as const];
    }),
  );
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    if (!Object.hasOwn(options, name)) {
      // Quoted only if it looks like a flag: it may be a key.
      const named = /^--?[a-z-]{1,20}$/i.test(rawName) ? ` ${rawName}` : "";
      throw new UsageError(`unknown flag${named}${suggestion(name, allowed, "--")}`);
    }
    const flag = FLAGS[name as FlagName];
    if (flags[name] !== undefined) throw new UsageError(`--${name} is given twice`);
    if (!flag.value && value !== undefined) throw new UsageError(`--${name} takes no value`);
    if (flag.value && (value === undefined || value === "" || (!inlineValue && value.startsWith("-")))) {
      throw new UsageError(`--${name} needs a value: --${name}=${flag.value}`);
    }
    flags[name] = value ?? true;
  }
  return { flags, positionals };
}

const UNITS = { w: "weeks", d: "days", h: "hours", m: "minutes" } as const;

/** Parses a duration such as `7d`, `48h`, `1w` or `1d12h`. */
export function parseDuration(flag: FlagName, text: string): { [unit: string]: number } {
  if (!/^(\d+(\.\d+)?[wdhm])+$/.test(text)) {
    throw new UsageError(`--${flag} must be a duration such as 7d, 48h or 1w`);
  }
  const duration: { [unit: string]: number } = {};
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)([wdhm])/g)) {
    const name = UNITS[unit as keyof typeof UNITS];
    duration[name] = (duration[name] ?? 0) + Number(amount);
  }
  return duration;
}

const MS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Parses an interval such as `30s` or `5m` into milliseconds. */
export function parseInterval(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  if (!unit || Number(amount) === 0) throw new UsageError("--interval must be a time such as 30s or 5m");
  return Number(amount) * MS[unit as keyof typeof MS];
}

/** Returns "; did you mean …?" with the most similar known word, if one is similar enough. */
export function suggestion(word: string, known: readonly string[], prefix = ""): string {
  const distances = known.map((candidate) => [distance(word.toLowerCase(), candidate), candidate] as const);
  const [nearest] = distances.sort(([a], [b]) => a - b);
  if (nearest === undefined || nearest[0] > Math.max(2, nearest[1].length / 3)) return "";
  return `; did you mean ${prefix}${nearest[1]}?`;
}

/** Returns the Damerau-Levenshtein distance of two words. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) row[j] = Math.min(at(i, j), at(i - 2, j - 2) + 1);
    }
  }
  return at(a.length, b.length);
}

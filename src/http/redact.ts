import { maskSecret } from "../mask-secret.ts";

/** Replaces sensitive values in a string. */
export type Redact = (text: string) => string;

/**
 * Creates a {@link Redact} for one call. Values shorter than four characters are not redacted, because they match too often.
 */
export function createRedactor(sensitive: {
  readonly secret?: string | undefined;
  readonly key?: string | undefined;
  readonly password?: string | undefined;
}): Redact {
  const { key = "", password = "", secret = "" } = sensitive;
  // Created when first needed: most calls print nothing.
  let patterns: (readonly [pattern: RegExp, mask: string])[] | undefined;
  return (text) => {
    patterns ??= (
      [
        [key.replace(/^Bearer\s+/i, ""), "[API key]"],
        [password, "[password]"],
        [secret, maskSecret(secret)],
      ] as const
    )
      .filter(([value]) => value.length >= 4)
      // Longest first, because one value may be a part of another.
      .sort(([a], [b]) => b.length - a.length)
      .map(([value, mask]) => [patternFor(value), mask]);
    return patterns.reduce((result, [pattern, mask]) => result.replace(pattern, () => mask), text);
  };
}

/** Limits the cost of the search. Of longer values this prefix is matched, and everything after it is masked. */
const MAX_LENGTH = 100;

/**
 * Returns a pattern for a value in any encoding. The encoded forms of a character differ in their first characters, so that
 * a text can be matched in one way only: trying many would be slow. JSON doubles backslashes: it has a pattern of its own.
 */
function patternFor(value: string): RegExp {
  const forms = [value, JSON.stringify(value).slice(1, -1)].map((form) => {
    const start = Array.from(form.slice(0, MAX_LENGTH), charPattern).join("");
    return start + (form.length > MAX_LENGTH ? "[^]*" : "");
  });
  return new RegExp([...new Set(forms)].join("|"), "gi");
}

/** Returns a pattern for a character unencoded and as encoded in a header, in a URL, in ASCII JSON and in HTML. */
function charPattern(char: string): string {
  if (/\w/.test(char)) return char;
  const bytes = new TextEncoder().encode(char);
  const forms = new Set([
    `\\${char}`,
    // A header has one character per byte.
    `\\${String.fromCharCode(...bytes)}`,
    // Encoded characters are counted, not compared. `%` may itself be encoded, as `%25`.
    `(?:%(?:25)*\\w\\w){${bytes.length}}`,
    `(?:\\\\u\\w{4}){${char.length}}`,
    "&#?\\w{2,6};",
  ]);
  if (char === " ") forms.add("\\+");
  if (char === "/") forms.add("\\\\/");
  return `(?:${[...forms].join("|")})`;
}

interface CauseCopy extends Error {
  errors?: unknown[];
  [field: string]: unknown;
}

/**
 * Copies an exception of other code for use as the `cause` of an error: message, name, stack, `code`, `syscall`, the
 * `errors` of an AggregateError, and its own causes. The original may reference the request, and so the key.
 */
export function redactCause(thrown: unknown, redact: Redact, depth = 5): unknown {
  if (typeof thrown === "string") return redact(thrown);
  // Not by `instanceof`: a `fetch` of another realm, as in Jest, throws errors of that realm.
  const given = Object(thrown) as Readonly<Record<string, unknown>>;
  const { message, cause, errors } = given;
  if (typeof message !== "string") return undefined;
  const copy = new Error(redact(message)) as CauseCopy;
  for (const field of ["name", "stack", "code", "syscall"]) {
    const value = given[field];
    if (typeof value === "string") copy[field] = redact(value);
  }
  if (depth > 0) {
    const nested = (error: unknown) => redactCause(error, redact, depth - 1);
    if (cause !== undefined) copy.cause = nested(cause);
    if (Array.isArray(errors)) copy.errors = errors.map((error) => nested(error) ?? "");
  }
  return copy;
}

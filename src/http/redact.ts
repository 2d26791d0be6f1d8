import { maskSecret } from "../errors.ts";

/** Takes out of a text what must not be printed. */
export type Redact = (text: string) => string;

/**
 * Makes a {@link Redact} for one call. Values shorter than four characters are let be: they would be found in any text.
 */
export function createRedactor(sensitive: {
  readonly secret?: string | undefined;
  readonly key?: string | undefined;
  readonly password?: string | undefined;
}): Redact {
  const { key = "", password = "", secret = "" } = sensitive;
  // Made when first needed: most calls print nothing.
  let patterns: { pattern: RegExp; mask: string }[] | undefined;
  return (text) => {
    patterns ??= [
      { value: key.replace(/^Bearer\s+/i, ""), mask: "[API key]" },
      { value: password, mask: "[password]" },
      { value: secret, mask: maskSecret(secret) },
    ]
      .filter(({ value }) => value.length >= 4)
      // The longest first, as one may begin like another.
      .sort((a, b) => b.value.length - a.value.length)
      .map(({ value, mask }) => ({ pattern: new RegExp(patternFor(value), "gi"), mask }));
    return patterns.reduce((told, { pattern, mask }) => told.replace(pattern, () => mask), text);
  };
}

/** What is longer is a password for the sake of it, and to look for all of it would take too long. */
const MAX_CHARS = 1_000;

/** The pattern of a value as texts carry it. Of literals alone, so that no text makes the search slow. */
function patternFor(value: string): string {
  const chars = Array.from(value);
  const forms = encodedForms(chars.slice(0, MAX_CHARS).join("")).map((form) =>
    form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"),
  );
  return `(?:${[...new Set(forms)].join("|")})${chars.length > MAX_CHARS ? "\\S*" : ""}`;
}

/** A value bare, and as it is written in a URL, in JSON, in HTML, and in a header. */
function encodedForms(value: string): string[] {
  // Half a character, which no URL can carry, would make an error of its own.
  const inUrl = encodeURIComponent(value.replace(/\p{Cs}/gu, "\ufffd"));
  const inJson = JSON.stringify(value).slice(1, -1);
  const escapeHtml = (write: (char: string) => string) => value.replace(/[&<>"']/g, write);
  const named = escapeHtml((char) => NAMED[char] ?? char);
  return [
    value,
    encodeURI(decodeURIComponent(inUrl)),
    inUrl,
    encodeURIComponent(inUrl),
    String(new URLSearchParams({ "": value })).slice(1),
    inJson,
    inJson.replace(/[^ -~]/g, (unit) => `\\u${codeOf(unit, 16).padStart(4, "0")}`),
    inJson.replaceAll("/", "\\/"),
    named.replaceAll("'", "&#39;"),
    named.replaceAll("'", "&#x27;"),
    escapeHtml((char) => `&#${codeOf(char)};`),
    // A header gives the bytes of UTF-8 one by one.
    String.fromCharCode(...new TextEncoder().encode(value)),
  ];
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function codeOf(char: string, radix = 10): string {
  return char.charCodeAt(0).toString(radix);
}

/**
 * A copy of what another piece of code threw, fit to be the `cause` of an error: name, message, `code` and stack,
 * and its own causes in turn. The original may hold the request, and with it the key, in any of its properties.
 */
export function redactCause(thrown: unknown, redact: Redact, depth = 5): unknown {
  if (typeof thrown === "string") return redact(thrown);
  // Not by `instanceof`: what a `fetch` of another realm throws, as in Jest, has another `Error` above it.
  const given = (thrown ?? {}) as Record<string, unknown>;
  const { name = "Error", message, stack = `${name}: ${message}`, code, cause } = given;
  if (typeof message !== "string") return undefined;
  const nested =
    depth > 0 && cause !== undefined ? { cause: redactCause(cause, redact, depth - 1) } : undefined;
  const copy = new Error(redact(message), nested);
  Object.defineProperty(copy, "name", { value: redact(String(name)) });
  Object.defineProperty(copy, "stack", { value: redact(String(stack)) });
  return typeof code === "string" ? Object.assign(copy, { code: redact(code) }) : copy;
}

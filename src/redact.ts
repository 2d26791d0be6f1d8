import { maskSecret } from "./errors.ts";

/** Takes out of a text what must not be printed. */
export type Redact = (text: string) => string;

/**
 * Makes a {@link Redact} for one call. Values shorter than four characters are let be: they would be found in any text.
 */
export function redactor(sensitive: {
  readonly secret?: string | undefined;
  readonly key?: string | undefined;
  readonly password?: string | undefined;
}): Redact {
  const { key = "", password = "", secret = "" } = sensitive;
  // Made when first needed: most calls print nothing.
  let patterns: RegExp | undefined;
  let masks: readonly string[] = [];
  return (text) => {
    if (patterns === undefined) {
      const known = [
        { value: key.replace(/^Bearer\s+/i, ""), mask: "[API key]" },
        { value: password, mask: "[password]" },
        { value: secret, mask: maskSecret(secret) },
      ].filter(({ value }) => value.length >= 4);
      // In one pass, so that nothing is looked for in a mask; the longest first, as one may begin like another.
      known.sort((a, b) => b.value.length - a.value.length);
      masks = known.map(({ mask }) => mask);
      patterns = new RegExp(known.map(({ value }) => `(${anyFormOf(value)})`).join("|") || "(?!)", "gi");
    }
    // Each value is a group of the pattern, and one of them has matched.
    return text.replace(patterns, (_, ...groups) => masks[groups.findIndex(Boolean)] as string);
  };
}

/** What is longer is a password for the sake of it, and to look for all of it would take too long. */
const MAX_CHARS = 1_000;

/** The pattern of a value as texts carry it. Of literals alone, so that no text makes the search slow. */
function anyFormOf(value: string): string {
  const chars = Array.from(value);
  const forms = formsOf(chars.slice(0, MAX_CHARS).join("")).map((form) =>
    form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"),
  );
  return `(?:${[...new Set(forms)].join("|")})${chars.length > MAX_CHARS ? "\\S*" : ""}`;
}

/** A value bare, and as it is written in a URL, in JSON, in HTML, and in a header. */
function formsOf(value: string): string[] {
  // Half a character, which no URL can carry, would make an error of its own.
  const sendable = value.replace(/\p{Cs}/gu, "\ufffd");
  const inUrl = encodeURIComponent(sendable);
  const inForm = new URLSearchParams([["", value]]).toString().slice(1);
  const inJson = JSON.stringify(value).slice(1, -1);
  const inAsciiJson = inJson.replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const inHtml = value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
  return [
    value,
    encodeURI(sendable),
    inUrl,
    encodeURIComponent(inUrl),
    inForm,
    inJson,
    inAsciiJson,
    inJson.replaceAll("/", "\\/"),
    inHtml,
    inHtml.replaceAll("&#39;", "&#x27;"),
    value.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`),
    // A header gives the bytes of UTF-8 one by one.
    String.fromCharCode(...new TextEncoder().encode(value)),
  ];
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

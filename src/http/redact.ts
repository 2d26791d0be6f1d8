import { maskSecret } from "../mask-secret.ts";

/** Replaces sensitive values in a string. */
export type Redact = (text: string) => string;

/**
 * Creates a {@link Redact} for one call. Values shorter than four characters are not redacted: they match too often.
 */
export function createRedactor(sensitive: {
  readonly secret?: string | undefined;
  readonly key?: string | undefined;
  readonly password?: string | undefined;
}): Redact {
  const { key = "", password = "", secret = "" } = sensitive;
  // Created when first needed: most calls print nothing.
  let patterns: { pattern: RegExp; mask: string }[] | undefined;
  return (text) => {
    patterns ??= [
      { value: key.replace(/^Bearer\s+/i, ""), mask: "[API key]" },
      { value: password, mask: "[password]" },
      { value: secret, mask: maskSecret(secret) },
    ]
      .filter(({ value }) => value.length >= 4)
      // Longest first, because one value may be a prefix of another.
      .sort((a, b) => b.value.length - a.value.length)
      .map(({ value, mask }) => ({ pattern: new RegExp(patternFor(value), "gi"), mask }));
    return patterns.reduce((result, { pattern, mask }) => result.replace(pattern, () => mask), text);
  };
}

/** Limits the cost of the search; only this prefix of longer values is matched. */
const MAX_CHARS = 1_000;

/** Returns a pattern for a value in any encoding. It contains only literals, so that no text makes the search slow. */
function patternFor(value: string): string {
  const chars = Array.from(value);
  const forms = encodedForms(chars.slice(0, MAX_CHARS).join("")).map((form) =>
    form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"),
  );
  return `(?:${[...new Set(forms)].join("|")})${chars.length > MAX_CHARS ? "\\S*" : ""}`;
}

/** Returns a value unencoded and as encoded in a URL, in JSON, in HTML and in a header. */
function encodedForms(value: string): string[] {
  // A lone surrogate would make encodeURIComponent throw.
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
    // A header value has one character per byte of UTF-8.
    String.fromCharCode(...new TextEncoder().encode(value)),
  ];
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function codeOf(char: string, radix = 10): string {
  return char.charCodeAt(0).toString(radix);
}

/**
 * Copies an exception of other code for use as the `cause` of an error: name, message, `code`, `syscall` and stack, the
 * `errors` of an AggregateError, and its own causes. The original may reference the request, and so the key.
 */
export function redactCause(thrown: unknown, redact: Redact, depth = 5): unknown {
  if (typeof thrown === "string") return redact(thrown);
  // Not by `instanceof`: a `fetch` of another realm, as in Jest, throws errors of that realm.
  const given = (thrown ?? {}) as Record<string, unknown>;
  const { name = "Error", message, stack = `${name}: ${message}`, code, syscall, cause, errors } = given;
  if (typeof message !== "string") return undefined;
  const nested =
    depth > 0 && cause !== undefined ? { cause: redactCause(cause, redact, depth - 1) } : undefined;
  const copy = new Error(redact(message), nested);
  Object.defineProperty(copy, "name", { value: redact(String(name)) });
  Object.defineProperty(copy, "stack", { value: redact(String(stack)) });
  return Object.assign(copy, {
    ...(typeof code === "string" && { code: redact(code) }),
    ...(typeof syscall === "string" && { syscall: redact(syscall) }),
    ...(depth > 0 &&
      Array.isArray(errors) && { errors: errors.map((error) => redactCause(error, redact, depth - 1)) }),
  });
}

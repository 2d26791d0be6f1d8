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
  const bareKey = sensitive.key?.replace(/^Bearer\s+/i, "");
  const masks = [
    [sensitive.key, "[API key]"],
    [bareKey, "[API key]"],
    [sensitive.password, "[password]"],
    [sensitive.secret, maskSecret(sensitive.secret ?? "")],
  ] as const;
  const pairs = masks.flatMap(([value, mask]) =>
    value === undefined || value.length < 4 ? [] : formsOf(value).map((form) => [form, mask] as const),
  );
  return (text) => pairs.reduce((result, [value, mask]) => result.replaceAll(value, () => mask), text);
}

/** A value as texts carry it: bare, in a URL, in JSON, in HTML. */
function formsOf(value: string): string[] {
  const inHtml = value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
  return [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), inHtml];
}

/**
 * A copy of what another piece of code threw, fit to be the `cause` of an error: name, message, `code` and stack,
 * and its own causes in turn. The original may hold the request, and with it the key, in any of its properties.
 */
export function redactCause(thrown: unknown, redact: Redact, depth = 5): unknown {
  if (!(thrown instanceof Error)) return typeof thrown === "string" ? redact(thrown) : undefined;
  const nested =
    depth > 0 && thrown.cause !== undefined
      ? { cause: redactCause(thrown.cause, redact, depth - 1) }
      : undefined;
  const copy = new Error(redact(thrown.message), nested);
  const { code } = thrown as { code?: unknown };
  Object.defineProperty(copy, "name", { value: thrown.name });
  Object.defineProperty(copy, "stack", { value: redact(thrown.stack ?? "") });
  return typeof code === "string" ? Object.assign(copy, { code: redact(code) }) : copy;
}

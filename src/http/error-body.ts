import type { ErrorDetail } from "../errors.ts";

/** What a server says in the body of an error, brought to one form. */
export interface ErrorBody {
  readonly message: string | undefined;
  readonly id: string | undefined;
  readonly details: readonly ErrorDetail[];
  readonly permissions: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads the JSON of Unleash 5.x to 8.x, or plain text; anything else says nothing. */
export function parseErrorBody(body: string): ErrorBody {
  const json = parseJson(body);
  // Whatever is empty, or of another type than expected, is left out: an error about an error helps nobody.
  // Proxies have `error` for the message, and 5.x has one `permission`.
  const { id, message, error, details, permissions, permission } = (json ?? {}) as Fields;
  return {
    id: textOf(id),
    message: textOf(message) ?? textOf(error) ?? (json === undefined ? plainText(body) : undefined),
    details: listOf(details).flatMap(detailOf),
    permissions: [...listOf(permissions), permission].flatMap((name) => textOf(name) ?? []),
  };
}

function detailOf(value: unknown): ErrorDetail[] {
  const { message, path } = (value ?? {}) as Fields;
  return typeof message === "string" ? [{ message, path: textOf(path) }] : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Proxies and rate limiters answer in plain text. */
function plainText(body: string): string | undefined {
  const line = body.trim();
  return line === "" || /^[{["<]/.test(line) ? undefined : line;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

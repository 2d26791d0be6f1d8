import type { ErrorDetail, Issue } from "../errors.ts";

/** The body of an error response, normalized for Unleash 4.19 to 8.x. */
export interface ErrorBody {
  /** Whether the body is from Unleash, not from a proxy in front of it. */
  readonly isUnleash: boolean;
  readonly name: string | undefined;
  readonly message: string | undefined;
  readonly id: string | undefined;
  readonly details: readonly ErrorDetail[];
  readonly permissions: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Parses the JSON of Unleash, or plain text. Properties that are empty or of an unexpected type are omitted. */
export function parseErrorBody(body: string): ErrorBody {
  const json = parseJson(body);
  // Proxies use `error` for the message; 5.x has a single `permission`.
  const fields = (json ?? {}) as Fields;
  const { id, name, message, error, details, validation, permissions, permission } = fields;
  return {
    isUnleash: isFromUnleash(fields),
    name: toText(name),
    id: toText(id),
    message: toText(message) ?? toText(error) ?? (json === undefined ? plainText(body) : undefined),
    details: [...toArray(details).flatMap(toDetail), ...toArray(validation).flatMap(toOldDetail)],
    permissions: [...toArray(permissions), permission].flatMap((value) => toText(value) ?? []),
  };
}

/** Recognizes Unleash's error objects: with name and message since 5.x, three forms of 4.x, and one for client tokens. */
function isFromUnleash({ name, message, permission, isJoi, error, validation }: Fields): boolean {
  if (isJoi === true || (toText(error) !== undefined && Array.isArray(validation))) return true;
  const text = toText(message);
  if (text === undefined) return false;
  // Feathers has objects with name and message too, but its names end differently: `BadRequest`, `NotFound`.
  const isNamed = /(Error|Required)$/.test(toText(name) ?? "") || toText(permission) !== undefined;
  return isNamed || /expected a different token type/.test(text);
}

/** Removes the input that a server repeats: `… must match format "date-time". You sent "soon".` */
export function withoutInput(message: string): string {
  return message.replace(/\.? You (sent|provided) [\s\S]*$/, "").trim();
}

/** Converts a detail to an issue of an input property: `/body/email` (6.x and later) and `email` (5.x) are `email`. */
export function toIssue({ message, path }: ErrorDetail): Issue {
  const reason = withoutInput(message).replace(/\.$/, "");
  // Sign-up errors call the email "value".
  if (reason.includes("valid email")) return { path: "email", message: "must be a valid email" };
  if (/additional properties/.test(reason)) return { path: toProperty(path), message: "is not allowed" };
  if (/ property is required\b/.test(reason)) return { path: toProperty(path), message: "is required" };
  return { path: toProperty(path), message: reason.replace(/^The `[^`]*` property /, "") };
}

function toProperty(path = ""): string {
  return path
    .replace(/^\/?body\b/, "")
    .replace(/^[/.]/, "")
    .replaceAll("/", ".");
}

function toDetail(value: unknown): ErrorDetail[] {
  const { message, path } = (value ?? {}) as Fields;
  return typeof message === "string" ? [{ message, path: toText(path) }] : [];
}

/** 4.x writes the path as `.body.expiresAt`. */
function toOldDetail(value: unknown): ErrorDetail[] {
  const { message, dataPath } = (value ?? {}) as Fields;
  return toDetail({ message, path: toText(dataPath)?.replaceAll(".", "/") });
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function toArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Proxies and rate limiters respond with plain text. */
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

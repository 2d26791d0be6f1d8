import type { ErrorDetail, Issue } from "../errors.ts";
import type { Redact } from "./redact.ts";

/** The body of an error response, normalized for Unleash 4.19 to 8.x. Its texts are redacted and truncated. */
export interface ErrorBody {
  /** Whether the body is from Unleash, not from a proxy in front of it. */
  readonly isUnleash: boolean;
  /** The name of Unleash's error, as sent. */
  readonly name: unknown;
  readonly serverMessage: string | undefined;
  readonly errorId: string | undefined;
  readonly details: readonly ErrorDetail[];
  /** The details by input property; empty if the body is not from Unleash. */
  readonly issues: readonly Issue[];
  readonly requiredPermissions: readonly string[];
}

type Fields = Partial<Record<string, unknown>>;

/** Limits the texts of an error. */
export const MAX_CHARS = 4_000;

/** Parses the JSON of Unleash, or plain text. Properties that are empty or of an unexpected type are omitted. */
export function parseErrorBody(body: string, redact: Redact): ErrorBody {
  const toText = (value: unknown) =>
    (typeof value === "string" && redact(withoutInput(value)).slice(0, MAX_CHARS)) || undefined;
  const toDetail = (value: unknown): ErrorDetail[] => {
    // 4.x has a `dataPath`.
    const { message, path, dataPath } = Object(value) as Fields;
    const text = toText(message);
    return text === undefined ? [] : [{ message: text, path: toText(path ?? dataPath) }];
  };
  const json = parseJson(body);
  // Proxies and rate limiters respond with plain text.
  const isPlainText = json === undefined && !/^\s*[{["<]/.test(body);
  // Proxies use `error` for the message; 5.x has a single `permission`, 4.x `validation` instead of `details`.
  const { id, name, message, error, details, validation, permissions, permission, isJoi } = (
    isPlainText ? { message: body } : Object(json)
  ) as Fields;
  const text = toText(message);
  // With name and message since 5.x; three forms of 4.x, and one for client tokens. Feathers has objects with name and
  // message too, but its names end differently: `BadRequest`, `NotFound`.
  const isUnleash =
    isJoi === true ||
    Array.isArray(validation) ||
    (text !== undefined &&
      (/(Error|Required)$/.test(String(name)) ||
        typeof permission === "string" ||
        body.includes("expected a different token type")));
  const reasons = [details, validation].flat().flatMap(toDetail);
  return {
    isUnleash,
    name,
    errorId: toText(id),
    serverMessage: text ?? toText(error),
    details: reasons,
    issues: isUnleash ? reasons.map(toIssue) : [],
    requiredPermissions: [permissions, permission].flat().flatMap((value) => toText(value) ?? []),
  };
}

/** Removes the input that a server repeats: `… must match format "date-time". You sent "soon".` */
function withoutInput(message: string): string {
  return message.replace(/\.? You (sent|provided) [\s\S]*$/, "").trim();
}

/** Converts a detail to an issue of an input property: its first sentence, without the subject. */
function toIssue({ message, path = "" }: ErrorDetail): Issue {
  // Sign-up errors call the email "value".
  if (message.includes("valid email")) return { path: "email", message: "must be a valid email" };
  return {
    path: path.replace(/^\W?(body\b)?\W?/, "").replaceAll("/", "."),
    message: message.includes("additional properties")
      ? "is not allowed"
      : message.replace(/^The `[^`]*` property |\.( [\s\S]*)?$/g, ""),
  };
}

/** Returns undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

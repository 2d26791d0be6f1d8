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
  // A server may repeat the input: `… must match format "date-time". You sent "soon".`
  const clean = (text: string) =>
    redact(text.replace(/\.? You (sent|provided) [\s\S]*$/, "").trim()).slice(0, MAX_CHARS);
  const toTexts = (...values: unknown[]): string[] =>
    values.flat().flatMap((value) => (typeof value === "string" && clean(value)) || []);
  const toDetail = (value: unknown): ErrorDetail[] => {
    // 4.x has a `dataPath`.
    const { message, path, dataPath } = Object(value) as Fields;
    return toTexts(message).map((text) => ({ message: text, path: toTexts(path, dataPath)[0] }));
  };
  const json = parseJson(body);
  // Proxies and rate limiters respond with plain text.
  const isPlainText = json === undefined && !/^\s*[{["<]/.test(body);
  // Proxies use `error` for the message; 5.x has a single `permission`, 4.x `validation` instead of `details`.
  const { id, name, message, error, details, validation, permissions, permission, isJoi } = (
    isPlainText ? { message: body } : Object(json)
  ) as Fields;
  const [text] = toTexts(message);
  // With name and message since 5.x; three forms of 4.x, and one for client tokens. Feathers has objects with name and
  // message too, but its names end differently: `BadRequest`, `NotFound`.
  const isUnleash =
    isJoi === true ||
    (typeof error === "string" && Array.isArray(validation)) ||
    (text !== undefined &&
      ((typeof name === "string" && /(Error|Required)$/.test(name)) ||
        typeof permission === "string" ||
        body.includes("expected a different token type")));
  const reasons = [details, validation].flat().flatMap(toDetail);
  return {
    isUnleash,
    name,
    errorId: toTexts(id)[0],
    serverMessage: toTexts(message, error)[0],
    details: reasons,
    issues: isUnleash ? reasons.map(toIssue) : [],
    requiredPermissions: toTexts(permissions, permission),
  };
}

/** Converts a detail to an issue of an input property: its first sentence, without the subject. */
function toIssue({ message, path = "" }: ErrorDetail): Issue {
  // Sign-up errors call the email "value".
  if (message.includes("valid email")) return { path: "email", message: "must be a valid email" };
  return {
    path: path.replace(/^\W?(body\b)?\W?/, "").replaceAll("/", "."),
    message: message.replace(/^The `[^`]*` property |\.( [\s\S]*)?$/g, ""),
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

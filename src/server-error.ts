import * as z from "zod/mini";
import type { ErrorDetail } from "./errors.ts";

/** What a server says in the body of an error, brought to one form. */
export interface ServerSays {
  readonly message: string | undefined;
  readonly id: string | undefined;
  readonly details: readonly ErrorDetail[];
  readonly permissions: readonly string[];
}

// Whatever is empty, or of another type than expected, is left out: an error about an error helps nobody.
const text = z.catch(z.optional(z.string().check(z.minLength(1))), undefined);
const list = z.catch(z.array(z.unknown()), []);
const serverError = z.object({
  id: text,
  message: text,
  /** 4.x, and proxies: the message. */
  error: text,
  details: list,
  /** 4.x: the details, as Ajv gives them. */
  validation: list,
  permissions: list,
  /** 5.x: the one permission. */
  permission: text,
});
const detail = z.object({ message: z.string(), path: text, dataPath: text, instancePath: text });

/** Reads the JSON of Unleash 4.x to 8.x, or plain text; anything else says nothing. */
export function readServerError(body: string): ServerSays {
  const json = parseJson(body);
  const result = z.safeParse(serverError, json);
  if (!result.success) {
    return {
      message: json === undefined ? plainText(body) : undefined,
      id: undefined,
      details: [],
      permissions: [],
    };
  }
  const { id, message, error, details, validation, permissions, permission } = result.data;
  return {
    id,
    message: message ?? error,
    details: [...details, ...validation].flatMap(detailOf),
    permissions: [...permissions, permission].filter((name) => typeof name === "string"),
  };
}

function detailOf(value: unknown): ErrorDetail[] {
  const result = z.safeParse(detail, value);
  if (!result.success) return [];
  const { message, path, dataPath, instancePath } = result.data;
  const where = path ?? dataPath ?? instancePath;
  return [where === undefined ? { message } : { message, path: where }];
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

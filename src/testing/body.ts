import { parseDateTime, UTC } from "./date-time.ts";
import { badBody } from "./errors.ts";
import type { Version } from "./versions.ts";

/** Schema of a body: an object without other properties, checked in this order. */
export interface BodySchema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, "string" | "date-time" | "boolean">>;
}

/**
 * Coerces a body to the schema, like real servers: `5` for a string becomes `"5"`.
 *
 * @throws {RequestError} for the first problem
 */
export function checkBody(
  body: unknown,
  { required, properties }: BodySchema,
  { bodyPath }: Version,
): Record<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    // 5.x reports the value as undefined.
    throw wrong(bodyPath, "must be object", bodyPath === "" ? undefined : body);
  }
  const sent = body as Record<string, unknown>;
  const pathOf = (name: string) => [bodyPath, name].filter(Boolean).join("/");

  const missing = required.find((name) => sent[name] === undefined);
  if (missing !== undefined) {
    const path = pathOf(missing);
    const message = `The \`${path}\` property is required. It was not present on the data you sent.`;
    throw badBody({ path, message });
  }
  const other = Object.keys(sent).find((name) => !Object.hasOwn(properties, name));
  if (other !== undefined) {
    const path = pathOf(other);
    const object = bodyPath === "" ? "root" : `\`${bodyPath}\``;
    const message = `The ${object} object of the request body does not allow additional properties. Your request included the \`${path}\` property.`;
    throw badBody({ path, message });
  }
  const present = Object.entries(properties).filter(([name]) => sent[name] !== undefined);
  return Object.fromEntries(
    present.map(([name, type]) => [name, checkValue(sent[name], type, pathOf(name))]),
  );
}

function checkValue(sent: unknown, type: "string" | "date-time" | "boolean", path: string): unknown {
  const value = type === "boolean" ? toBoolean(sent) : toText(sent);
  if (value === undefined) throw wrong(path, `must be ${type === "boolean" ? type : "string"}`, sent);
  if (type === "date-time" && parseDateTime(String(value), UTC) === undefined) {
    throw wrong(path, 'must match format "date-time"', value);
  }
  return value;
}

function wrong(path: string, problem: string, sent: unknown) {
  return badBody({ message: `The \`${path}\` property ${problem}. You sent ${JSON.stringify(sent)}.`, path });
}

function toText(value: unknown): string | undefined {
  if (value === null) return "";
  return typeof value === "object" ? undefined : String(value);
}

function toBoolean(value: unknown): boolean | undefined {
  if (value === true || value === "true" || value === 1) return true;
  return value === false || value === "false" || value === 0 || value === null ? false : undefined;
}

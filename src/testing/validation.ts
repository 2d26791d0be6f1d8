import { badDataOf, type Detail, type ServerError } from "./answers.ts";
import { parseDateTime } from "./date-time.ts";
import type { Version } from "./versions.ts";

/** What a body must be. All are objects without other properties; they are checked in this order. */
export interface BodySchema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, "string" | "date-time" | "boolean">>;
}

/**
 * Makes a body what the schema wants, as servers do (`5` for a string becomes `"5"`), or gives the first thing wrong.
 */
export function checkBody(
  body: unknown,
  { required, properties }: BodySchema,
  { bodyPath }: Version,
): Record<string, unknown> | ServerError {
  const at = (name: string) => [bodyPath, name].filter(Boolean).join("/");
  const refuse = (detail: Detail) => badDataOf([detail]);
  /** @param sent undefined where the server does not find it */
  const wrong = (path: string, problem: string, sent: unknown) =>
    refuse({ message: `The \`${path}\` property ${problem}. You sent ${JSON.stringify(sent)}.`, path });

  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return wrong(bodyPath, "must be object", bodyPath === "" ? undefined : body);
  }
  const missing = required.find((name) => (body as Record<string, unknown>)[name] === undefined);
  if (missing !== undefined) {
    const path = at(missing);
    return refuse({
      path,
      message: `The \`${path}\` property is required. It was not present on the data you sent.`,
    });
  }
  const other = Object.keys(body).find((name) => !Object.hasOwn(properties, name));
  if (other !== undefined) {
    const path = at(other);
    const object = bodyPath === "" ? "root" : `\`${bodyPath}\``;
    return refuse({
      path,
      message: `The ${object} object of the request body does not allow additional properties. Your request included the \`${path}\` property.`,
    });
  }
  const checked: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(properties)) {
    const sent = (body as Record<string, unknown>)[name];
    if (sent === undefined) continue;
    const value = type === "boolean" ? toBoolean(sent) : toText(sent);
    const expected = type === "boolean" ? "boolean" : "string";
    if (value === undefined) return wrong(at(name), `must be ${expected}`, sent);
    if (type === "date-time" && parseDateTime(value as string) === undefined) {
      return wrong(at(name), 'must match format "date-time"', value);
    }
    checked[name] = value;
  }
  return checked;
}

function toText(value: unknown): string | undefined {
  if (value === null) return "";
  return typeof value === "object" ? undefined : String(value);
}

function toBoolean(value: unknown): boolean | undefined {
  if (value === true || value === "true" || value === 1) return true;
  return value === false || value === "false" || value === 0 || value === null ? false : undefined;
}

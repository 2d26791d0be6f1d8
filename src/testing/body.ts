import { parseDateTime } from "./date-time.ts";
import { badBody } from "./errors.ts";
import type { ParsedRequest } from "./parse-request.ts";
import { json } from "./responses.ts";
import type { Version } from "./versions.ts";

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";
const MAX_BYTES = 100 * 1024;

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const PARAMETERS = new RegExp(`^(;\\s*${TOKEN}\\s*=\\s*(${TOKEN}|"([^"\\\\]|\\\\.)*")\\s*)*$`);

/** The content type as servers understand it. */
function typeOf(headers: Headers): { type: string; isWellFormed: boolean } {
  const [, type = "", parameters = ""] = /^([^;]*)(.*)$/.exec(headers.get("content-type") ?? "") ?? [];
  return { type: type.trim().toLowerCase(), isWellFormed: PARAMETERS.test(parameters) };
}

/** Whether a request may carry a body of this type, which need not mean that the body is read. */
export function isJson(headers: Headers, { lenientType }: Version): boolean {
  const { type, isWellFormed } = typeOf(headers);
  return type === JSON_TYPE && (isWellFormed || lenientType);
}

/** @returns what was parsed, an empty object when nothing was; or the refusal */
export function readBody({ headers, body }: ParsedRequest): { value: unknown } | Response {
  const { type, isWellFormed } = typeOf(headers);
  if (!isWellFormed || (type !== JSON_TYPE && type !== FORM_TYPE)) return { value: {} };
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(headers.get("content-type") ?? "")?.[1] ?? "utf-8";
  if (type === JSON_TYPE && !/^utf-/i.test(charset)) {
    return json(415, { message: `unsupported charset "${charset.toUpperCase()}"` });
  }
  if (body.byteLength > MAX_BYTES) return json(413, { message: "request entity too large" });
  if (body.byteLength === 0 || type === FORM_TYPE) return { value: {} };
  try {
    return { value: JSON.parse(new TextDecoder().decode(body)) };
  } catch (error) {
    return json(400, { message: (error as Error).message });
  }
}

/** What a body must be: an object without other properties, which are checked in this order. */
export interface BodySchema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, "string" | "date-time" | "boolean">>;
}

/**
 * Makes a body what the schema wants, as servers do: `5` for a string becomes `"5"`.
 *
 * @throws {Refusal} of the first thing that is wrong
 */
export function checkBody(
  body: unknown,
  { required, properties }: BodySchema,
  { bodyPath }: Version,
): Record<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    // 5.x looks for the value where there is none.
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
  if (type === "date-time" && parseDateTime(String(value)) === undefined) {
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

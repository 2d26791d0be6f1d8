/** Generates the readers: for each zod schema one plain function that converts the same JSON to the same model. */
import { isDeepStrictEqual } from "node:util";
import type * as z from "zod";
import type { $ZodArray, $ZodCodec, $ZodObject, $ZodOptional, $ZodType, $ZodTypeDef } from "zod/v4/core";

/** Names of `dateSchema` and of each object schema, in output order. */
export interface ReadSchemas {
  date: z.ZodType;
  objects: readonly { name: string; model: string; schema: z.ZodType }[];
}

const HEADER = "// Generated from src/schemas.ts by `npm run generate`. Never edited.\n";
const LINE_WIDTH = 110;

/** Supported properties of each kind of schema. Any other property, such as a check, is an error. */
const KNOWN_KEYS: { readonly [type: string]: readonly string[] } = {
  string: [],
  number: [],
  boolean: [],
  object: ["shape"],
  array: ["element"],
  nullable: ["innerType"],
  optional: ["innerType"],
  pipe: ["in", "out", "transform", "reverseTransform"],
};

/** @throws if a schema has an unsupported construct */
export function generateReaders({ date, objects }: ReadSchemas): string {
  const helpers = new Set<string>(["invalid", "isObject"]);
  const functions = objects.map(({ name, model, schema }) => {
    const { shape } = known<$ZodObject>(schema, name, "object")._zod.def;
    return objectReader(name, model, shape);
  });
  const models = [...new Set(objects.flatMap(({ model }) => model.match(/\b[A-Z]\w+/g) ?? []))].sort();
  return [
    HEADER,
    `import type { Issue } from "../src/errors.ts";`,
    `import { ${[...helpers].sort().join(", ")} } from "../src/http/read-json.ts";`,
    `import type { ${models.join(", ")} } from "../src/types.ts";`,
    "",
    `export type { Reader } from "../src/http/read-json.ts";`,
    "",
    functions.join("\n\n"),
    "",
  ].join("\n");

  function objectReader(name: string, model: string, shape: $ZodObject["_zod"]["def"]["shape"]): string {
    const required: string[] = [];
    const optional: string[] = [];
    const variable = name.replace(/^./, (letter) => letter.toLowerCase());
    for (const [key, schema] of Object.entries(shape)) {
      const path = `${name}.${key}`;
      // JSON.parse makes an own property of any name, but an absent one would be read from the prototype.
      if (!/^[a-z]\w*$/i.test(key) || key in {}) stop(path, "is not a supported property name");
      if (isType(schema, "optional")) {
        const { innerType } = known<$ZodOptional>(schema, path, "optional")._zod.def;
        const value = expression(innerType, `json.${key}`, key, path);
        optional.push(`  if (json.${key} !== undefined) ${variable}.${key} = ${value};`);
      } else {
        // zod reports issues in the order of the properties.
        if (optional.length > 0) stop(path, "is required: put it before the optional properties");
        required.push(`${key}: ${expression(schema, `json.${key}`, key, path)}`);
      }
    }
    const literal = `{\n${required.map((line) => `    ${line},\n`).join("")}  }`;
    const result =
      optional.length === 0
        ? [`  return ${literal};`]
        : [`  const ${variable}: ${model} = ${literal};`, ...optional, `  return ${variable};`];
    return [
      `export function read${name}(json: unknown, issues: Issue[]): ${model} {`,
      `  if (!isObject<${model}>(json)) return invalid("an object", "", issues);`,
      ...result,
      "}",
    ]
      .map(wrap)
      .join("\n");
  }

  /** Returns the expression that reads `json`, which is at `key` of its object. */
  function expression(schema: $ZodType, json: string, key: string, path: string): string {
    const call = (helper: string, ...reader: string[]) => {
      helpers.add(helper);
      return `${helper}(${[...reader, json, JSON.stringify(key), "issues"].join(", ")})`;
    };
    if (schema === date) return call("date");
    const object = objects.find((one) => one.schema === schema);
    if (object !== undefined) return call("object", `read${object.name}`);
    const { type } = schema._zod.def;
    if (type === "string" || type === "number" || type === "boolean") {
      known(schema, path, type);
      return call(type);
    }
    if (type === "nullable") {
      const { innerType } = known<z.ZodNullable<z.ZodType>>(schema, path, type)._zod.def;
      return `${json} === null ? null : ${expression(innerType, json, key, path)}`;
    }
    if (type === "array") {
      const { element } = known<$ZodArray>(schema, path, type)._zod.def;
      return call("array", itemReader(element, path));
    }
    if (type === "pipe")
      return `${json} == null ? [] : ${expression(emptyIfMissing(schema, path), json, key, path)}`;
    return stop(path, `is a "${type}" schema, which the generator does not support`);
  }

  function itemReader(element: $ZodType, path: string): string {
    const object = objects.find(({ schema }) => schema === element);
    return object === undefined
      ? `(json, issues) => ${expression(element, "json", "", `${path}[]`)}`
      : `read${object.name}`;
  }
}

/** Returns the list schema of a codec that converts null and undefined to an empty list, and changes nothing else. */
function emptyIfMissing(schema: $ZodType, path: string): $ZodType {
  const { in: json, out, transform } = known<$ZodCodec>(schema, path, "pipe")._zod.def;
  if (typeof transform !== "function") stop(path, CODEC);
  const optional = isType(json, "optional")
    ? known<$ZodOptional>(json, path, "optional")._zod.def.innerType
    : json;
  const list = isType(optional, "nullable")
    ? known<z.ZodNullable>(optional, path, "nullable")._zod.def.innerType
    : json;
  const element = (array: $ZodType) =>
    isType(array, "array") ? known<$ZodArray>(array, path, "array")._zod.def.element : stop(path, CODEC);
  const items = [{}];
  const payload = { value: undefined, issues: [] };
  const kept = transform(items, payload) === items;
  const emptied = [null, undefined].every((value) => isDeepStrictEqual(transform(value, payload), []));
  if (optional === json || list === json || element(list) !== element(out) || !kept || !emptied)
    stop(path, CODEC);
  return out;
}
const CODEC = "is a codec that the generator does not support";

function isType(schema: $ZodType, type: string): boolean {
  return schema._zod.def.type === type;
}

/** Returns `schema` if it has this type and only supported properties. */
function known<Schema extends $ZodType>(schema: $ZodType, path: string, type: string): Schema {
  const def: $ZodTypeDef & { checks?: unknown[] } = schema._zod.def;
  if (def.type !== type) stop(path, `is a "${def.type}" schema, not "${type}"`);
  const keys = Object.entries(def).filter(
    ([key, value]) => !isEmpty(value) && !["type", "error"].includes(key),
  );
  const strange = keys.map(([key]) => key).find((key) => !KNOWN_KEYS[type]?.includes(key));
  if (strange !== undefined) stop(path, `has "${strange}", which the generator does not support`);
  return schema as Schema;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function stop(path: string, problem: string): never {
  throw new Error(`Cannot generate a reader: ${path} ${problem}.`);
}

/** Breaks a long line after its condition. */
function wrap(line: string): string {
  if (line.length <= LINE_WIDTH) return line;
  const indent = " ".repeat(/^ */.exec(line)?.[0].length ?? 0);
  return line.replace(/^( *if \(.*?\)) /, `$1\n${indent}  `);
}

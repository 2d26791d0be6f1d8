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
  const helpers = new Set<string>();
  /** Schemas inside another one: their readers may run for each item of a list, and must be fast. */
  const nested = new Set<$ZodType>();
  const write = () => {
    helpers.clear();
    helpers.add("invalid").add("isObject");
    return objects.map(({ name, model, schema }) => {
      const { shape } = known<$ZodObject>(schema, name, "object")._zod.def;
      return objectReader(name, model, shape, nested.has(schema));
    });
  };
  write(); // finds the nested schemas
  const functions = write();
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

  function objectReader(
    name: string,
    model: string,
    shape: $ZodObject["_zod"]["def"]["shape"],
    isNested: boolean,
  ): string {
    const required: string[] = [];
    const optional: string[] = [];
    const variable = name.replace(/^./, (letter) => letter.toLowerCase());
    for (const [key, property] of Object.entries(shape)) {
      const path = `${name}.${key}`;
      // JSON.parse makes an own property of any name, but an absent one would be read from the prototype.
      if (!/^[a-z]\w*$/i.test(key) || key in {}) stop(path, "is not a supported property name");
      if (isType(property, "optional")) {
        const { innerType } = known<$ZodOptional>(property, path, "optional")._zod.def;
        optional.push(
          isNested
            ? `  if (json.${key} !== undefined) ${variable}.${key} = ${expression(innerType, `json.${key}`, JSON.stringify(key), path)};`
            : `    ${key}: ${valueReader(innerType, path)},`,
        );
      } else {
        // zod reports issues in the order of the properties.
        if (optional.length > 0) stop(path, "is required: put it before the optional properties");
        required.push(`${key}: ${expression(property, `json.${key}`, JSON.stringify(key), path)}`);
      }
    }
    const literal = `{\n${required.map((line) => `    ${line},\n`).join("")}  }`;
    if (optional.length > 0 && !isNested) {
      helpers.add("optional");
      optional.unshift(`  optional(${variable}, json, issues, {`);
      optional.push("  });");
    }
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

  /** Returns a function `(json, path, issues) => value`. */
  function valueReader(schema: $ZodType, path: string): string {
    if (isType(schema, "nullable")) {
      const { innerType } = known<z.ZodNullable<z.ZodType>>(schema, path, "nullable")._zod.def;
      helpers.add("nullable");
      return `nullable(${valueReader(innerType, path)})`;
    }
    const value = expression(schema, "json", "path", path);
    const [, helper] = /^(\w+)\(json, path, issues\)$/.exec(value) ?? [];
    return helper ?? `(json, path, issues) => ${value}`;
  }

  /** Returns the expression that reads `json`; `key` is the expression of its name in the object. */
  function expression(schema: $ZodType, json: string, key: string, path: string): string {
    const call = (helper: string, ...reader: string[]) => {
      helpers.add(helper);
      return `${helper}(${[...reader, json, key, "issues"].join(", ")})`;
    };
    if (schema === date) return call("date");
    const object = objects.find((one) => one.schema === schema);
    if (object !== undefined) {
      nested.add(schema);
      return call("object", `read${object.name}`);
    }
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
    if (object === undefined) return `(json, issues) => ${expression(element, "json", '""', `${path}[]`)}`;
    nested.add(element);
    return `read${object.name}`;
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

import { describe, expect, it } from "vitest";
import * as z from "zod";
import { generateReaders } from "../scripts/readers.ts";

const date = z.codec(z.string(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

/** Generates the readers of a schema `Thing` and of a list of it. */
function generate(thing: z.ZodType): string {
  return generateReaders({
    date,
    objects: [
      { name: "Thing", model: "Thing", schema: thing },
      { name: "Things", model: "{ things: Thing[] }", schema: z.object({ things: z.array(thing) }) },
    ],
  });
}

const list = z.array(z.string());
const listCodec = (decode: (list: string[] | null | undefined) => string[]) =>
  z.codec(list.nullish(), list, { decode, encode: (value) => value });

describe("generateReaders", () => {
  it("writes one function for each schema, and the necessary imports", () => {
    expect(generate(z.object({ id: z.number(), at: date.nullish() }))).toBe(`\
// Generated from src/schemas.ts by \`npm run generate\`. Never edited.

import type { Issue } from "../src/errors.ts";
import { array, date, invalid, isObject, number } from "../src/http/read-json.ts";
import type { Thing } from "../src/types.ts";

export type { Reader } from "../src/http/read-json.ts";

export function readThing(json: unknown, issues: Issue[]): Thing {
  if (!isObject<Thing>(json)) return invalid("an object", "", issues);
  const thing: Thing = {
    id: number(json.id, "id", issues),
  };
  if (json.at !== undefined) thing.at = json.at === null ? null : date(json.at, "at", issues);
  return thing;
}

export function readThings(json: unknown, issues: Issue[]): { things: Thing[] } {
  if (!isObject<{ things: Thing[] }>(json)) return invalid("an object", "", issues);
  return {
    things: array(readThing, json.things, "things", issues),
  };
}
`);
  });

  it("reads the optional properties of a schema that no other one contains by a shorter call", () => {
    const thing = z.object({
      id: z.number(),
      at: date.nullish(),
      tags: z.array(z.string()).optional(),
    });
    expect(generateReaders({ date, objects: [{ name: "Thing", model: "Thing", schema: thing }] })).toContain(`
  optional(thing, json, issues, {
    at: nullable(date),
    tags: (json, path, issues) => array((json, issues) => string(json, "", issues), json, path, issues),
  });
  return thing;
`);
  });

  it.each<[string, z.ZodType, string]>([
    ["a schema of another type", z.string(), 'Thing is a "string" schema, not "object"'],
    ["a strict object", z.strictObject({}), 'Thing has "catchall"'],
    ["a refined object", z.object({}).refine(() => true), 'Thing has "checks"'],
    ["a union", z.object({ a: z.union([z.string(), z.number()]) }), 'Thing.a is a "union" schema'],
    ["an enum", z.object({ a: z.enum(["x"]) }), 'Thing.a is a "enum" schema'],
    ["a transform", z.object({ a: z.string().transform(Number) }), "Thing.a is a codec"],
    ["a default", z.object({ a: z.string().default("x") }), 'Thing.a is a "default" schema'],
    ["a check", z.object({ a: z.string().min(1) }), 'Thing.a has "checks"'],
    ["a format", z.object({ a: z.email() }), 'Thing.a has "format"'],
    ["an integer", z.object({ a: z.int() }), "Thing.a has"],
    ["a coercion", z.object({ a: z.coerce.number() }), 'Thing.a has "coerce"'],
    ["a check in a list", z.object({ a: z.array(z.number().min(1)) }), 'Thing.a[] has "checks"'],
    ["a list of a minimum length", z.object({ a: list.min(1) }), 'Thing.a has "checks"'],
    ["an object without a name", z.object({ a: z.object({}) }), 'Thing.a is a "object" schema'],
    ["an optional item", z.object({ a: z.array(z.string().optional()) }), 'Thing.a[] is a "optional" schema'],
    [
      "a codec that changes a list",
      z.object({ a: listCodec((it) => [...(it ?? [])]) }),
      "Thing.a is a codec",
    ],
    ["a codec with another default", z.object({ a: listCodec((it) => it ?? ["x"]) }), "Thing.a is a codec"],
    ["another codec of dates", z.object({ a: date.clone() }), "Thing.a is a codec"],
    [
      "a name of every object",
      z.object({ toString: z.string() }),
      "Thing.toString is not a supported property name",
    ],
    [
      "__proto__",
      z.object({ ["__proto__"]: z.string() }),
      "Thing.__proto__ is not a supported property name",
    ],
    ["a name to be quoted", z.object({ "a-b": z.string() }), "Thing.a-b is not a supported property name"],
    [
      "a required property after an optional one",
      z.object({ a: z.string().optional(), b: z.string() }),
      "Thing.b is required",
    ],
  ])("stops at %s", (_, thing, message) => {
    expect(() => generate(thing)).toThrow(`Cannot generate a reader: ${message}`);
  });
});

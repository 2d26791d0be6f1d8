// Functions for the generated readers, which convert the JSON of a response to models.

import { parseDateTime } from "../date-time.ts";
import type { Issue } from "../errors.ts";

export { isObject } from "../validation/validators.ts";

/**
 * Converts JSON to a model. Adds an issue for each invalid value, at most {@link MAX_ISSUES}. The model is only
 * valid if there are none.
 */
export type Reader<Model> = (json: unknown, issues: Issue[]) => Model;

/** Maximum number of issues that are collected. */
const MAX_ISSUES = 20;

/** Adds an issue and returns undefined. */
export function invalid(expected: string, path: string, issues: Issue[]): never {
  if (issues.length < MAX_ISSUES) issues.push({ path, message: `must be ${expected}` });
  return undefined as never;
}

export function string(json: unknown, path: string, issues: Issue[]): string {
  return typeof json === "string" ? json : invalid("a string", path, issues);
}

/** Reads a finite number: JSON numbers such as 1e999 become Infinity. */
export function number(json: unknown, path: string, issues: Issue[]): number {
  return Number.isFinite(json) ? (json as number) : invalid("a number", path, issues);
}

export function boolean(json: unknown, path: string, issues: Issue[]): boolean {
  return typeof json === "boolean" ? json : invalid("a boolean", path, issues);
}

export function date(json: unknown, path: string, issues: Issue[]): Date {
  return (typeof json === "string" && parseDateTime(json)) || invalid("a date-time", path, issues);
}

/** Reads a property that is an object. */
export function object<Model>(read: Reader<Model>, json: unknown, path: string, issues: Issue[]): Model {
  const before = issues.length;
  const model = read(json, issues);
  if (issues.length > before) prefixPaths(path, issues, before);
  return model;
}

/** Reads an array. Stops at the maximum number of issues: every item of a long list may be invalid. */
export function array<Item>(read: Reader<Item>, json: unknown, path: string, issues: Issue[]): Item[] {
  if (!Array.isArray(json)) return invalid("an array", path, issues);
  const items = new Array<Item>(json.length);
  for (let index = 0; index < json.length && issues.length < MAX_ISSUES; index++) {
    const before = issues.length;
    items[index] = read(json[index], issues);
    if (issues.length > before) prefixPaths(`${path}[${index}]`, issues, before);
  }
  return items;
}

/** Adds a prefix to the paths of new issues. Paths are built only for invalid values, so valid JSON is read fast. */
function prefixPaths(prefix: string, issues: Issue[], start: number): void {
  for (let index = start; index < issues.length; index++) {
    const { path, message } = issues[index] as Issue;
    issues[index] = { path: `${prefix}${/^(\[|$)/.test(path) ? "" : "."}${path}`, message };
  }
}

/** Converts the JSON at `path`. */
type ValueReader<Value> = (json: unknown, path: string, issues: Issue[]) => Value;

/** Reads the properties that are present. Smaller than a statement for each, but too slow for the items of a list. */
export function optional<Model extends object>(
  model: Model,
  json: { readonly [Key in keyof Model]?: unknown },
  issues: Issue[],
  readers: { readonly [Key in keyof Model]?: ValueReader<Model[Key]> },
): void {
  for (const key in readers) {
    const read = readers[key];
    if (read && json[key] !== undefined) model[key] = read(json[key], key, issues);
  }
}

export function nullable<Value>(read: ValueReader<Value>): ValueReader<Value | null> {
  return (json, path, issues) => (json === null ? json : read(json, path, issues));
}

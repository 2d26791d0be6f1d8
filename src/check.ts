import { InvalidInputError, type Issue } from "./errors.ts";

/** Tells what is wrong with a value that the caller gave; nothing, when it is right. */
export type Check = (value: unknown, path: string) => readonly Issue[];

/** One fault of a value: what it must be, in words that follow its path. */
export function must(be: (value: unknown) => boolean, message: string): Check {
  return (value, path) => (be(value) ? [] : [{ path, message }]);
}

/** Each check in turn, until one finds a fault: the later ones may rely on the earlier. */
export function inTurn(...checks: readonly Check[]): Check {
  return (value, path) => {
    for (const check of checks) {
      const issues = check(value, path);
      if (issues.length > 0) return issues;
    }
    return [];
  };
}

/** Nothing, or what the check finds right. */
export function optional(check: Check): Check {
  return (value, path) => (value === undefined ? [] : check(value, path));
}

/** An object with these properties and no others, so that no wish is lost to a slip of the pen. */
export function objectOf(shape: Readonly<Record<string, Check>>, message = "must be an object"): Check {
  return inTurn(must(isObject, message), (value, path) => [
    ...Object.entries(shape).flatMap(([key, check]) => check((value as never)[key], within(path, key))),
    ...Object.keys(value as object)
      .filter((key) => !Object.hasOwn(shape, key))
      .map((key) => ({ path: within(path, key), message: "is not an option known here" })),
  ]);
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

export function within(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

export const aString: Check = must((value) => typeof value === "string", "must be a string");
export const aBoolean: Check = must((value) => typeof value === "boolean", "must be true or false");

/** @throws {InvalidInputError} with all that the check finds; with `path` before each, when one is given */
export function ensureRight(check: Check, value: unknown, path = ""): void {
  const issues = check(value, path);
  if (issues.length > 0) throw new InvalidInputError(issues);
}

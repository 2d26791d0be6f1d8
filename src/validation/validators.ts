import { InvalidInputError, type Issue } from "../errors.ts";

/** Returns the issues of a value; empty if valid. */
export type Validator = (value: unknown) => readonly Issue[];

// Validators call the functions below when they run, not when their module loads, so that bundlers drop unused ones.

/** Creates a validator of one rule. The message follows the name of the value. In a sequence, it may rely on earlier rules. */
export function rule<T>(be: (value: T) => boolean, message: string): Validator {
  return (value) => (be(value as T) ? [] : [{ path: "", message }]);
}

/** Runs validators in order until one finds issues. */
export function sequence(...checks: readonly Validator[]): Validator {
  return (value) =>
    checks.reduce<readonly Issue[]>((issues, check) => (issues.length > 0 ? issues : check(value)), []);
}

/** Accepts undefined and every value that the validator accepts. */
export function optional(check: Validator): Validator {
  return (value) => (value === undefined ? [] : check(value));
}

type Shapes = readonly Readonly<Record<string, Validator>>[];

/** Accepts an object with the properties of these shapes and rejects others, to catch misspelled options. */
export function strictObject(message: string, ...shapes: Shapes): Validator {
  const shape = Object.assign({}, ...shapes);
  return (value) => {
    const issues = looseObject(message, shape)(value);
    if (!isObject(value)) return issues;
    const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
    return [...issues, ...unknown.map((path) => ({ path, message: "is not a known option" }))];
  };
}

/** Accepts an object with the properties of these shapes and ignores others. */
export function looseObject(message: string, ...shapes: Shapes): Validator {
  const shape: Readonly<Record<string, Validator>> = Object.assign({}, ...shapes);
  return sequence(rule(isObject, message), (given) =>
    Object.entries(shape).flatMap(([key, check]) => prefixPaths(key, check((given as never)[key]))),
  );
}

/** Accepts a plain object of any realm. The issue for a class instance names its class. */
export function plainObject(message: string): Validator {
  return (value) => {
    if (!isObject(value)) return [{ path: "", message }];
    const prototype: object | null = Object.getPrototypeOf(value);
    if (prototype === null || Object.getPrototypeOf(prototype) === null) return [];
    const { [Symbol.toStringTag]: tag = value.constructor?.name } = value as {
      [Symbol.toStringTag]?: unknown;
    };
    return [{ path: "", message: `${message}, not an instance of ${tag}` }];
  };
}

/** Prefixes the paths of issues. */
export function prefixPaths(path: string, issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: [path, issue.path].filter(Boolean).join(".") }));
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Also recognizes dates of other realms, such as Jest's, unlike `instanceof`. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

export function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

export function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** @throws {InvalidInputError} with all issues of the value; `name`, if given, starts their paths */
export function assertValid(check: Validator, value: unknown, name = ""): void {
  const issues = prefixPaths(name, check(value));
  if (issues.length > 0) throw new InvalidInputError(issues);
}

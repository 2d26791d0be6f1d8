import { InvalidInputError, type Issue } from "../errors.ts";

/** Tells what is wrong with a value that the caller gave; nothing, when it is right. */
export type Validator = (value: unknown) => readonly Issue[];

/** One rule, in words that follow the name of the value. It may rely on the rules before it, so it takes any type. */
// @__NO_SIDE_EFFECTS__
export function rule<T>(be: (value: T) => boolean, message: string): Validator {
  return (value) => (be(value as T) ? [] : [{ path: "", message }]);
}

/** Each check in turn, until one finds a fault. */
// @__NO_SIDE_EFFECTS__
export function sequence(...checks: readonly Validator[]): Validator {
  return (value) =>
    checks.reduce<readonly Issue[]>((issues, check) => (issues.length > 0 ? issues : check(value)), []);
}

/** Nothing, or what the check finds right. */
// @__NO_SIDE_EFFECTS__
export function optional(check: Validator): Validator {
  return (value) => (value === undefined ? [] : check(value));
}

/**
 * An object with the properties of these shapes and no others, so that no wish is lost to a slip of the pen.
 * Shapes are listed and not spread, so that a bundler can tell that nothing happens here, and leave unused ones out.
 */
// @__NO_SIDE_EFFECTS__
export function strictObject(
  message: string,
  ...shapes: readonly Readonly<Record<string, Validator>>[]
): Validator {
  const shape: Readonly<Record<string, Validator>> = Object.assign({}, ...shapes);
  return sequence(rule(isObject, message), (given) => [
    ...Object.entries(shape).flatMap(([key, check]) => prefixPaths(key, check((given as never)[key]))),
    ...Object.keys(given as object)
      .filter((key) => !Object.hasOwn(shape, key))
      .map((path) => ({ path, message: "is not an option known here" })),
  ]);
}

/** What a check found, with the way to the value before each place. */
export function prefixPaths(path: string, issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: [path, issue.path].filter(Boolean).join(".") }));
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

export function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** @throws {InvalidInputError} with all that the check finds; `name`, if given, says of what */
export function assertValid(check: Validator, value: unknown, name = ""): void {
  const issues = prefixPaths(name, check(value));
  if (issues.length > 0) throw new InvalidInputError(issues);
}

import { InvalidInputError, type Issue } from "../errors.ts";

/** What is wrong with a value: one problem, or issues by property. undefined or an empty array if it is valid. */
type Problem = string | readonly Issue[] | undefined;

/** Returns what is wrong with a value. A problem is phrased to follow the name of the value: `must be a string`. */
export type Validator = (value: unknown) => Problem;

/** Validators by property. */
export type Shape = Readonly<Record<string, Validator>>;

/** Accepts undefined and every value that the validator accepts. */
export function optional(validate: Validator): Validator {
  return (value) => (value === undefined ? undefined : validate(value));
}

/** Validates the properties of an object. Other properties are ignored. */
export function validateProperties(value: unknown, shape: Shape): Issue[] {
  return Object.entries(shape).flatMap(([key, validate]) => issuesAt(key, validate((value as never)[key])));
}

/** Validates an object that may have the properties of the shape only, to catch misspelled options. */
export function validateOptions(value: unknown, message: string, shape: Shape): Problem {
  if (!isObject(value)) return message;
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
  return [
    ...validateProperties(value, shape),
    ...unknown.map((path) => ({ path, message: "is not a known option" })),
  ];
}

/** Accepts a plain object of any realm. The problem of a class instance names its class. */
export function validatePlainObject(value: unknown, message: string): string | undefined {
  if (!isObject(value)) return message;
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const { [Symbol.toStringTag]: tag = value.constructor?.name } = value as { [Symbol.toStringTag]?: unknown };
  return `${message}, not an instance of ${tag}`;
}

/** Returns issues whose paths start with a property. */
export function issuesAt(path: string, problem: Problem): Issue[] {
  const issues = isString(problem) ? [{ path: "", message: problem }] : (problem ?? []);
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

/** @throws {InvalidInputError} if there is a problem; `path`, if given, starts the paths of its issues */
export function assertValid(problem: Problem, path = ""): void {
  const issues = issuesAt(path, problem);
  if (issues.length > 0) throw new InvalidInputError(issues);
}

/** Returns the error of an input with one issue. */
export function inputError(path: string, message: string): InvalidInputError {
  return new InvalidInputError([{ path, message }]);
}

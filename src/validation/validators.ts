import { InvalidInputError, type Issue } from "../errors.ts";

/** What is wrong with a value: one problem, or issues by property. Nothing, false or an empty array if it is valid. */
export type Problem = string | readonly Issue[] | false | undefined;

/** Returns what is wrong with a value. A problem is phrased to follow the name of the value: `must be a string`. */
export type Validator = (value: unknown) => Problem;

/** Validators by property. */
export type Shape = Readonly<Record<string, Validator>>;

/** `T` without properties that are undefined. */
export type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/**
 * Validates the properties of an object, and copies them except those that are undefined.
 *
 * @param required object with the names of properties that must not be undefined
 * @param checked object whose properties must all be known, to catch misspelled options
 */
export function parseProperties<T extends object>(
  value: T,
  shape: Shape,
  required: object = {},
  checked: object = value,
): { readonly issues: Issue[]; readonly copy: Defined<T> } {
  const issues: Issue[] = [];
  const copy: Partial<T> = {};
  for (const key of Object.keys({ ...shape, ...checked })) {
    const property = value[key as keyof T];
    if (property !== undefined) copy[key as keyof T] = property;
    const isGiven = property !== undefined || key in required;
    const problem = Object.hasOwn(shape, key) ? isGiven && shape[key]?.(property) : "is not a known option";
    issues.push(...issuesAt(key, problem));
  }
  return { issues, copy: copy as Defined<T> };
}

/**
 * Validates and copies the input of a method, see {@link parseProperties}.
 *
 * @throws {InvalidInputError} naming every invalid property
 */
export function parseInput<T extends object>(
  method: string,
  input: T,
  required: Shape,
  optional: Shape,
  checked?: object,
): Defined<T> {
  const shape = { ...required, ...optional };
  if (!isObject(input))
    throw inputError("", `${method}() needs an object: { ${Object.keys(shape).join(", ")} }`);
  const { issues, copy } = parseProperties(input, shape, required, checked);
  if (issues.length > 0) throw new InvalidInputError(issues);
  return copy;
}

/** Returns whether a value is an object of any realm, but not an instance of a class. */
export function isPlainObject(value: unknown): value is object {
  if (!isObject(value)) return false;
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Returns issues whose paths start with a property. */
export function issuesAt(property: string, problem: Problem): Issue[] {
  if (isString(problem)) return [{ path: property, message: problem }];
  return (problem || []).map(({ path, message }) => ({ path: `${property}.${path}`, message }));
}

/** Returns whether a value is an object, and not an array; its properties are not checked. */
export function isObject<T = object>(value: unknown): value is { readonly [Key in keyof T]?: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

export function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** Returns the error of one property of an input. */
export function inputError(property: string, problem: Problem): InvalidInputError {
  return new InvalidInputError(issuesAt(property, problem));
}

/** @throws {InvalidInputError} if the property has a problem */
export function assertValid(property: string, problem: Problem): void {
  if (problem && problem.length > 0) throw inputError(property, problem);
}

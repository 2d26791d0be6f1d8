/** Throws a TypeError that names `path` if the value is invalid. */
export type Check = (value: unknown, path: string) => void;

/** Checks a value with a predicate. @param problem follows the path in the message: `must be a string` */
export function rule(isValid: (value: unknown) => boolean, problem: string): Check {
  return (value, path) => {
    if (!isValid(value)) throw new TypeError(`${path} ${problem}, not ${kindOf(value)}`);
  };
}

export function optional(check: Check): Check {
  return (value, path) => {
    if (value !== undefined) check(value, path);
  };
}

export function nullable(check: Check): Check {
  return (value, path) => {
    if (value !== null) check(value, path);
  };
}

export function listOf(check: Check): Check {
  return (value, path) => {
    isList(value, path);
    for (const [index, item] of (value as unknown[]).entries()) check(item, `${path}[${index}]`);
  };
}

/** Checks an object by its properties; only those of `properties` are allowed. */
export function strictObject(properties: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    isRecord(value, path);
    for (const [name, child] of Object.entries(value as object)) {
      const check = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (check === undefined) {
        const known = Object.keys(properties).join(", ");
        throw new TypeError(`${path}.${name} is not a known property; known: ${known}`);
      }
      check(child, `${path}.${name}`);
    }
  };
}

/** Checks the listed properties of an object and ignores others. */
export function looseObject(properties: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    isRecord(value, path);
    for (const [name, check] of Object.entries(properties)) {
      check((value as Record<string, unknown>)[name], `${path}.${name}`);
    }
  };
}

export const isString: Check = rule((value) => typeof value === "string", "must be a string");
export const isNonEmptyString: Check = rule(
  (value) => typeof value === "string" && value !== "",
  "must be a non-empty string",
);
export const isBoolean: Check = rule((value) => typeof value === "boolean", "must be a boolean");
export const isInteger: Check = rule(
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  "must be a non-negative integer",
);
export const isPositiveInteger: Check = rule(
  (value) => Number.isSafeInteger(value) && (value as number) > 0,
  "must be a positive integer",
);
export const isFunction: Check = rule((value) => typeof value === "function", "must be a function");
/** A Date of any realm. */
export const isDate: Check = rule(
  (value) => isDateObject(value) && !Number.isNaN((value as Date).getTime()),
  "must be a valid Date",
);
const isRecord: Check = rule(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "must be an object",
);
const isList: Check = rule(Array.isArray, "must be an array");

export function isDateObject(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Date]";
}

/** Describes a value without printing it: it may be a secret. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === "boolean") return String(value);
  if (typeof value === "number") return String(value);
  if (isDateObject(value)) return "an invalid Date";
  if (Array.isArray(value)) return "an array";
  if (value === "") return "an empty string";
  return `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}

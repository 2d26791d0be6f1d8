import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInviteClient, InvalidInputError, type InviteClient } from "../../src/index.ts";
import { clientFor, PERSON, rejection } from "../helpers/calls.ts";
import { checkProperty } from "../helpers/property.ts";

const BASE_URL = "https://unleash.example.com";
type IsRight = (value: unknown) => boolean;

const isString: IsRight = (value) => typeof value === "string";
const isFunction: IsRight = (value) => typeof value === "function";
const isBoolean: IsRight = (value) => typeof value === "boolean";
const isTime: IsRight = (value) => typeof value === "number" && value > 0 && value < 2 ** 31;
const isCount: IsRight = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isDate: IsRight = (value) => isString(value) || value instanceof Date;
const isSpan: IsRight = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isPart: IsRight = (value) => typeof value === "number" && value >= 0 && Number.isFinite(value);
const isHeaderValue: IsRight = (value) => isString(value) || value === null || value === undefined;
const isPair: IsRight = (value) =>
  Array.isArray(value) && value.length === 2 && isString(value[0]) && isHeaderValue(value[1]);
/** A map is read like a `Headers` object. A set is not valid unless it is empty or consists of pairs. */
const isHeaders: IsRight = (value) => {
  if (Array.isArray(value)) return value.every(isPair);
  if (value instanceof Map || value instanceof Set) return [...value].every(isPair);
  if (!isSpan(value)) return false;
  return !isClassInstance(value) && Object.values(value as object).every(isHeaderValue);
};
const isClassInstance: IsRight = (value) =>
  Object.getPrototypeOf(value) !== null && Object.getPrototypeOf(value) !== Object.prototype;
const never: IsRight = () => false;

const optional =
  (isRight: IsRight): IsRight =>
  (value) =>
    value === undefined || isRight(value);

/** A function that takes options: valid ones, and the valid values of each. */
interface Taker {
  readonly call: (client: InviteClient, options: object) => unknown;
  readonly right: object;
  readonly options: Readonly<Record<string, IsRight>>;
  /** The prefix of the name of an option. */
  readonly within?: string;
  /** Options of which exactly one is required: the other is removed. */
  readonly instead?: Readonly<Record<string, string>>;
}

const request = {
  timeoutMs: optional(isTime),
  maxRetries: optional(isCount),
  headers: optional(isHeaders),
};
const instead = { expiresAt: "expiresIn" };
const input = { name: isString, expiresAt: optional(isDate), expiresIn: optional(isSpan) };
const takers: Record<string, Taker> = {
  createInviteClient: {
    call: (_, options) => createInviteClient(options as never),
    right: { baseUrl: BASE_URL },
    options: {
      ...request,
      baseUrl: isString,
      apiKey: optional((value) => isString(value) || isFunction(value)),
      fetch: optional(isFunction),
      onEvent: optional(isFunction),
      now: optional(isFunction),
      settleMs: optional((value) => value === 0 || isTime(value)),
    },
  },
  "a call": {
    call: ({ tokens }, options) => tokens.list(undefined, options),
    right: {},
    options: { ...request, signal: optional((value) => value instanceof AbortSignal) },
    within: "options.",
  },
  create: {
    call: ({ tokens }, options) => tokens.create(options as never),
    right: { name: "n", expiresIn: { days: 7 } },
    options: { ...input, allowExpired: optional(isBoolean) },
    instead,
  },
  ensure: {
    call: ({ tokens }, options) => tokens.ensure(options as never),
    right: { name: "n", expiresIn: { days: 7 } },
    options: { ...input, renewBefore: optional(isSpan), allowExpired: never },
    instead,
  },
  rotate: {
    call: ({ tokens }, options) => tokens.rotate(options as never),
    right: { name: "n", expiresIn: { days: 7 } },
    options: { ...input, allowExpired: never },
    instead,
  },
  update: {
    call: ({ tokens }, options) => tokens.update("x", options as never),
    right: { enabled: true },
    options: { expiresAt: optional(isDate), expiresIn: optional(isSpan), enabled: optional(isBoolean) },
  },
  extend: {
    call: ({ tokens }, options) => tokens.extend("x", options),
    right: { days: 7 },
    options: {
      weeks: optional(isPart),
      days: optional(isPart),
      hours: optional(isPart),
      minutes: optional(isPart),
      seconds: never,
    },
    within: "duration.",
  },
  expiresIn: {
    call: ({ tokens }, options) => tokens.update("x", { expiresIn: options }),
    right: { days: 7 },
    options: {
      weeks: optional(isPart),
      days: optional(isPart),
      hours: optional(isPart),
      minutes: optional(isPart),
    },
    within: "expiresIn.",
  },
  signUp: {
    call: (client, options) => client.signUp("x", options as never),
    right: PERSON,
    options: {
      name: isString,
      email: isString,
      password: isString,
      username: optional(isString),
    },
  },
};

/** Returns the error for invalid options. Nothing may have been sent. */
async function refusalOf({ call }: Taker, options: unknown): Promise<InvalidInputError> {
  let sent = false;
  const { client } = clientFor(BASE_URL, {
    fetch: async () => {
      sent = true;
      return new Response();
    },
  });
  const error = await rejection((async () => call(client, options as object))());
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(sent).toBe(false);
  return error as InvalidInputError;
}

const anything = fc.anything({
  withDate: true,
  withBigInt: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
});

describe.each(Object.entries(takers))("%s", (_, taker) => {
  const { right, options, within = "" } = taker;

  it("rejects any option of a wrong type, and names it", async () => {
    const wrong = fc.constantFrom(...Object.keys(options)).chain((name) =>
      fc.tuple(
        fc.constant(name),
        anything.filter((value) => options[name]?.(value) === false),
      ),
    );
    await checkProperty(wrong, 300, async ([name, value]) => {
      const other = taker.instead?.[name];
      const error = await refusalOf(taker, {
        ...right,
        ...(other !== undefined && { [other]: undefined }),
        [name]: value,
      });
      const paths = error.issues.map(({ path }) => path);
      expect(paths.every((path) => path === within + name || path.startsWith(`${within}${name}`))).toBe(true);
      expect(paths.length).toBeGreaterThan(0);
      expect(error.message).toContain(within + name);
    });
  });

  it("rejects anything that is not an object", async () => {
    const none = anything.filter(
      (value) => typeof value !== "object" || value === null || Array.isArray(value),
    );
    await checkProperty(none, 50, async (value) => {
      // A call needs no options.
      if (value === undefined && taker.within === "options.") return;
      expect((await refusalOf(taker, value)).message).toMatch(/(must be|needs) an object|must be given/);
    });
  });
});

// Sign-up ignores other properties, because forms have more.
const strict = Object.entries(takers).filter(([method]) => method !== "signUp");

describe.each(strict)("%s", (_, taker) => {
  const { right, options, within = "" } = taker;

  it("names an unknown option", async () => {
    const known = [...Object.keys(options), "__proto__"];
    const name = fc.string({ minLength: 1, unit: "grapheme" }).filter((key) => !known.includes(key));
    await checkProperty(name, 50, async (name) => {
      const error = await refusalOf(taker, { ...right, [name]: 1 });
      expect(error.issues).toEqual([{ path: within + name, message: "is not a known option" }]);
    });
  });
});

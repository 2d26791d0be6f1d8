import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as sdk from "../src/index.ts";
import { type Fetch, InviteError, type OperationId } from "../src/index.ts";
import { calls, operationIds } from "./helpers/calls.ts";
import { tokenJson } from "./helpers/client.ts";
import {
  eavesdrop,
  echoOf,
  headersWith,
  latin1,
  odd,
  plain,
  type Sensitive,
  values,
} from "./helpers/echo.ts";
import { formsOf, leaks } from "./helpers/printed.ts";

const isLatin1 = (text: string) => /^[\t -~\xa0-\xff]*$/.test(text);

describe.each([plain, odd])("the search for leaked values", (sensitive) => {
  const planted = (secret: string, form: string): [string, unknown][] => {
    const hide = (key: PropertyKey) => Object.defineProperty(new Error("x"), key, { value: form });
    return [
      ["a text", `before ${form} after`],
      ["a message", new Error(`no ${form}`)],
      ["a stack", Object.assign(new Error("x"), { stack: `Error: ${form}\n    at x` })],
      ["a name", Object.assign(new Error("x"), { name: form })],
      ["a property", Object.assign(new Error("x"), { config: { headers: { authorization: form } } })],
      ["a hidden property", hide("config")],
      ["a symbol", hide(Symbol("config"))],
      ["a cause", new Error("x", { cause: new Error("y", { cause: form }) })],
      ["errors together", new AggregateError([new Error("x"), new Error(form)])],
      ["headers", { headers: new Headers({ location: isLatin1(form) ? form : encodeURIComponent(secret) }) }],
      ["a map", new Map([["x", [form]]])],
      ["the name of a property", { [form]: 1 }],
      ["JSON", Object.assign(new Error("x"), { toJSON: () => ({ form }) })],
      ["an array, deep down", { a: [[[[[[[[{ b: form }]]]]]]]] }],
    ];
  };

  it.each(values(sensitive))("finds %s at every place, in every encoding", (secret) => {
    for (const form of formsOf(secret)) {
      for (const [place, value] of planted(secret, form)) {
        expect(leaks(value, [secret]), `${form} in ${place}`).not.toEqual([]);
      }
    }
    expect(leaks(new Error("x", { cause: { a: [secret.slice(1)] } }), [secret])).toEqual([]);
  });
});

const bodies: Record<string, (text: string) => string> = {
  "the fields of an error": (text) =>
    JSON.stringify({
      id: text,
      name: text,
      message: text,
      details: [{ message: text, path: text }],
      permissions: [text],
    }),
  "the error of an unknown token": (text) => JSON.stringify({ name: "NotFoundError", message: text }),
  "the fields of an error of a proxy": (text) => JSON.stringify({ error: text, permission: text }),
  "plain text": (text) => text,
  "plain text that is cut off in the middle of it": (text) => `${"x".repeat(3_990)} ${text}`,
  HTML: (text) => `<html>${text}`,
  "a list of another shape": (text) => JSON.stringify({ tokens: [{ [text]: text, secret: { a: text } }] }),
  "a token of another shape": (text) =>
    JSON.stringify({ ...tokenJson({ secret: "another" }), expiresAt: text, role: text, id: text }),
};

const answers: [string, Fetch][] = [200, 201, 400, 401, 403, 404, 409, 418, 429, 500, 503].flatMap((status) =>
  Object.entries(bodies).map(([name, body]): [string, Fetch] => [
    `${status} with ${name}`,
    async (url, init) => {
      const text = echoOf(url, init);
      return new Response(body(text), { status, statusText: latin1(text), headers: headersWith(text) });
    },
  ]),
);

const redirects: [string, Fetch][] = ["path", "host"].map((part) => [
  `a redirect with it in the ${part}`,
  async (url) => {
    const secret = new URL(url).pathname.split("/").find((segment) => segment.length > 20) ?? "none";
    const location = part === "host" ? `https://${secret}.example.com/` : `/login?next=${secret}`;
    return new Response(null, { status: 302, headers: { location } });
  },
]);

const throws: [string, Fetch][] = Object.entries({
  "a message": (text: string) => new TypeError(text),
  "a cause of a cause": (text: string) =>
    new TypeError("fetch failed", { cause: new Error(text, { cause: new Error(text, { cause: text }) }) }),
  "errors together": (text: string) =>
    new AggregateError([new Error(text)], text, { cause: new AggregateError([text]) }),
  "its config": (text: string) =>
    Object.assign(new Error("x"), { config: { headers: { text } }, request: text }),
  "its code": (text: string) => Object.assign(new Error("x"), { code: text, errno: text, hostname: text }),
  "its name": (text: string) => Object.assign(new Error("x"), { name: text }),
  "its stack": (text: string) => Object.assign(new Error("x"), { stack: `${text}\n    at ${text}` }),
  "its toJSON": (text: string) => Object.assign(new Error("x"), { toJSON: () => text }),
  "a text": (text: string) => text,
  "an object": (text: string) => ({ message: text, name: text, code: text, stack: text, text }),
  "an object without a message": (text: string) => ({ text }),
  "a cause that is its own": (text: string) => {
    const error = new Error(text);
    return Object.assign(error, { cause: error });
  },
}).map(([name, make]): [string, Fetch] => [
  `a \`fetch\` that throws ${name}`,
  async (url, init) => {
    throw make(echoOf(url, init));
  },
]);

const broken: [string, Fetch][] = [
  [
    "a body stream that fails",
    async (url, init) =>
      new Response(new ReadableStream({ start: (it) => it.error(new Error(echoOf(url, init))) })),
  ],
  ["a `fetch` that never answers", () => new Promise(() => {})],
  ["a `fetch` that gives no response", async (url, init) => echoOf(url, init) as never],
];

const faults = [...answers, ...redirects, ...throws, ...broken];

/** Returns the outcome of a call and its events. */
async function ask(id: OperationId, sensitive: Sensitive, fetch: Fetch) {
  const { client, events } = eavesdrop(sensitive, fetch);
  const { secret, password } = sensitive;
  const call =
    id === "addPublicSignupTokenUser"
      ? client.signUp(secret, { name: "Ada", email: "ada@example.com", password })
      : calls[id](client, {}, secret);
  const settled = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return { settled, events };
}

beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => vi.restoreAllMocks());

describe.each([
  ["plain", plain],
  ["odd", odd],
] as const)("with a %s key, secret and password", (_, sensitive) => {
  describe.each(operationIds)("%s", (id) => {
    it.each(faults)("prints none of them: %s", async (_fault, fetch) => {
      const { settled, events } = await ask(id, sensitive, fetch);
      // `validate` is false for Unleash's 400; everything else here is an error.
      if ("value" in settled) expect([id, settled.value]).toEqual(["validatePublicSignupToken", false]);
      else expect(settled.error).toBeInstanceOf(InviteError);
      expect(leaks(settled, values(sensitive))).toEqual([]);
      expect(events).not.toHaveLength(0);
      expect(leaks(events, values(sensitive))).toEqual([]);
    });
  });
});

describe("these faults", () => {
  it("cause every class of errors that a response or its absence can cause, and every event", async () => {
    const met = new Set<string>();
    for (const [, fetch] of faults) {
      const { settled, events } = await ask("updatePublicSignupToken", plain, fetch);
      if ("error" in settled) met.add((settled.error as Error).name);
      for (const { type } of events) met.add(type);
    }
    const classes = Object.keys(sdk).filter((name) => name.endsWith("Error") && name !== "isInviteError");
    const others = ["InviteError", "InvalidInputError", "ApiKeyError"];
    const expected = [
      ...classes.filter((name) => !others.includes(name)),
      "request",
      "response",
      "retry",
      "failure",
    ];
    expect([...met].sort()).toEqual(expected.sort());
  });
});

describe("the limit of a text", () => {
  it("leaves no part of a key at the end of the text", async () => {
    const fetch: Fetch = async () => new Response(`${"x".repeat(3_985)} ${plain.key}`, { status: 400 });
    const { settled } = await ask("getPublicSignupToken", plain, fetch);
    expect(leaks(settled, [plain.key.slice(0, 12)])).toEqual([]);
  });
});

describe("the search for sensitive values", () => {
  const ask418 = async (password: string, text: string) => {
    const sensitive = { ...plain, password };
    const fetch: Fetch = async () => new Response(text, { status: 418 });
    return (await ask("addPublicSignupTokenUser", sensitive, fetch)).settled;
  };

  it.each([
    ["a mixture of encodings", String.raw`pa%2fss\u00e4 %26wörd`, "pa/ssä &wörd"],
    ["a long value with spaces", "pa ss".repeat(70), "pa ss".repeat(70)],
    ["a value in JSON in a URL", encodeURIComponent(JSON.stringify(`a"b\\c d`)), `a"b\\c d`],
  ])("finds %s", async (_, text, password) => {
    expect(await ask418(password, text)).toMatchObject({
      error: { body: expect.stringMatching(/^(%22)?\[password\](%22)?$/) },
    });
  });

  it("masks no other text with the same special characters", async () => {
    const text = "a-b c-d a%2db%20c%2de";
    expect(await ask418("a-b c-e!", text)).toMatchObject({ error: { body: text } });
  });

  it.each(["\\", '\\"', "%", "%25", "&#38;", "/", " ", "é", "Ã\u0083"])(
    "ends on a text that repeats %j, where an exponential search would not",
    async (unit) => {
      for (const form of [unit, JSON.stringify(unit).slice(1, -1), encodeURIComponent(unit)]) {
        const text = form.repeat(300);
        const settled = await ask418(`${unit.repeat(19)}x`, text);
        expect(settled).toMatchObject({ error: { body: text.slice(0, 4_000) } });
      }
    },
  );
});

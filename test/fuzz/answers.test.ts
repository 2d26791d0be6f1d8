import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidResponseError, type InviteClient, InviteError, type OperationId } from "../../src/index.ts";
import { calls, clientFor, operationIds } from "../helpers/calls.ts";
import { tokenJson } from "../helpers/client.ts";
import { fullTokenJson as token, fullUserJson as user } from "../helpers/full-json.ts";
import { checkProperty, nearly } from "../helpers/property.ts";
import { areInviteTokens, isInviteToken, isUser } from "../helpers/shapes.ts";

/** A time after the tokens were created and before they expire. */
const NOW = Date.parse("2026-06-02T12:00:00Z");
const BASE_URL = "https://unleash.example.com";

/** Valid responses of each operation, and a check that a value matches its JSON. */
const shapes: Partial<
  Record<OperationId, [json: unknown, check: (value: unknown, json: unknown) => boolean]>
> = {
  getAllPublicSignupTokens: [
    { tokens: [token, tokenJson({ secret: "b", url: null, createdBy: null })] },
    areInviteTokens,
  ],
  createPublicSignupToken: [
    token,
    (value, json) => {
      const { expiryCapped, ...rest } = value as Record<string, unknown>;
      return typeof expiryCapped === "boolean" && isInviteToken(rest, json);
    },
  ],
  getPublicSignupToken: [token, isInviteToken],
  updatePublicSignupToken: [token, isInviteToken],
  addPublicSignupTokenUser: [user, isUser],
};

/** Operations that a call may send: an update whose response is a partial token is followed by a read. */
function requestsOf(id: OperationId): OperationId[] {
  return id === "updatePublicSignupToken" ? [id, "getPublicSignupToken"] : [id];
}

async function settle(
  fetch: () => Promise<Response>,
  call: (client: InviteClient) => Promise<unknown>,
): Promise<{ value?: unknown; error?: unknown }> {
  return call(clientFor(BASE_URL, { fetch, now: () => NOW }).client).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

describe.each(operationIds)("any JSON as the 2xx response of %s", (id) => {
  it("resolves to a value that has the declared type and matches the JSON, or rejects with an InvalidResponseError", async () => {
    const [right, check] = shapes[id] ?? [token, () => false];
    const any = fc.oneof(fc.jsonValue(), nearly(right), nearly(right));
    await checkProperty(fc.tuple(any, fc.constantFrom(200, 201)), 700, async ([json, status]) => {
      const { value, error } = await settle(async () => Response.json(json, { status }), calls[id]);
      if (error === undefined) return expect(check(value, json)).toBe(true);
      expect(error).toBeInstanceOf(InvalidResponseError);
      expect(error).toMatchObject({ operation: expect.toBeOneOf(requestsOf(id)), status });
    });
  });
});

describe.each(operationIds.filter((id) => id in shapes))("a valid response of %s", (id) => {
  it("is always accepted, with any strings and numbers and with properties of newer servers", async () => {
    const [right, check] = shapes[id] as NonNullable<(typeof shapes)[OperationId]>;
    const replaced = fc
      .tuple(fc.string({ unit: "binary" }), fc.nat(), fc.jsonValue())
      .map(([text, number, more]) =>
        JSON.parse(JSON.stringify(right), (_, value) => {
          if (typeof value === "string") return Number.isNaN(Date.parse(value)) ? text : value;
          if (typeof value === "number") return number;
          return value === null || typeof value !== "object" || Array.isArray(value)
            ? value
            : { ...value, newer: more };
        }),
      );
    await checkProperty(replaced, 200, async (json) => {
      const { value, error } = await settle(async () => Response.json(json), calls[id]);
      expect(error).toBeUndefined();
      expect(check(value, json)).toBe(true);
    });
  });
});

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: "binary" }).map((text) => new TextEncoder().encode(text)),
  fc.json().map((text) => new TextEncoder().encode(text)),
  fc
    .constantFrom("<html>", "", "null", "{", '{"message":', "\ufeff", " ")
    .map((text) => new TextEncoder().encode(text)),
  nearly({
    id: "u",
    name: "n",
    message: "m",
    details: [{ message: "d", path: "p" }],
    permissions: ["ADMIN"],
    permission: "ADMIN",
    error: "e",
    validation: [{ message: "v", dataPath: "p" }],
  }).map((json) => new TextEncoder().encode(JSON.stringify(json))),
);
/** Valid header values. */
const headerValue = fc
  .array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff })))
  .map((units) => String.fromCharCode(...units));
const headers = fc.record(
  {
    "content-type": fc.oneof(headerValue, fc.constantFrom("application/json", "text/html", "text/plain", "")),
    "retry-after": fc.oneof(
      headerValue,
      fc.constantFrom("1e9", "-1", "Infinity", "NaN", "GMT", "0 GMT", "0x10", "9".repeat(400)),
    ),
    "ratelimit-reset": headerValue,
    location: fc.oneof(headerValue, fc.webUrl(), fc.constantFrom("//", "http://", "http://[", "/a")),
    "x-any": headerValue,
  },
  { requiredKeys: [] },
);
const NO_BODY = [204, 205, 304];

describe.each(operationIds)("any bytes with any status and any headers as the response of %s", (id) => {
  it("resolve to a value or reject with an InviteError", async () => {
    const answer = fc.record({ status: fc.integer({ min: 200, max: 599 }), headers, bytes });
    await checkProperty(answer, 700, async ({ status, headers, bytes }) => {
      const body = NO_BODY.includes(status) ? null : bytes;
      const { value, error } = await settle(async () => new Response(body, { status, headers }), calls[id]);
      if (error === undefined) return expect(typeof value).toMatch(/^(object|boolean)$/);
      expect(error).toBeInstanceOf(InviteError);
      expect(error).toMatchObject({ operation: expect.toBeOneOf(requestsOf(id)), status });
    });
  });
});

/** The methods that send several requests. */
const several: [string, (client: InviteClient) => Promise<unknown>][] = [
  ["disableAll", async ({ tokens }) => (await tokens.disableAll({ name: "n" }))[0]],
  ["disable", ({ tokens }) => tokens.disable("x")],
  ["extend", ({ tokens }) => tokens.extend("x", { days: 7 })],
  ["ensure", ({ tokens }) => tokens.ensure({ name: "n", expiresIn: { days: 7 } })],
  ["rotate", ({ tokens }) => tokens.rotate({ name: "n", expiresIn: { days: 7 } })],
];

describe.each(several)("any responses to the requests of %s", (_, call) => {
  it("resolve to a value or reject with an InviteError", async () => {
    const half = { ...token, role: {}, users: [] };
    const any = fc.oneof(nearly(token), nearly({ tokens: [token, token] }), nearly(half), fc.constant(half));
    await checkProperty(fc.array(any, { minLength: 1, maxLength: 4 }), 300, async (answers) => {
      let nth = 0;
      const { value, error } = await settle(async () => {
        // A server whose responses always differ could keep a call running.
        if (nth > 8) throw new TypeError("fetch failed");
        return Response.json(answers[nth++ % answers.length]);
      }, call);
      if (error !== undefined) expect(error).toBeInstanceOf(InviteError);
      else if (value !== undefined)
        expect(isInviteToken(withoutCapped(value as object), asJson(value))).toBe(true);
    });
  });
});

const withoutCapped = ({ expiryCapped: _, ...token }: { expiryCapped?: boolean }) => token;
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

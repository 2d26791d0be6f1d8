import fc from "fast-check";
import { TOKENS } from "../raw/values.ts";
import { accept, contentEncoding, contentType, key, more } from "./headers.ts";
import { otherPath, query, respell, secret } from "./paths.ts";
import { date, email, json, password, text, username } from "./values.ts";

/** The body of a random request. */
export interface RandomBody {
  readonly text: string;
  /** Encoding of the text. */
  readonly charset: "utf-8" | "utf-16le" | "utf-16be" | "latin1";
  readonly packing: "none" | "gzip" | "deflate" | "deflate-raw" | "broken";
}

/** A random request. `{0}` to `{9}` in its path stand for the secrets of the tokens that were created last. */
export interface RandomRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RandomBody | undefined;
}

interface Shape {
  readonly method: string;
  readonly path: string;
  readonly body?: fc.Arbitrary<unknown>;
}

const property = <Value>(usual: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: json });

const extra = fc.oneof(
  { weight: 9, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.oneof(
        text,
        fc.constantFrom(
          "role",
          "secret",
          "users",
          "id",
          "__proto__",
          "constructor",
          "toString",
          "a/b~c",
          "a.b",
          "a`b",
        ),
      ),
      json,
      { maxKeys: 2 },
    ),
  },
);

function bodyOf(
  properties: Record<string, fc.Arbitrary<unknown>>,
  required: string[],
): fc.Arbitrary<unknown> {
  const full = fc.record(properties, { requiredKeys: required, noNullPrototype: true });
  const partial = fc.record(properties, { requiredKeys: [], noNullPrototype: true });
  return fc
    .tuple(fc.oneof({ weight: 9, arbitrary: full }, { weight: 1, arbitrary: partial }), extra, fc.boolean())
    .map(([usual, more, first]) => (first ? { ...more, ...usual } : { ...usual, ...more }));
}

const create = bodyOf({ name: property(text), expiresAt: date }, ["name", "expiresAt"]);
const update = bodyOf(
  { expiresAt: date, enabled: property(fc.constantFrom<unknown>(true, false, "true", "false", 0, 1, null)) },
  [],
);
const person = bodyOf({ email, name: property(text), password, username }, ["email", "name", "password"]);

const operation: fc.Arbitrary<Shape> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ method: "POST", path: TOKENS, body: create }) },
  { weight: 1, arbitrary: fc.constant({ method: "GET", path: TOKENS }) },
  { weight: 2, arbitrary: secret.map((of) => ({ method: "GET", path: `${TOKENS}/${of}` })) },
  { weight: 4, arbitrary: secret.map((of) => ({ method: "PUT", path: `${TOKENS}/${of}`, body: update })) },
  { weight: 3, arbitrary: secret.map((of) => ({ method: "GET", path: `/invite/${of}/validate` })) },
  {
    weight: 5,
    arbitrary: secret.map((of) => ({ method: "POST", path: `/invite/${of}/signup`, body: person })),
  },
);

/** Bodies that are not JSON, or unexpected JSON. */
const oddText = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "{",
    "}",
    "[]",
    "{}",
    "null",
    "true",
    "5",
    '"x"',
    "undefined",
    "NaN",
    "{'a':1}",
    '{"a":1,}',
    "[1",
    "\0",
  ),
  fc.constantFrom(
    '\ufeff{"name":"x"}',
    '{"name":"x"}x',
    '{"a":1}{"b":2}',
    "name=x&expiresAt=y",
    '{"name":"a\nb"}',
    "x".repeat(101 * 1024),
    '{"\\ud800":1}',
  ),
  fc.constantFrom(
    '{"__proto__":{"a":1}}',
    '{"a":1e999}',
    `${"[".repeat(500)}${"]".repeat(500)}`,
    '\t{"name":"x"}',
    "\u00a0{}",
    "// x\n{}",
    "{}}",
  ),
  json.map((value) => JSON.stringify(value)),
  text,
);

const charset = fc.oneof(
  { weight: 20, arbitrary: fc.constant("utf-8" as const) },
  fc.constantFrom("utf-16le" as const, "utf-16be" as const, "latin1" as const),
);
const packing = fc.oneof(
  { weight: 3, arbitrary: fc.constant("matching" as const) },
  fc.constantFrom("none" as const, "gzip" as const, "deflate-raw" as const, "broken" as const),
);

/** Encodes the body as its header states, most of the time. */
function packingFor(encoding: string, wanted: string): RandomBody["packing"] {
  if (encoding === "") return "none";
  if (wanted !== "matching") return wanted as RandomBody["packing"];
  if (/^gzip$/i.test(encoding)) return "gzip";
  return encoding === "deflate" ? "deflate" : "none";
}

const method = fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");
const shape: fc.Arbitrary<Shape> = fc.oneof(
  { weight: 20, arbitrary: operation },
  { weight: 1, arbitrary: fc.tuple(operation, method).map(([of, changed]) => ({ ...of, method: changed })) },
  { weight: 1, arbitrary: fc.tuple(otherPath, method).map(([path, changed]) => ({ path, method: changed })) },
  { weight: 1, arbitrary: otherPath.map((path) => ({ path, method: "GET" })) },
);

/** Requests of every kind, most of them nearly valid. */
export const randomRequest: fc.Arbitrary<RandomRequest> = shape.chain(({ method, path, body = json }) =>
  fc
    .record({
      respelled: respell.map((change) => change(path)),
      query,
      key,
      contentType,
      contentEncoding,
      accept,
      more,
      packing,
      charset,
      text: fc.oneof(
        { weight: 14, arbitrary: body.map((value) => JSON.stringify(value)) },
        { weight: 1, arbitrary: oddText },
      ),
    })
    .map(({ respelled, query, key, contentType, contentEncoding, accept, more, packing, charset, text }) => {
      const hasBody = method !== "GET" && method !== "HEAD";
      const given = {
        accept,
        authorization: key,
        "content-type": contentType,
        "content-encoding": contentEncoding,
        ...more,
      };
      return {
        method,
        path: respelled + query,
        headers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "")),
        body: hasBody ? { text, charset, packing: packingFor(contentEncoding, packing) } : undefined,
      };
    }),
);

import fc from "fast-check";
import { nearly } from "./property.ts";

/** JSON that `JSON.stringify` never writes, or that has caused errors in readers. */
const ODD_TEXTS = [
  "1e999",
  "-1e999",
  "1e-400",
  "-0",
  "9007199254740993",
  `{"__proto__":{"id":1,"name":"n","type":"t"}}`,
  `{"__proto__":null,"id":1}`,
  `{"id":1,"id":"2"}`,
  `{"constructor":1,"toString":2,"hasOwnProperty":3}`,
  `[[],{"length":3}]`,
  `{"length":1,"0":{"id":1}}`,
  "[".repeat(1000) + "]".repeat(1000),
  `${'{"role":'.repeat(500)}1${"}".repeat(500)}`,
  JSON.stringify("x".repeat(5000)),
  JSON.stringify("\ud800\u0000\u2028💥"),
  `"2026-06-01T12:00:00.000\\u005a"`,
];

const ODD_DATES = [
  "2026-02-30T00:00:00Z",
  "2026-02-29T00:00:00.000Z",
  "2024-02-29T00:00:00.000Z",
  "2026-06-01T24:00:00Z",
  "2026-06-01T23:59:60Z",
  "2026-06-01t12:00:00z",
  " 2026-06-01T12:00:00Z",
  "2026-06-01T12:00:00.123456789+05:30",
  "2026-06-01T12:00:00+99:00",
  "2026-06-01 12:00:00Z",
  "+010000-01-01T00:00:00.000Z",
  "-000001-01-01T00:00:00.000Z",
  "-000000-01-01T00:00:00.000Z",
  "+275760-09-13T00:00:00.001Z",
];
const digits = (length: number, max: number) =>
  fc.integer({ min: 0, max }).map((number) => String(number).padStart(length, "0"));
const dateLike = fc
  .tuple(
    digits(4, 9999),
    digits(2, 13),
    digits(2, 32),
    digits(2, 24),
    digits(2, 61),
    fc.constantFrom("", ".000"),
  )
  .map(([year, month, day, hour, minute, ms]) => `${year}-${month}-${day}T${hour}:${minute}:00${ms}Z`);

// A placeholder for JSON that JSON.stringify cannot write.
const MARK = "\u0001";
const part = fc.oneof(
  fc.nat(ODD_TEXTS.length - 1).map((index) => MARK + index),
  fc.constantFrom(...ODD_DATES),
  dateLike,
);

function toText(json: unknown): string {
  return JSON.stringify(json).replace(/"\\u0001(\d+)"/g, (_, index) => ODD_TEXTS[Number(index)] ?? "null");
}

/** JSON texts: any JSON, and variants of this value with parts removed, replaced or added. */
export function documents(json: object): fc.Arbitrary<string> {
  const almost = nearly(json, part);
  const underProto = fc
    .tuple(almost.map(toText), fc.nat(9))
    .map(([text, nth]) => renameKey(text, nth, "__proto__"));
  return fc.oneof(
    { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
    { weight: 1, arbitrary: underProto },
    { weight: 8, arbitrary: almost.map(toText) },
  );
}

/** Renames the nth key. */
function renameKey(text: string, nth: number, name: string): string {
  let seen = 0;
  return text.replace(/"\w+":/g, (key) => (seen++ === nth ? `"${name}":` : key));
}

/** JSON texts of a list with many nearly valid items, so that there are more issues than the maximum. */
export function listDocuments(key: string, item: object): fc.Arbitrary<string> {
  const items = fc.array(nearly(item, part), { minLength: 10, maxLength: 30 });
  return items.map((list) => toText({ [key]: list }));
}

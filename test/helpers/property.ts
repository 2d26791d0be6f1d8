import fc from "fast-check";
import { afterAll, vi } from "vitest";

// Generous for slow machines: only stops a hanging test.
vi.setConfig({ testTimeout: 300_000 });

// FC_SEED repeats the same cases; FC_TIMES multiplies their number, for a long search.
const { FC_SEED, FC_TIMES = "1" } = process.env;
const seed = FC_SEED === undefined ? Math.floor(Math.random() * 0x7fffffff) : Number(FC_SEED);
let cases = 0;
afterAll(() => console.log(`${cases} cases; to run them again: FC_SEED=${seed}`));

/** Checks a property with a number of cases. A failure prints the smallest failing case and the seed. */
export async function checkProperty<Case>(
  what: fc.Arbitrary<Case>,
  runs: number,
  check: (given: Case) => Promise<void> | void,
): Promise<void> {
  const property = fc.asyncProperty(what, async (given) => {
    await check(given);
  });
  await holdsProperty(property, runs);
}

/** Checks an existing property. */
export async function holdsProperty<Case>(property: fc.IAsyncProperty<[Case]>, runs: number): Promise<void> {
  const numRuns = runs * Number(FC_TIMES);
  cases += numRuns;
  await fc.assert(property, { seed, numRuns });
}

/** Strings of every kind: letters, any characters, lone surrogates, and characters that are special in a URL. */
export const anyString: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        ".",
        "..",
        "/",
        "\\",
        "%",
        "%2e",
        "%2F",
        "?",
        "#",
        ";",
        " ",
        "\t",
        "\0",
        "&",
        "+",
        "{token}",
        "$&",
        ":",
        "@",
        "a",
        "ü",
        "💥",
        "\ud800",
      ),
    )
    .map((parts) => parts.join("")),
);

/**
 * Nearly valid JSON: a value with parts removed, replaced or added.
 *
 * @param more parts to insert
 */
export function nearly(json: unknown, more?: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const ways = waysInto(json);
  const part = fc.oneof(
    ...(more === undefined ? [] : [more]),
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(
      "",
      "soon",
      "2026-06-01",
      "2026-06-01T12:00:00",
      "2026-02-30T12:00:00Z",
      "+010000-01-01T00:00:00Z",
    ),
    fc.constantFrom<unknown>(0, -1, 1.5, 1e21, -0, true, null, [], {}, [null], { id: 1 }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  );
  const change = fc.record({
    way: fc.constantFrom(...ways),
    how: fc.constantFrom("delete", "set", "add"),
    part,
  });
  return fc.array(change, { minLength: 0, maxLength: 3 }).map((changes) => {
    const root = { json: structuredClone(json) };
    for (const { way, how, part } of changes) apply(root, ["json", ...way], how, structuredClone(part));
    return root.json;
  });
}

function waysInto(json: unknown): string[][] {
  if (typeof json !== "object" || json === null) return [[]];
  return [[], ...Object.entries(json).flatMap(([key, value]) => waysInto(value).map((way) => [key, ...way]))];
}

function apply(root: object, way: string[], how: string, part: unknown): void {
  const last = way.at(-1) as string;
  let at: unknown = root;
  for (const key of way.slice(0, -1)) at = (at as Record<string, unknown> | undefined)?.[key];
  // An earlier change may have removed this part.
  if (typeof at !== "object" || at === null) return;
  if (how === "set" || at === root) Reflect.set(at, last, part);
  else if (how === "delete") Reflect.deleteProperty(at, last);
  else Reflect.set(at, `${last}_`, part);
}

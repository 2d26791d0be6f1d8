import { isDeepStrictEqual } from "node:util";
import type fc from "fast-check";
import type * as z from "zod";
import type { Reader } from "../../generated/readers.ts";
import type { Issue } from "../../src/errors.ts";
import { checkProperty } from "./property.ts";

/** Fails unless reader and schema agree on each text: validity, value and the paths of the first 20 issues. */
export async function agree(
  read: Reader<unknown>,
  schema: z.ZodType,
  texts: fc.Arbitrary<string>,
  runs: number,
): Promise<void> {
  await checkProperty(texts, runs, (text) => {
    const issues: Issue[] = [];
    const model = read(JSON.parse(text), issues);
    const { data, error } = schema.safeParse(JSON.parse(text));
    const paths = issues.map(({ path }) => path);
    const expected = error?.issues.slice(0, 20).map(({ path }) => pathText(path)) ?? [];
    if (!isDeepStrictEqual(paths, expected))
      throw new Error(`the reader has issues at [${paths}], the schema at [${expected}]`);
    if (error === undefined && !isDeepStrictEqual(model, data)) throw new Error("the values differ");
  });
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}

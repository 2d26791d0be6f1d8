/**
 * `npm run test:versions [-- 7.6.5] [-- --all]`: tests the contract on real servers, compares the fake's raw responses
 * with theirs, and prints a table. By default it runs the versions that the fake follows; `--all` adds the releases on
 * which only the SDK is tested.
 */
import { parseArgs } from "node:util";
import { startVitest, type TestCase } from "vitest/node";
import { otherVersions, versions } from "../sandbox/index.ts";
import { operations } from "../src/operations.ts";

const CONTRACT = "test/contract/real.test.ts";
const RAW = "test/raw/";
const RANDOM = "test/differential/";

/** A row of the table, and the cases that it counts. */
const rows: [string, (test: TestCase) => boolean][] = [
  // A case counts for every operation of which it sent a request, usually several.
  ...Object.keys(operations).map((operation): [string, (test: TestCase) => boolean] => [
    operation,
    (test) => test.meta().operations?.some((sent) => sent === operation) ?? false,
  ]),
  ["all cases of the contract", ({ module }) => module.moduleId.endsWith(CONTRACT)],
  ["raw requests, as the fake answers", ({ module }) => module.moduleId.includes(RAW)],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: "boolean", default: false } },
});
const followed = Object.keys(versions).reverse();
const asked = values.all ? [...otherVersions, ...followed].sort(byRelease) : positionals;

const table: { [row: string]: { [version: string]: string } } = {};
for (const version of asked.length > 0 ? asked : followed) {
  Object.assign(process.env, { UNLEASH_VERSION: version }); // see test/contract/global-setup.ts
  // The fake follows the last release of each major version.
  const files = followed.includes(version) ? [CONTRACT, RAW, RANDOM] : [CONTRACT];
  const vitest = await startVitest("test", files, { project: "real", watch: false, reporters: ["dot"] });
  const tests = vitest.state.getTestModules().flatMap(({ children }) => [...children.allTests()]);
  const fill = (row: string, text: string) => {
    table[row] = { ...table[row], [version]: text };
  };
  for (const [row, counts] of rows) {
    const passed = tests.filter(counts).map((test) => test.result().state === "passed");
    const good = passed.filter(Boolean).length;
    if (passed.length === 0 && !(row.startsWith("raw") && files.length === 1)) process.exitCode = 1; // nothing was tested
    fill(row, passed.length === 0 ? "–" : `${good} passed, ${passed.length - good} failed`);
  }
  const equal = tests.map((test) => test.meta().equalRequests).find((share) => share !== undefined);
  fill("random requests with equal responses", equal ?? "–");
  await vitest.close();
}
console.table(table);

function byRelease(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

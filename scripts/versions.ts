/**
 * `npm run test:versions [-- 7.6.5]`: holds the contract, and the fake's raw answers, against every Unleash that the
 * sandbox knows, and prints a table of it.
 */
import { startVitest, type TestCase } from "vitest/node";
import { versions } from "../sandbox/index.ts";
import { operations } from "../src/operations.ts";

const FILES = ["test/contract/real.test.ts", "test/raw/"];
const RAW = "test/raw/";
const asked = process.argv.slice(2);

/** A row of the table, and the cases that it counts. */
const rows: [string, (test: TestCase) => boolean][] = [
  // A case counts for every operation that it has sent a request of, so for several as a rule.
  ...Object.keys(operations).map((operation): [string, (test: TestCase) => boolean] => [
    operation,
    (test) => test.meta().operations?.some((sent) => sent === operation) ?? false,
  ]),
  ["all cases of the contract", ({ module }) => !module.moduleId.includes(RAW)],
  ["raw requests, as the fake answers", ({ module }) => module.moduleId.includes(RAW)],
];

const table: { [row: string]: { [version: string]: string } } = {};
for (const version of asked.length > 0 ? asked : Object.keys(versions).reverse()) {
  Object.assign(process.env, { UNLEASH_VERSION: version }); // see test/contract/global-setup.ts
  const vitest = await startVitest("test", FILES, { project: "real", watch: false, reporters: ["dot"] });
  const tests = vitest.state.getTestModules().flatMap(({ children }) => [...children.allTests()]);
  for (const [row, counts] of rows) {
    const passed = tests.filter(counts).map((test) => test.result().state === "passed");
    const good = passed.filter(Boolean).length;
    if (passed.length === 0) process.exitCode = 1; // nothing was held
    table[row] = { ...table[row], [version]: `${good} passed, ${passed.length - good} failed` };
  }
  await vitest.close();
}
console.table(table);

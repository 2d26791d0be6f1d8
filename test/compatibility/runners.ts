/** Test runners, in which the packed package meets classes of another realm: Jest, and vitest with happy-dom. */
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { install } from "../../sandbox/install.ts";
import type { Inside } from "../runtimes/inside.ts";
import type { Setting } from "../runtimes/scenario.ts";

const run = promisify(execFile);
const modules = join(import.meta.dirname, "node_modules");
const root = join(import.meta.dirname, "../..");
/** Ends what hangs; a run takes a few seconds. */
const LIMIT_MS = 120_000;

/** Node's globals that jsdom lacks or replaces by its own, which Node's `fetch` rejects; as `jest-fixed-jsdom` has them. */
const NODE_GLOBALS =
  "fetch, Headers, Request, Response, AbortController, AbortSignal, TextEncoder, TextDecoder, ReadableStream, structuredClone";

/** The rows of the table. */
export const runners: readonly [name: string, how: string, inside: Inside][] = [
  ["Jest 29", "node", inJest("jest29", "node")],
  ["Jest 29", "jsdom", inJest("jest29", "jsdom")],
  ["Jest 30", "node", inJest("jest30", "node")],
  ["Jest 30", "jsdom", inJest("jest30", "jsdom")],
  ["vitest", "happy-dom", inVitest],
];

/** Writes a test that runs the scenario. The folder of each runner is inside of the one that has the package. */
async function writeTest(folder: string, setting: Setting, format: "cjs" | "esm"): Promise<void> {
  await mkdir(folder, { recursive: true });
  const scenario = JSON.stringify(join(import.meta.dirname, "realm-scenario.ts"));
  await build({
    stdin: {
      contents: `
        import { writeFileSync } from "node:fs";
        import * as sdk from "unleash-invites";
        import * as testing from "unleash-invites/testing";
        import { realmScenario } from ${scenario};
        test("the scenario", async () => {
          const useFakeTimers = () => void (typeof vi === "undefined" ? jest : vi).useFakeTimers();
          const passed = await realmScenario({ ...sdk, ...testing }, ${JSON.stringify(setting)}, useFakeTimers);
          writeFileSync(${JSON.stringify(join(folder, "passed.json"))}, JSON.stringify(passed));
        }, 60_000);`,
      resolveDir: folder,
    },
    outfile: join(folder, format === "cjs" ? "scenario.test.cjs" : "scenario.test.mjs"),
    bundle: true,
    format,
    platform: "node",
    external: ["unleash-invites"],
    logLevel: "warning",
  });
}

function inJest(jest: string, environment: "node" | "jsdom"): Inside {
  return async (packed, setting) => {
    await install(import.meta.dirname, () =>
      console.log("Installing the test runners (once, about a minute)"),
    );
    const folder = join(packed, `${jest}-${environment}`);
    await writeTest(folder, setting, "cjs");
    const environmentFile = join(folder, "environment.cjs");
    await writeFile(
      environmentFile,
      `const { TestEnvironment } = require(${JSON.stringify(join(modules, `${jest}-jsdom`))});
      module.exports = class extends TestEnvironment {
        constructor(...args) {
          super(...args);
          Object.assign(this.global, { ${NODE_GLOBALS} });
        }
      };`,
    );
    const config = {
      rootDir: folder,
      testMatch: ["**/scenario.test.cjs"],
      testEnvironment: environment === "node" ? "node" : environmentFile,
      transform: {},
    };
    await test(folder, join(modules, jest, "bin/jest.js"), ["--config", JSON.stringify(config)]);
    return outcome(folder, join(modules, jest));
  };
}

async function inVitest(packed: string, setting: Setting): Promise<{ version: string; passed: string[] }> {
  const folder = join(packed, "vitest");
  await writeTest(folder, setting, "esm");
  const config = {
    test: {
      globals: true,
      include: ["scenario.test.mjs"],
      environment: "happy-dom",
      // Like a browser, happy-dom blocks requests to other origins.
      environmentOptions: { happyDOM: { url: setting.origin } },
    },
  };
  await writeFile(join(folder, "vitest.config.mjs"), `export default ${JSON.stringify(config)};`);
  const vitest = join(root, "node_modules/vitest");
  await test(folder, join(vitest, "vitest.mjs"), ["run", "--root", folder]);
  return outcome(folder, vitest);
}

/** @throws {Error} with what the runner printed, if a test failed */
async function test(folder: string, program: string, args: readonly string[]): Promise<void> {
  const command = [program, ...args];
  await run(process.execPath, command, { cwd: folder, timeout: LIMIT_MS }).catch((cause) => {
    const { stdout, stderr } = cause as { stdout: string; stderr: string };
    throw new Error(`${stdout}\n${stderr}`.trim().slice(0, 3_000), { cause });
  });
}

async function outcome(folder: string, runner: string): Promise<{ version: string; passed: string[] }> {
  const { version } = JSON.parse(await readFile(join(runner, "package.json"), "utf8"));
  return { version, passed: JSON.parse(await readFile(join(folder, "passed.json"), "utf8")) };
}

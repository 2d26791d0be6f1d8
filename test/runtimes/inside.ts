/** Runs the scenario in each kind of runtime and returns its result. */
import { execFile } from "node:child_process";
import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import type { Setting } from "./scenario.ts";

interface Outcome {
  /** Version of the runtime. */
  version: string;
  /** The steps that passed. */
  passed: string[];
}

/** @param folder folder in which the package is installed */
export type Inside = (folder: string, setting: Setting) => Promise<Outcome>;

/** Stops a hanging run: a scenario takes one or two seconds. */
const LIMIT_MS = 60_000;
const { CHROMIUM = "/usr/bin/chromium" } = process.env;
const run = promisify(execFile);

const ENTRIES = ["", "/schemas", "/testing", "/api", "/handler"].map((entry) => `unleash-invites${entry}`);

/** Writes two consumers of the package, and bundles for runtimes that need a single file. */
export async function writeConsumers(folder: string): Promise<void> {
  const path = (file: string) => JSON.stringify(join(import.meta.dirname, file));
  const bundle = (contents: string, file: string) =>
    build({
      stdin: { contents, resolveDir: folder },
      outfile: join(folder, file),
      bundle: true,
      format: "esm",
      logLevel: "warning",
    });
  const imports = ENTRIES.map((entry, nth) => `import * as entry${nth} from "${entry}";`).join("\n");
  const entries = `{ ${ENTRIES.map((_, nth) => `...entry${nth}`).join(", ")} }`;
  const requires = ENTRIES.map((entry) => `...require("${entry}")`).join(", ");
  await bundle(`export { main } from ${path("program.ts")};`, "program.mjs");
  await writeFile(
    join(folder, "consumer.mjs"),
    `${imports}\nimport { main } from "./program.mjs";\nawait main(${entries});`,
  );
  await writeFile(
    join(folder, "consumer.cjs"),
    `import("./program.mjs").then(({ main }) => main({ ${requires} }));`,
  );
  const bundled = `${imports}\nimport { scenario } from ${path("scenario.ts")};\n`;
  await bundle(
    `${bundled}globalThis.passed = scenario(${entries}, JSON.parse(decodeURIComponent(location.hash.slice(1))));`,
    "page.js",
  );
  await bundle(
    `${bundled}export default { async test(_, { setting }) {
      console.log(JSON.stringify(await scenario(${entries}, setting)));
    } };`,
    "worker.js",
  );
}

/** Runs it as a process that must exit by itself. */
export function inProcess(program: string, ...args: string[]): Inside {
  return async (folder, setting) => {
    const command = [...args, JSON.stringify(setting)];
    return JSON.parse(await outputOf(folder, program, command));
  };
}

/** Steps of the command, in order. */
export const COMMAND_STEPS: readonly string[] = ["version", "create", "list", "unknown key"];

/** Runs the command of the package like `npx`, in another runtime. */
export function inCommand(program: string, ...args: string[]): Inside {
  return async (folder, { origin, adminKey, name }) => {
    const bin = join(folder, "node_modules/unleash-invites/dist/cli/index.js");
    const env = { ...process.env, UNLEASH_BASE_URL: origin, UNLEASH_API_KEY: adminKey };
    const cli = (...words: string[]) =>
      run(program, [...args, bin, ...words], { cwd: folder, env, timeout: LIMIT_MS });
    const passed: string[] = [];
    const version = (await cli("--version")).stdout.trim();
    if (/^\d+\.\d+\.\d+$/.test(version)) passed.push("version");
    const created = await cli("create", "--name", `${name} command`, "--expires-in", "7d");
    if (/^http\S+\?invite=\S+\n$/.test(created.stdout)) passed.push("create");
    const listed = await cli("list", "--name", `${name} command`);
    if (listed.stdout.startsWith(`${name} command\tactive\t`)) passed.push("list");
    const refused = await cli("lst").catch((error: { code: number; stderr: string }) => error);
    if ("code" in refused && refused.code === 2 && /did you mean list\?\n$/.test(refused.stderr)) {
      passed.push("unknown key");
    }
    return { version, passed };
  };
}

async function outputOf(folder: string, program: string, args: string[]): Promise<string> {
  try {
    return (await run(program, args, { cwd: folder, timeout: LIMIT_MS })).stdout;
  } catch (cause) {
    const { killed, stderr } = cause as { killed: boolean; stderr: string };
    throw new Error(killed ? `timed out\n${stderr}` : stderr, { cause });
  }
}

/** Runs it in Cloudflare's runtime, without Node compatibility. */
export function inWorkerd(modules: string): Inside {
  return async (folder, setting) => {
    const json = JSON.stringify(JSON.stringify(setting));
    const config = `
      using Workerd = import "/workerd/workerd.capnp";
      const config :Workerd.Config = (services = [
        (name = "main", worker = (
          modules = [(name = "worker.js", esModule = embed "worker.js")],
          compatibilityDate = "2026-10-01",
          bindings = [(name = "setting", json = ${json})])),
        (name = "internet", network = (allow = ["private"]))]);`;
    await writeFile(join(folder, "worker.capnp"), config);
    const stdout = await outputOf(folder, join(modules, ".bin/workerd"), ["test", "worker.capnp"]);
    const { version } = JSON.parse(await readFile(join(modules, "workerd/package.json"), "utf8"));
    return { version, passed: JSON.parse(stdout) };
  };
}

/** Runs it on a page whose policy forbids `eval` and `new Function`; a violation is a failure. */
export const inChromium: Inside = async (_, setting) => {
  await access(CHROMIUM).catch(() => {
    throw new Error(
      `${CHROMIUM} is missing; apt-get install chromium, or set the environment variable CHROMIUM`,
    );
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM });
  const limit = setTimeout(() => browser.close({ reason: "timed out" }), LIMIT_MS);
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      // A 400 and a 401 are part of the scenario, and the browser logs them.
      if (!message.text().startsWith("Failed to load resource")) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.addInitScript(() => {
      const violations: string[] = [];
      Object.assign(globalThis, { violations });
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        violations.push(`${violatedDirective}: ${blockedURI}`),
      );
    });
    const violations = () => page.evaluate(() => (globalThis as unknown as Page).violations);
    // Started by the page: code that the browser is asked to evaluate is exempt from the policy.
    await page.goto(`${setting.origin}/page.html#${encodeURIComponent(JSON.stringify(setting))}`);
    const passed = await page.evaluate(() => (globalThis as unknown as Page).passed);
    complaints.push(...(await violations()));
    if (complaints.length > 0) throw new Error(`browser errors: ${complaints.join("\n")}`);
    await page.evaluate(provoke);
    if (!(await violations()).join().includes("eval"))
      throw new Error("the page did not report new Function");
    return { version: browser.version(), passed };
  } finally {
    clearTimeout(limit);
    await browser.close();
  }
};

/** Runs in the page and causes one violation: it must be reported even if the exception is caught. */
function provoke(): Promise<unknown> {
  return new Promise((resolve) => {
    document.addEventListener("securitypolicyviolation", resolve, { once: true });
    setTimeout(() => {
      try {
        resolve(new Function(""));
      } catch {}
    });
  });
}

interface Page {
  passed: Promise<string[]>;
  violations: string[];
}

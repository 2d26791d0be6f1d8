/**
 * Runs the same scenario with the packed package in every runtime. Prints a table; exits with 1 if a row fails.
 *
 *     npm run test:runtimes            # all
 *     npm run test:runtimes -- Deno    # those whose name starts with it
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { install } from "../../sandbox/install.ts";
import type * as testing from "../../src/testing/index.ts";
import { REALM_STEPS } from "../compatibility/realm-scenario.ts";
import { runners } from "../compatibility/runners.ts";
import {
  COMMAND_STEPS,
  type Inside,
  inChromium,
  inCommand,
  inProcess,
  inWorkerd,
  writeConsumers,
} from "./inside.ts";
import { installPacked } from "./packed.ts";
import { PROGRAM_STEPS } from "./program.ts";
import { STEPS } from "./scenario.ts";
import { refusingOrigin, serve } from "./server.ts";

const modules = join(import.meta.dirname, "node_modules");
const node = (version: number) => join(modules, `node${version}/bin/node`);
const bun = join(modules, ".bin/bun");
const deno = join(modules, ".bin/deno");

const COMMAND = "the command";

const all: [name: string, how: string, inside: Inside][] = [
  ...[20, 22, 24, 26].flatMap((version): typeof all => [
    [`Node ${version}`, "ESM", inProcess(node(version), "consumer.mjs")],
    [`Node ${version}`, "CJS", inProcess(node(version), "consumer.cjs")],
    [`Node ${version}`, COMMAND, inCommand(node(version))],
  ]),
  ["Bun", "ESM", inProcess(bun, "consumer.mjs")],
  ["Bun", "CJS", inProcess(bun, "consumer.cjs")],
  ["Bun", COMMAND, inCommand(bun)],
  ["Deno", "ESM", inProcess(deno, "run", "--allow-net=127.0.0.1", "consumer.mjs")],
  ["Deno", "CJS", inProcess(deno, "run", "--allow-net=127.0.0.1", "--allow-read=.", "consumer.cjs")],
  ["Deno", COMMAND, inCommand(deno, "run", "--allow-net=127.0.0.1", "--allow-read=.", "--allow-env")],
  ["workerd", "ESM, bundled", inWorkerd(modules)],
  ["Chromium", "ESM, bundled, no unsafe-eval", inChromium],
  ...runners,
];
const isRunner = (inside: Inside) => runners.some((runner) => runner[2] === inside);
const stepsOf = (how: string, inside: Inside) => {
  if (isRunner(inside)) return REALM_STEPS;
  if (how === COMMAND) return COMMAND_STEPS;
  return how === "ESM" || how === "CJS" ? PROGRAM_STEPS : STEPS;
};
const runtimes = all.filter(([name]) => name.startsWith(process.argv[2] ?? ""));

await install(import.meta.dirname, () =>
  console.log("Installing the runtimes (first run only, about a minute)"),
);
await using installed = await installPacked();
const { folder, tarball } = installed;
await writeConsumers(folder);
const { createFakeUnleash }: typeof testing = createRequire(join(folder, "x"))("unleash-invites/testing");
const adminKey = "user:admin";
const fake = createFakeUnleash({ keys: { [adminKey]: "admin" } });
await using server = await serve(fake.handle, await readFile(join(folder, "page.js"), "utf8"));

console.log(tarball);
print("", "runtime", "version", "how", "passed");
let failed = 0;
for (const [nth, [name, how, inside]] of runtimes.entries()) {
  const setting = {
    origin: server.origin,
    refusingOrigin: await refusingOrigin(),
    adminKey,
    name: `runtime-${nth}`,
  };
  try {
    const { version, passed } = await inside(folder, setting);
    const ok = passed.join() === stepsOf(how, inside).join();
    if (!ok) failed++;
    print(ok ? "ok" : "FAILED", name, version, how, passed.join(", "));
  } catch (error) {
    failed++;
    print("FAILED", name, "", how, (error as Error).message);
  }
}
console.log(`\n${runtimes.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 && runtimes.length > 0 ? 0 : 1;

function print(ok: string, name: string, version: string, how: string, what: string): void {
  console.log(ok.padEnd(6), name.padEnd(9), version.padEnd(16), how.padEnd(29), what);
}

/**
 * `npm run test:typescript`: compiles consumers of the packed package with every supported TypeScript, without
 * `skipLibCheck`; then checks the imports of the types and their cost for the compiler. Exits with 1 if a check fails.
 */
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { install } from "../../sandbox/install.ts";
import { installPacked } from "../runtimes/packed.ts";
import { foreignImports } from "./imports.ts";

const compilers = ["typescript54", "typescript59", "typescript60", "typescript70"];
const DOM = ["ES2022", "DOM"];
const modes: Record<string, object> = {
  "nodenext, ESM and CJS": { module: "nodenext", lib: DOM },
  bundler: { module: "esnext", moduleResolution: "bundler", lib: DOM },
  "nodenext, WebWorker": { module: "nodenext", lib: ["ES2022", "WebWorker"] },
  "nodenext, @types/node": { module: "nodenext", lib: ["ES2022"], types: ["node"] },
};
/** Libraries that the types of an entry may import. */
const IMPORTS: Record<string, string[]> = {
  "./schemas": ["zod"],
  "./api": ["openapi-fetch"],
  "./msw": ["msw"],
};
/** Maximum number of type instantiations that an entry may add to an empty program. One schema of zod takes 1,938. */
const CEILINGS: Record<string, number> = {
  "index.mts": 1500,
  "schemas.mts": 4000,
  "testing.mts": 1500,
  "handler.mts": 1500,
  "api.mts": 20_000,
};

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
let failed = 0;
let passed = 0;

await install(import.meta.dirname, () =>
  console.log("Installing the compilers (first run only, some seconds)"),
);
await using installed = await installPacked();
const { folder, tarball } = installed;
const entries: string[] = [];
for (const file of await readdir(join(import.meta.dirname, "consumer"))) {
  const source = await readFile(join(import.meta.dirname, "consumer", file));
  for (const ending of [".mts", ".cts"]) await writeFile(join(folder, file.replace(".ts", ending)), source);
  entries.push(file.replace(".ts", ".mts"));
}
await writeFile(join(folder, "empty.mts"), "export {};");
// Not in consumer/, because the exports of this project have explicit types.
await writeFile(
  join(folder, "inferred.mts"),
  `import type { paths } from "unleash-invites/api";
  const documented = (): { paths?: paths } => ({});
  export const inferred = documented().paths;`,
);

console.log(tarball);
for (const compiler of compilers) {
  const version = await versionOf(compiler);
  const compiling = Object.entries(modes).map(async ([mode, options], nth) => {
    const output = await compile(compiler, options, ["*.mts", "*.cts"], `tsconfig.${nth}.json`);
    report(output === "", `TypeScript ${version}`, mode, output.split("\n").slice(0, 5).join("\n"));
  });
  await Promise.all(compiling);
}

const { exports } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
for (const [entry, conditions] of Object.entries<Record<string, { types?: string }>>(exports)) {
  for (const { types } of Object.values(conditions)) {
    if (types === undefined) continue; // ./package.json has none
    const found = await foreignImports(join(folder, "node_modules/unleash-invites", types));
    report(found.join() === (IMPORTS[entry] ?? []).join(), types, "imports", found.join(", ") || "nothing");
  }
}

const none = await instantiations("empty.mts");
for (const file of entries) {
  const count = (await instantiations(file)) - none;
  const ceiling = CEILINGS[file] ?? 0;
  report(count > 0 && count <= ceiling, file, "instantiations", `${count}, at most ${ceiling}`);
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Compiles in strict mode without `skipLibCheck`. @returns the compiler's errors, if any */
async function compile(compiler: string, options: object, include: string[], file: string): Promise<string> {
  const compilerOptions = {
    target: "ES2022",
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    // Reports exports of a consumer whose types cannot be named (TS2742).
    declaration: true,
    types: [],
    typeRoots: [join(root, "node_modules/@types")],
    ...options,
  };
  await writeFile(join(folder, file), JSON.stringify({ compilerOptions, include }));
  const tsc = join(import.meta.dirname, "node_modules", compiler, "bin/tsc");
  const command = [tsc, "--pretty", "false", "-p", file];
  const { stdout, message = "" } = await run(process.execPath, command, { cwd: folder }).catch(
    (error) => error,
  );
  // The error's message contains stderr, for a compiler that fails to start.
  return stdout.trim() || message;
}

/** Returns the number of type instantiations of a program. */
async function instantiations(file: string): Promise<number> {
  const options = { module: "nodenext", lib: DOM, skipLibCheck: true, extendedDiagnostics: true };
  const output = await compile("typescript59", options, [file], "tsconfig.json");
  return Number(/^Instantiations: +(\d+)$/m.exec(output)?.[1]);
}

async function versionOf(compiler: string): Promise<string> {
  const file = join(import.meta.dirname, "node_modules", compiler, "package.json");
  return JSON.parse(await readFile(file, "utf8")).version;
}

function report(ok: boolean, subject: string, how: string, what: string): void {
  if (ok) passed++;
  else failed++;
  console.log((ok ? "ok" : "FAILED").padEnd(6), subject.padEnd(28), how.padEnd(22), what);
}

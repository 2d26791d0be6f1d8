import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Subject } from "./subjects.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const TSC: string = require.resolve("typescript/bin/tsc");
const CLIENTS = fileURLToPath(new URL("clients", import.meta.url));
const FOLDER = fileURLToPath(new URL("generated/types", import.meta.url));

export const TYPESCRIPT: string = require("typescript/package.json").version;

/** Returns the number of type instantiations that a program with all operations of a client adds to an empty one. */
export async function instantiationsOf(subject: Subject): Promise<number> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(`${FOLDER}/empty.ts`, "export {};\n");
  const empty = await instantiations(`${FOLDER}/empty.ts`, subject);
  return (await instantiations(`${CLIENTS}/${subject.adapter}.ts`, subject)) - empty;
}

async function instantiations(file: string, { dist, conditions = [] }: Subject): Promise<number> {
  const config = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: "ES2022",
      lib: ["ES2022", "DOM", "DOM.Iterable"],
      types: [],
      module: "ESNext",
      moduleResolution: "bundler",
      customConditions: conditions,
      allowImportingTsExtensions: true,
      paths: { "unleash-invites": [resolve(`${dist}`, "index.d.ts")] },
    },
    files: [file],
  };
  await writeFile(`${FOLDER}/tsconfig.json`, JSON.stringify(config));
  const { stdout } = await run(process.execPath, [TSC, "-p", FOLDER, "--extendedDiagnostics"]);
  const count = /^Instantiations:\s+(\d+)$/m.exec(stdout)?.[1];
  if (count === undefined) throw new Error(`tsc did not report its instantiations:\n${stdout}`);
  return Number(count);
}

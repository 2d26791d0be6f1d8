/**
 * `npm run bench`: compares the SDK with a bare `fetch` and with generated clients of the same OpenAPI document.
 *
 * `-- --only get,list100` runs some measurements, `--peers orval,kubb` or `--peers=` selects the peers,
 * `--dist <folder>` uses other builds of the SDK, `--rounds 500` runs longer; `--write` writes docs/measurements.md.
 */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { install } from "../sandbox/install.ts";
import { benchmarks } from "./benchmarks.ts";
import { buildClient, buildEmpty, sizeOf } from "./build.ts";
import { pageOf } from "./page.ts";
import { factsOf, timeCalls, timeImports } from "./processes.ts";
import { BARE, PEERS, type Subject, sdks, versionsOf } from "./subjects.ts";
import { callTable, countTable, factTable, importTable } from "./tables.ts";
import { instantiationsOf, TYPESCRIPT } from "./types.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const { values: given } = parseArgs({
  options: {
    only: { type: "string" },
    peers: { type: "string" },
    dist: { type: "string", multiple: true },
    rounds: { type: "string", default: "180" },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(given.rounds);
if (!(rounds > 0)) throw new Error("--rounds takes a number");
// Rounds of slow benchmarks.
const fewer = Math.ceil(rounds / 6);
if (given.write && given.only !== undefined) throw new Error("--write takes all measurements");

const peers = PEERS.filter(({ adapter }) => given.peers?.split(",").includes(adapter) ?? true);
const subjects: readonly Subject[] = [BARE, ...sdks(given.dist ?? [here("../dist")]), ...peers];
await prepare();
const clients = {
  installed: await builds("external"),
  bundled: await builds("bundle"),
};

const measurements: Record<string, () => Promise<string>> = {
  size: async () => {
    const rows = subjects.map(async (subject) => ({
      name: subject.name,
      size: await sizeOf(subject),
      versions: await versionsOf(subject),
      ...(await factsOf(clients.installed.get(subject.name) ?? "")),
    }));
    return factTable(
      "Size: all six operations, with all they need, minified and gzipped",
      await Promise.all(rows),
    );
  },
  ...Object.fromEntries(
    Object.entries(benchmarks).map(([id, benchmark]) => [
      id,
      async () =>
        callTable(
          benchmark.title,
          await timeCalls(id, benchmark, clients.installed, benchmark.long ? fewer : rounds),
          BARE.name,
        ),
    ]),
  ),
  import: () => imports("each package where npm installs it", clients.installed),
  "import-bundled": () => imports("all in one file", clients.bundled),
  types: async () => {
    const counts = new Map<string, number>();
    for (const subject of subjects) counts.set(subject.name, await instantiationsOf(subject));
    return countTable(`Types: instantiations in TypeScript ${TYPESCRIPT}`, "instantiations", counts);
  },
};

const wanted = given.only?.split(",") ?? Object.keys(measurements);
const tables: string[] = [];
for (const id of wanted) {
  const measure = measurements[id];
  if (measure === undefined) throw new Error(`--only takes ${Object.keys(measurements).join(", ")}`);
  tables.push(await measure());
  console.log(`\n${tables.at(-1)}`);
}
if (given.write) await writeFile(here("../docs/measurements.md"), pageOf(tables, rounds, fewer));

async function prepare(): Promise<void> {
  if (peers.length === 0) return;
  await install(here("."), () => console.log("Installing the generators (first run only) ..."));
  const names = peers.flatMap(({ generated = [] }) => generated);
  await promisify(execFile)(process.execPath, ["generate.ts", ...names], { cwd: here(".") });
}

async function builds(packages: "bundle" | "external"): Promise<Map<string, string>> {
  const files = subjects.map(
    async (subject) => [subject.name, await buildClient(subject, packages)] as const,
  );
  return new Map(await Promise.all(files));
}

async function imports(how: string, files: ReadonlyMap<string, string>): Promise<string> {
  const empty = "an empty module";
  const times = await timeImports(new Map([[empty, await buildEmpty()], ...files]), fewer);
  return importTable(`Cold import, ${how}: more than an empty module takes`, times, empty);
}

/** `npm run bench`: the SDK beside a bare `fetch` and the clients that generators make of the same document. */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { benchmarks } from "./benchmarks.ts";
import { buildClient, buildEmpty, type Subject, sizeOf } from "./build.ts";
import { factsOf, timeCalls, timeImports } from "./processes.ts";
import { callTable, factTable, importTable } from "./tables.ts";

const PEERS: readonly string[] = [];
const BASE = "bare fetch";

const { values: given } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    client: { type: "string", multiple: true },
    dist: { type: "string", multiple: true },
    rounds: { type: "string", default: "60" },
  },
});
const wanted = (list: readonly string[] | undefined, name: string) =>
  list === undefined || list.includes(name);
const rounds = Number(given.rounds);
if (!(rounds > 0)) throw new Error("--rounds takes a number");

const dists = given.dist ?? [fileURLToPath(new URL("../dist", import.meta.url))];
const subjects: readonly Subject[] = [
  { name: BASE, adapter: "fetch" },
  ...dists.map((dist) => ({
    name: dists.length === 1 ? "unleash-invites" : `unleash-invites ${dist}`,
    adapter: "unleash-invites",
    dist,
  })),
  ...PEERS.filter((name) => wanted(given.client, name)).map((name) => ({ name, adapter: name })),
];
const installed = new Map<string, string>();
const bundled = new Map<string, string>();
for (const subject of subjects) {
  installed.set(subject.name, await buildClient(subject, "external"));
  bundled.set(subject.name, await buildClient(subject, "bundle"));
}

if (wanted(given.only, "size")) {
  const rows = subjects.map(async (subject) => ({
    name: subject.name,
    ...(await factsOf(installed.get(subject.name) ?? "")),
    size: await sizeOf(subject),
  }));
  console.log(factTable(await Promise.all(rows)));
}
for (const [id, benchmark] of Object.entries(benchmarks)) {
  if (!wanted(given.only, id)) continue;
  console.log(callTable(benchmark.title, await timeCalls(id, benchmark, installed, rounds), BASE));
}
for (const [id, clients] of Object.entries({ import: installed, bundle: bundled })) {
  if (!wanted(given.only, id)) continue;
  const empty = await buildEmpty();
  const times = await timeImports(new Map([["empty", empty], ...clients]), Math.ceil(rounds / 2));
  const how = id === "import" ? "each package as npm installs it" : "all in one file";
  console.log(importTable(`Cold import, over an empty module: ${how}`, times, "empty"));
}

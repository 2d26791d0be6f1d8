import { type Entries, type Setting, scenario } from "./scenario.ts";

/** Prints the steps that passed and the version of the runtime, for runtimes with a command line. */
export async function main(entries: Entries): Promise<void> {
  const { Bun, Deno } = globalThis as { Bun?: { version: string }; Deno?: { version: { deno: string } } };
  const version = Bun?.version ?? Deno?.version.deno ?? process.versions.node;
  const setting: Setting = JSON.parse(process.argv[2] ?? "");
  console.log(JSON.stringify({ version, passed: await scenario(entries, setting) }));
}

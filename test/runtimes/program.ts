import { type Entries, type Setting, scenario } from "./scenario.ts";

/** For runtimes that have a command line: prints what has held, and the version that the runtime gives itself. */
export async function main(entries: Entries): Promise<void> {
  const { Bun, Deno } = globalThis as { Bun?: { version: string }; Deno?: { version: { deno: string } } };
  const version = Bun?.version ?? Deno?.version.deno ?? process.versions.node;
  const setting: Setting = JSON.parse(process.argv[2] ?? "");
  console.log(JSON.stringify({ version, held: await scenario(entries, setting) }));
}

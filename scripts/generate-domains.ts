/** Part of `npm run generate`: writes the top-level domains that servers accept. With `--check`, only compares. */
import { readFile, writeFile } from "node:fs/promises";
import { tlds } from "@hapi/tlds";

const OUTPUT = new URL("../generated/top-level-domains.ts", import.meta.url);

const names = [...tlds].sort();
const lines = (names.join(" ").match(/\S.{0,110}(?=\s|$)/g) ?? []).map((line) => `  "${line} " +`);
const text = [
  "// Generated from @hapi/tlds, whose list Unleash's validation of email addresses uses, by `npm run generate`. Never edited.",
  "",
  "/** All top-level domains, in ASCII, separated by spaces. */",
  "export const topLevelDomains: string =",
  ...lines,
  '  "";',
  "",
].join("\n");

if (!process.argv.includes("--check")) {
  await writeFile(OUTPUT, text);
} else if (text !== (await readFile(OUTPUT, "utf8").catch(() => ""))) {
  console.error(
    "generated/top-level-domains.ts is out of date: run `npm run generate` and commit the result.",
  );
  process.exitCode = 1;
}

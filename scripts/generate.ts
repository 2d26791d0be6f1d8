/** `npm run generate`: writes the types of the spec. With `--check`, only tells whether they are up to date. */
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const SPEC = new URL("../spec/invite-links.openapi.yaml", import.meta.url);
const OUTPUT = new URL("../generated/openapi.ts", import.meta.url);
const HEADER = "// Generated from spec/invite-links.openapi.yaml by `npm run generate`. Never edited.\n\n";

const types = HEADER + astToString(await openapiTS(SPEC, { rootTypes: true, rootTypesNoSchemaPrefix: true }));

if (!process.argv.includes("--check")) {
  await writeFile(OUTPUT, types);
} else if (types !== (await readFile(OUTPUT, "utf8").catch(() => ""))) {
  console.error(
    "generated/openapi.ts is not what the spec gives: run `npm run generate` and commit the result.",
  );
  process.exitCode = 1;
}

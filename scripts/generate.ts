/** `npm run generate`: writes the types of the spec and the readers of the schemas. With `--check`, only compares. */
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import * as schemas from "../src/schemas.ts";
import { generateReaders } from "./readers.ts";

const SPEC = new URL("../spec/invite-links.openapi.yaml", import.meta.url);
const HEADER = "// Generated from spec/invite-links.openapi.yaml by `npm run generate`. Never edited.\n\n";

const { dateSchema, ...objectSchemas } = schemas;
/** Types of the models without a name. */
const MODELS: { readonly [name: string]: string } = { InviteTokens: "{ tokens: InviteToken[] }" };
const objects = Object.entries(objectSchemas).map(([key, schema]) => {
  const name = key.replace(/Schema$/, "").replace(/^./, (letter) => letter.toUpperCase());
  return { name, model: MODELS[name] ?? name, schema };
});

const types = astToString(await openapiTS(SPEC, { rootTypes: true, rootTypesNoSchemaPrefix: true }))
  // Hidden in the API reference, because they repeat the OpenAPI document.
  .replace(
    /^export interface (paths|components|operations) /gm,
    "/** The $1 of the OpenAPI document, as openapi-typescript generates them. @hidden */\n$&",
  );

const outputs = {
  "generated/openapi.ts": HEADER + types,
  "generated/readers.ts": generateReaders({ date: dateSchema, objects }),
};

for (const [path, text] of Object.entries(outputs)) {
  const output = new URL(`../${path}`, import.meta.url);
  if (!process.argv.includes("--check")) {
    await writeFile(output, text);
  } else if (text !== (await readFile(output, "utf8").catch(() => ""))) {
    console.error(`${path} is out of date: run \`npm run generate\` and commit the result.`);
    process.exitCode = 1;
  }
}

import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Options } from "tsup";
import { parse } from "yaml";

// These share code: one copy of the errors for all of them, in CJS too.
const client = {
  index: "src/index.ts",
  "api/index": "src/api/index.ts",
  "handler/index": "src/handler/index.ts",
};
const schemas = { schemas: "src/schemas.ts" };
const fake = { "testing/index": "src/testing/index.ts", "msw/index": "src/msw/index.ts" };

/** Builds groups of entries apart, because each file that two entries share is one more file to load for both. */
async function config({ outDir = "dist" }: Options): Promise<Options[]> {
  await rm(outDir, { recursive: true, force: true });
  const common: Options = {
    outDir,
    format: ["esm", "cjs"],
    target: "es2022",
    platform: "neutral",
    splitting: true,
    treeshake: true,
    sourcemap: true,
    tsconfig: "src/tsconfig.json",
    // One package and one file less to load: a third of the time of an import.
    noExternal: ["openapi-fetch"],
  };
  return [
    {
      ...common,
      entry: client,
      dts: { entry: { ...client, ...schemas, ...fake } },
      onSuccess: async () => {
        await writeSpec(outDir);
        const license = fileURLToPath(import.meta.resolve("openapi-fetch/LICENSE"));
        await copyFile(license, join(outDir, "openapi-fetch.LICENSE.txt"));
      },
    },
    { ...common, entry: schemas },
    { ...common, entry: fake },
    // Run, and not imported.
    { ...common, entry: { "cli/index": "src/cli/index.ts" }, format: ["esm"], external: [/^node:/] },
  ];
}

/** The spec as tools read it: the entry ./openapi.json. */
async function writeSpec(outDir: string): Promise<void> {
  const spec = parse(await readFile("spec/invite-links.openapi.yaml", "utf8"));
  await writeFile(join(outDir, "openapi.json"), `${JSON.stringify(spec, undefined, 2)}\n`);
}

export default config;

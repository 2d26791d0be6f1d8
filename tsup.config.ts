import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Options } from "tsup";
import { parse } from "yaml";

const entries = {
  index: "src/index.ts",
  schemas: "src/schemas.ts",
  "api/index": "src/api/index.ts",
  "handler/index": "src/handler/index.ts",
  "testing/index": "src/testing/index.ts",
  "msw/index": "src/msw/index.ts",
};

const config = ({ outDir = "dist" }: Options): Options => ({
  outDir,
  entry: { ...entries, "cli/index": "src/cli/index.ts" },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  // Of the command alone.
  external: [/^node:/],
  // One copy of the errors for all entries, in CJS too.
  splitting: true,
  treeshake: true,
  sourcemap: true,
  dts: { entry: entries },
  clean: true,
  tsconfig: "src/tsconfig.json",
  async onSuccess() {
    // The spec as tools read it: the entry ./openapi.json.
    const spec = parse(await readFile("spec/invite-links.openapi.yaml", "utf8"));
    await writeFile(join(outDir, "openapi.json"), `${JSON.stringify(spec, undefined, 2)}\n`);
    // The command is run and not imported.
    for (const ending of ["cjs", "cjs.map"]) await rm(join(outDir, `cli/index.${ending}`), { force: true });
  },
});

export default config;

import { readFile, writeFile } from "node:fs/promises";
import type { Options } from "tsup";
import { parse } from "yaml";

const config: Options = {
  entry: ["src/index.ts", "src/schemas.ts", "src/{api,handler,testing,msw}/index.ts"],
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  // One copy of the errors for all entries, in CJS too.
  splitting: true,
  treeshake: true,
  sourcemap: true,
  dts: true,
  clean: true,
  tsconfig: "src/tsconfig.json",
  // The spec as tools read it: the entry ./openapi.json.
  async onSuccess() {
    const spec = parse(await readFile("spec/invite-links.openapi.yaml", "utf8"));
    await writeFile("dist/openapi.json", `${JSON.stringify(spec, undefined, 2)}\n`);
  },
};

export default config;

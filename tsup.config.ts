import type { Options } from "tsup";

const config: Options = {
  entry: ["src/index.ts", "src/schemas.ts", "src/testing/index.ts"],
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
};

export default config;

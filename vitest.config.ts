import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

/** What needs a real Unleash, or a good while. */
const REAL = [
  "test/app.test.ts",
  "test/contract/real.test.ts",
  "test/differential/{differential,time-zone}.test.ts",
  "test/docs/packed.test.ts",
  "test/raw/**/*.test.ts",
  "test/package.test.ts",
  "test/sandbox.test.ts",
];

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      {
        // As in tsconfig.json: the examples import the package by name, and are tested with its source.
        resolve: {
          alias: [
            { find: /^unleash-invites$/, replacement: source("index.ts") },
            { find: /^unleash-invites\/handler$/, replacement: source("handler/index.ts") },
          ],
        },
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...REAL, "test/e2e/**", "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "real",
          include: REAL,
          globalSetup: ["test/contract/global-setup.ts"],
          // A slow machine may take its time to install and boot a server: these only end what hangs.
          testTimeout: 300_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: {
      include: ["src/**/*.ts"],
      thresholds: { lines: 98, branches: 95 },
    },
  },
});

export default config;

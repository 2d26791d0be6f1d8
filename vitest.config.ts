import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/contract/**", "test/sandbox.test.ts"],
        },
      },
      {
        test: {
          name: "real",
          include: ["test/contract/**/*.test.ts", "test/sandbox.test.ts"],
          globalSetup: ["test/contract/global-setup.ts"],
          // A slow machine may take its time to boot a server: these only end what hangs.
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: {
      include: ["src/**"],
      thresholds: { lines: 98, branches: 95 },
    },
  },
});

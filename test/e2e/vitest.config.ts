import { defineConfig, type ViteUserConfig } from "vitest/config";

/** The page of `examples/web`, in a real Chromium and on a real Unleash: `npm run test:e2e`. */
const config: ViteUserConfig = defineConfig({
  test: {
    name: "e2e",
    include: ["test/e2e/**/*.test.ts"],
    globalSetup: ["test/e2e/global-setup.ts"],
    // A slow machine may take its time to install and boot a server: these only end what hangs.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: false,
  },
});

export default config;

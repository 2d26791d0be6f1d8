import { defineConfig, type UserConfig } from "vite";

const config: UserConfig = defineConfig({
  build: { modulePreload: { polyfill: false } },
});

export default config;

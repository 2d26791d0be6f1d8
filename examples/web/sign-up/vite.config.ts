import { join } from "node:path";
import { defineConfig, type UserConfig } from "vite";

const page = (name: string): string => join(import.meta.dirname, name);

const config: UserConfig = defineConfig({
  build: {
    rolldownOptions: { input: [page("index.html"), page("404.html")] },
    modulePreload: { polyfill: false },
  },
});

export default config;

import { join } from "node:path";
import { defineConfig, type UserConfig } from "vite";

const page = (name: string): string => join(import.meta.dirname, name);

const config: UserConfig = defineConfig({
  appType: "mpa",
  build: {
    rolldownOptions: { input: [page("index.html"), page("signup.html")] },
    modulePreload: { polyfill: false },
  },
});

export default config;

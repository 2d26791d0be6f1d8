import type { TestProject } from "vitest/node";
import { startUnleash } from "../../sandbox/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    unleash: { version: string; baseUrl: string; adminKey: string; viewerKey: string };
  }
}

/** Boots one real Unleash for all tests of the project. Returns a function that stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { UNLEASH_VERSION } = process.env; // see scripts/versions.ts
  const unleash = await startUnleash({
    version: UNLEASH_VERSION,
    // As Unleash's own Docker image runs it: otherwise errors come with stack traces, or as HTML.
    env: { NODE_ENV: "production" },
    onInstall: console.log,
  });
  const { version, baseUrl, adminKey, viewerKey } = unleash;
  console.log(`Contract suite on Unleash ${version} at ${baseUrl}`);
  project.provide("unleash", { version, baseUrl, adminKey, viewerKey });
  return unleash.stop;
}

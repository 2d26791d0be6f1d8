/** `npm run sandbox`: runs an Unleash until Ctrl-C. `-- --port 4242` sets its port. */
import { parseArgs } from "node:util";
import { type Sandbox, startUnleash } from "./index.ts";

let unleash: Sandbox | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, async () => {
    await unleash?.stop();
    process.exit(0);
  });
}

try {
  const { values } = parseArgs({ options: { port: { type: "string" }, version: { type: "string" } } });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port)) throw new Error(`--port must be a number, not ${values.port}`);
  console.log("Starting Unleash ...");
  unleash = await startUnleash({ version: values.version, port, onInstall: console.log });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
console.log(`
Unleash ${unleash.version} is up, with a database that is gone when it ends.

  address     ${unleash.baseUrl}
  sign in     ${unleash.login.username} / ${unleash.login.password}
  admin key   ${unleash.adminKey}
  viewer key  ${unleash.viewerKey}

Ctrl-C ends it.`);

// Only the server keeps this process running.
process.on("beforeExit", () => {
  console.error(`Unleash exited unexpectedly.\n${unleash?.output()}`);
  process.exit(1);
});

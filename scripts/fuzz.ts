/**
 * `npm run test:fuzz [-- --version 8.2.0 --requests 2000 --seed 1 --server http://127.0.0.1:4242]`: sends random
 * requests to a real Unleash and to the fake, and prints the differences. Without `--server` it starts a sandbox;
 * without `--version` it runs each version in turn.
 */
import { inspect, parseArgs } from "node:util";
import diff from "microdiff";
import { startUnleash, versions } from "../sandbox/index.ts";
import { makeKeys } from "../sandbox/keys.ts";
import type { FuzzResult } from "../test/differential/compare.ts";
import { type FuzzOptions, fuzz } from "../test/differential/run.ts";

/** Minimum share of equal responses for every version. */
const REQUIRED = 0.995;

const { values } = parseArgs({
  options: {
    server: { type: "string" },
    version: { type: "string" },
    requests: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
  },
});
const [requests, seed] = [Number(values.requests), Number(values.seed)];
if (!Number.isInteger(requests) || !Number.isInteger(seed))
  throw new Error("--requests and --seed must be integers");
if (values.server && !values.version) throw new Error("--server needs --version, such as 8.2.0");

for (const version of values.version ? [values.version] : Object.keys(versions).reverse()) {
  const { server, stop } = await serverOf(version);
  try {
    print(version, await fuzz({ server, version, requests, seed }));
  } finally {
    await stop();
  }
}

async function serverOf(
  version: string,
): Promise<{ server: FuzzOptions["server"]; stop: () => Promise<void> }> {
  const baseUrl = values.server?.replace(/\/+$/, "");
  if (baseUrl !== undefined) {
    return { server: { baseUrl, ...(await makeKeys(baseUrl)) }, stop: async () => {} };
  }
  const sandbox = await startUnleash({ version, env: { NODE_ENV: "production" }, onInstall: console.log });
  return { server: sandbox, stop: sandbox.stop };
}

function print(version: string, { requests, equal, known, unlisted, statuses }: FuzzResult): void {
  const share = equal / requests;
  console.log(
    `\nUnleash ${version}: ${equal} of ${requests} responses are equal (${(share * 100).toFixed(2)} %), seed ${seed}`,
  );
  console.log(`  statuses: ${inspect(statuses, { breakLength: Number.POSITIVE_INFINITY })}`);
  for (const [what, count] of known) console.log(`  known, ${count} times: ${what}`);
  for (const { what, count, example } of unlisted) {
    console.log(`\n  not known, ${count} times: ${what}`);
    const { request, real, fake } = example;
    // Old values are from the server, new ones from the fake.
    const shown = { request, statuses: [real.status, fake.status], changes: diff({ ...real }, { ...fake }) };
    console.log(inspect(shown, { depth: 9, maxStringLength: 300, breakLength: 140 }).replace(/^/gm, "    "));
  }
  if (share < REQUIRED || unlisted.length > 0) process.exitCode = 1;
}

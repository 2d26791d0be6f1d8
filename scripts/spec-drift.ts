/**
 * `npm run spec:drift -- <url>`: compares the spec with the OpenAPI document of a running Unleash.
 * With `--sandbox` instead of the URL, it boots an Unleash.
 */
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { startUnleash } from "../sandbox/index.ts";
import { drift, judge, type OnPurpose, type OpenApiDocument } from "./drift.ts";

const SPEC = new URL("../spec/invite-links.openapi.yaml", import.meta.url);
const ON_PURPOSE = new URL("../spec/drift-on-purpose.yaml", import.meta.url);

const stop = (message: string): never => {
  console.error(message);
  process.exit(2);
};

const target = process.argv[2] ?? stop("Usage: npm run spec:drift -- <url of a running Unleash>");
await using sandbox = target === "--sandbox" ? await startUnleash({ onInstall: console.log }) : undefined;
const base = sandbox?.baseUrl ?? target;
const url = `${base.replace(/\/+$/, "")}/docs/openapi.json`;

async function serverDocument(): Promise<OpenApiDocument> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const document = (await response.json()) as Partial<OpenApiDocument>;
  if (!document.openapi || !document.paths || !document.info)
    throw new Error("openapi, info or paths is missing");
  return document as OpenApiDocument;
}

const server = await serverDocument().catch((error: Error) =>
  stop(`No OpenAPI document at ${url}: ${error.message}`),
);
const spec: OpenApiDocument = parse(await readFile(SPEC, "utf8"));
const list: OnPurpose[] = parse(await readFile(ON_PURPOSE, "utf8"));

const { version } = server.info;
const differences = drift(spec, server);
const { unexpected, stale } = judge(differences, list, version);

for (const difference of unexpected) console.log(difference);
for (const difference of stale)
  console.log(`${difference}: no longer differs, remove it from spec/drift-on-purpose.yaml`);
if (unexpected.length + stale.length > 0) process.exitCode = 1;
else
  console.log(
    `The spec and Unleash ${version} agree, except for ${differences.length} expected differences.`,
  );

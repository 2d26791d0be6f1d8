/**
 * Generates the clients of the given generators, each configured for `fetch`, zod and dates as documented. Must run in
 * this folder, because kubb uses the working directory.
 */
import { readFile } from "node:fs/promises";
import { createClient as heyApi } from "@hey-api/openapi-ts";
import { build as kubb } from "@kubb/core";
import { pluginClient } from "@kubb/plugin-client";
import { pluginOas } from "@kubb/plugin-oas";
import { pluginTs } from "@kubb/plugin-ts";
import { pluginZod } from "@kubb/plugin-zod";
import { generate as orval } from "orval";
import { parse } from "yaml";

const SPEC = "../spec/invite-links.openapi.yaml";
const OUTPUT = "generated";

const generators: Readonly<Record<string, () => Promise<unknown>>> = {
  "hey-api": () => generateHeyApi("hey-api", 4),
  "hey-api-mini": () => generateHeyApi("hey-api-mini", "mini"),
  orval: generateOrval,
  kubb: generateKubb,
};
for (const name of process.argv.slice(2)) await generators[name]?.();

async function generateHeyApi(name: string, compatibilityVersion: 4 | "mini"): Promise<void> {
  await heyApi({
    input: SPEC,
    output: `${OUTPUT}/${name}`,
    logs: { level: "silent" },
    plugins: [
      "@hey-api/client-fetch",
      { name: "@hey-api/transformers", dates: true },
      { name: "zod", compatibilityVersion },
      // Requests are not validated: it would create a new schema for each, which dominates the time.
      { name: "@hey-api/sdk", validator: { response: true }, transformer: true },
    ],
  });
}

async function generateOrval(): Promise<void> {
  await orval(
    {
      input: { target: SPEC },
      output: {
        target: `${OUTPUT}/orval/client.ts`,
        schemas: { path: `${OUTPUT}/orval/schemas`, type: "zod" },
        client: "fetch",
        baseUrl: {
          runtime: "base.url",
          imports: [{ name: "base", importPath: "../../clients/orval-base.ts" }],
        },
        override: {
          useDates: true,
          // Response schemas are those of the bodies.
          zod: { coerce: { body: ["date"], response: ["date"] } },
          fetch: { runtimeValidation: true, includeHttpResponseReturnType: false },
        },
      },
    },
    process.cwd(),
  );
}

async function generateKubb(): Promise<void> {
  const { error } = await kubb({
    config: {
      root: process.cwd(),
      input: { data: await specWithoutDeepRefs() },
      output: { path: `${OUTPUT}/kubb`, extension: { ".ts": ".ts" } },
      plugins: [
        pluginOas({ generators: [], validate: false }),
        pluginTs({ dateType: "date" }),
        pluginZod({ mini: true, dateType: "date", coercion: { dates: true } }),
        pluginClient({ client: "fetch", parser: "zod", pathParamsType: "object", bundle: true }),
      ],
    },
  });
  if (error) throw error;
}

/** Inlines each `$ref` to a property of a schema: for these, kubb imports a file that it does not write. */
async function specWithoutDeepRefs(): Promise<object> {
  const spec = parse(await readFile(SPEC, "utf8"));
  return JSON.parse(
    JSON.stringify(spec, (_, value) => {
      const [, schema, property] =
        /^#\/components\/schemas\/(\w+)\/properties\/(\w+)$/.exec(value?.$ref) ?? [];
      return property === undefined ? value : spec.components.schemas[schema ?? ""].properties[property];
    }),
  );
}

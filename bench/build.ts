import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build, type Plugin } from "esbuild";
import type { Subject } from "./subjects.ts";

const HERE = new URL(".", import.meta.url);

type Packages = "bundle" | "external";

/**
 * Bundles a client and its generated code into one file.
 *
 * @param packages whether dependencies, including the SDK, are bundled too instead of imported from node_modules
 * @returns the URL of the file
 */
export async function buildClient(subject: Subject, packages: Packages): Promise<string> {
  const file = `${subject.name.replaceAll(/[^\w-]+/g, "_")}.${packages}.js`;
  const outfile = fileURLToPath(new URL(`generated/built/${file}`, HERE));
  await build({ ...optionsFor(subject, packages), outfile });
  return pathToFileURL(outfile).href;
}

/** An empty module, as the baseline of an import. */
export async function buildEmpty(): Promise<string> {
  const outfile = fileURLToPath(new URL("generated/built/empty.js", HERE));
  await build({ stdin: { contents: "" }, outfile });
  return pathToFileURL(outfile).href;
}

/** Returns the size that a client adds to a web page, with dependencies, minified and gzipped, in bytes. */
export async function sizeOf(subject: Subject): Promise<number> {
  const options = { ...optionsFor(subject, "bundle"), minify: true, write: false };
  const { outputFiles } = await build(options);
  return gzipSync(outputFiles?.[0]?.contents ?? "", { level: 9 }).length;
}

function optionsFor({ adapter, dist, conditions = [] }: Subject, packages: Packages): BuildOptions {
  const sdk: Plugin = {
    name: "sdk",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^unleash-invites$/ }, () => {
        const entry = resolve(`${dist}`, "index.js");
        return packages === "bundle" ? { path: entry } : { path: pathToFileURL(entry).href, external: true };
      }),
  };
  return {
    entryPoints: [fileURLToPath(new URL(`clients/${adapter}.ts`, HERE))],
    bundle: true,
    format: "esm",
    target: "es2022",
    packages,
    conditions: [...conditions, "module"],
    plugins: [sdk],
  };
}

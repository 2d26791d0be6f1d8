import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build, type Plugin } from "esbuild";

const HERE = new URL(".", import.meta.url);

/** A client to measure. */
export interface Subject {
  readonly name: string;
  /** The file in `clients/` that puts it behind `Client`. */
  readonly adapter: string;
  /** Of the SDK, the folder that holds its build. */
  readonly dist?: string;
}

/**
 * Makes one file of a client and all that was generated for it.
 *
 * @param packages whether what it needs, the SDK too, goes into that file, or else is found where npm installed it
 * @returns the URL of the file
 */
export async function buildClient(subject: Subject, packages: "bundle" | "external"): Promise<string> {
  const file = `${subject.name.replaceAll(/[^\w-]+/g, "_")}.${packages}.js`;
  const outfile = new URL(`generated/built/${file}`, HERE);
  await build({ ...optionsFor(subject, packages), packages, outfile: fileURLToPath(outfile) });
  return outfile.href;
}

/** A module with nothing in it: what any import takes. */
export async function buildEmpty(): Promise<string> {
  const outfile = new URL("generated/built/empty.js", HERE);
  await build({ stdin: { contents: "" }, outfile: fileURLToPath(outfile) });
  return outfile.href;
}

/** What a client adds to a web page, with all that it needs, minified and gzipped, in bytes. */
export async function sizeOf(subject: Subject): Promise<number> {
  const { outputFiles } = await build({ ...optionsFor(subject, "bundle"), minify: true, write: false });
  return gzipSync(outputFiles?.[0]?.contents ?? "", { level: 9 }).length;
}

function optionsFor({ adapter, dist }: Subject, packages: "bundle" | "external"): BuildOptions {
  const sdk: Plugin = {
    name: "sdk",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^unleash-invites$/ }, () => {
        const entry = pathToFileURL(`${dist}/index.js`);
        return packages === "external"
          ? { path: entry.href, external: true }
          : { path: fileURLToPath(entry) };
      }),
  };
  return {
    entryPoints: [fileURLToPath(new URL(`clients/${adapter}.ts`, HERE))],
    bundle: true,
    format: "esm",
    target: "es2022",
    plugins: [sdk],
  };
}

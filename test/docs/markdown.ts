import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root: string = join(import.meta.dirname, "../..");

/** A page, by its path from the root of the repository or the package. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** @param folder the repository, or a copy of the package */
function readPages(folder: string, paths: readonly string[]): Page[] {
  return paths.map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

/** README.md and docs/*.md, which have the snippets. */
export function userPages(folder: string = root): Page[] {
  const docs = readdirSync(join(folder, "docs")).filter((name) => name.endsWith(".md"));
  return readPages(folder, ["README.md", ...docs.sort().map((name) => `docs/${name}`)]);
}

/** The pages in the package: all but those for contributors. */
export function packedPages(folder: string = root): Page[] {
  return [...userPages(folder), ...readPages(folder, ["CHANGELOG.md", "SECURITY.md", "llms.txt"])];
}

/** All pages of the project. */
export function allPages(): Page[] {
  return [...packedPages(), ...readPages(root, ["CONTRIBUTING.md"])];
}

/** A program that a page shows: a block fenced with `ts` or `tsx`, and those after it that are `continued`. */
export interface Snippet {
  /** Page and first line: `README.md:12`. */
  readonly name: string;
  /** The code, on the same lines as in the page. */
  readonly code: string;
  /** It contains JSX. */
  readonly isJsx: boolean;
  /** false: it contains JSX, or one of its blocks is `no-run`. */
  readonly runs: boolean;
  /** The lines that it prints according to the page: `// → …`. */
  readonly prints: readonly string[];
}

export function snippetsOf({ path, text }: Page): Snippet[] {
  const programs: { line: number; code: string; isJsx: boolean; runs: boolean }[] = [];
  for (const block of text.matchAll(/^```ts(x?)\b(.*)\n([\s\S]*?)^```$/gm)) {
    const [, x, info = "", code = ""] = block;
    const flags = info.split(" ").filter(Boolean);
    const unknown = flags.find((flag) => flag !== "continued" && flag !== "no-run");
    if (unknown !== undefined) throw new Error(`${path}: no such kind of block: ts ${unknown}`);
    const line = text.slice(0, block.index).split("\n").length + 1;
    if (!flags.includes("continued")) programs.push({ line, code: "", isJsx: x === "x", runs: x !== "x" });
    const program = programs.at(-1);
    if (program === undefined) throw new Error(`${path}:${line} continues nothing`);
    program.code += "\n".repeat(line - program.code.split("\n").length) + code;
    program.runs &&= !flags.includes("no-run");
  }
  return programs.map(({ line, code, isJsx, runs }) => {
    const prints = [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, printed = ""]) => printed);
    return { name: `${path}:${line}`, code, isJsx, runs, prints };
  });
}

/** The entries of the package, and the source of each: `unleash-invites/testing` is `src/testing/index.ts`. */
export function sourcesOfEntries(): Record<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    name: string;
    exports: Record<string, string | { import: { default: string } }>;
  };
  return Object.fromEntries(
    Object.entries(exports).flatMap(([entry, target]) =>
      typeof target === "string"
        ? []
        : [[join(name, entry), target.import.default.replace(/^\.\/dist\/(.*)\.js$/, "./src/$1.ts")]],
    ),
  );
}

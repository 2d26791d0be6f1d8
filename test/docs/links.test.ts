import { execFile } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { brokenLinks, linksOutside, proseOf } from "./links.ts";
import { allPages, type Page, packedPages, root } from "./markdown.ts";

const pages = allPages();

/** Returns the missing files that a page names in code. In a table cell, `tokens.ts` is in the folder of the file before; otherwise it is in src. */
function missingFiles(page: Page): string[] {
  const missing: string[] = [];
  for (const cell of proseOf(page).split(/[|\n]/)) {
    let folder = "src";
    for (const [, name = ""] of cell.matchAll(/`([\w./-]+)`/g)) {
      const isPath = /^(src|test|spec|scripts|sandbox|examples|generated|bench|docs|\.ci)\//.test(name);
      if (!isPath && !/^[\w-]+\.ts$/.test(name)) continue;
      const file = isPath ? name : join(folder, name);
      if (!existsSync(join(root, file))) missing.push(file);
      else folder = statSync(join(root, file)).isDirectory() ? file : dirname(file);
    }
  }
  return missing;
}

it.each(pages)("The links of $path lead somewhere", (page) => {
  expect(brokenLinks(page, root)).toEqual([]);
});

it("Links to a missing file and to a missing heading are reported", () => {
  const text =
    "# A `b`, c\n[1](#a-b-c) [2](#gone) [3](../README.md#errors) [4](gone.md) [5](https://example.com)";
  expect(brokenLinks({ path: "docs/README.md", text }, root)).toEqual(["#gone", "gone.md"]);
});

it.each(pages)("The files that $path names exist", (page) => {
  expect(missingFiles(page)).toEqual([]);
});

it("Missing files are reported, in tables too", () => {
  const text =
    "`spec/gone.yaml`, `spec/`\n| `test/docs/`, `markdown.ts`, `gone.ts` | `gone.ts`, `tokens.ts` |";
  expect(missingFiles({ path: "page.md", text })).toEqual([
    "spec/gone.yaml",
    "test/docs/gone.ts",
    "src/gone.ts",
  ]);
});

it.each(pages)("The npm scripts that $path names exist", ({ text }) => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script = ""]) => script);
  expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});

it("The package contains what its pages link to", async () => {
  const { stdout } = await promisify(execFile)("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: root,
    shell: process.platform === "win32",
  });
  const [{ files }] = JSON.parse(stdout.slice(stdout.indexOf("[\n"))) as [{ files: { path: string }[] }];
  const packed = files.map(({ path }) => path);
  const outside = packedPages().flatMap((page) =>
    linksOutside(page, packed).map((link) => `${page.path}: ${link}`),
  );
  expect(outside).toEqual([]);
  expect(packed).toEqual(expect.arrayContaining(packedPages().map(({ path }) => path)));
  expect(
    linksOutside({ path: "README.md", text: "[1](CONTRIBUTING.md) [2](docs/README.md)" }, packed),
  ).toEqual(["CONTRIBUTING.md"]);
}, 60_000);

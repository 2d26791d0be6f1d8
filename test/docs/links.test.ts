import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";
import { allPages, type Page, root } from "./markdown.ts";

const pages = allPages();

/** A page without its code. */
function prose({ text }: Page): string {
  return text.replace(/^```[\s\S]*?^```$/gm, "");
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** The relative links of a page that lead nowhere. */
function brokenLinks(page: Page): string[] {
  const links = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page.path : normalize(join(dirname(page.path), path));
    if (!existsSync(join(root, target))) return true;
    if (anchor === undefined) return false;
    const text = target === page.path ? page.text : readFileSync(join(root, target), "utf8");
    return !anchorsOf(prose({ path: target, text })).includes(anchor);
  });
}

/** The files that a page names in code and that are not there. In a cell of a table, `tokens.ts` is in the folder of the file before; else it is in src. */
function missingFiles(page: Page): string[] {
  const missing: string[] = [];
  for (const cell of prose(page).split(/[|\n]/)) {
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
  expect(brokenLinks(page)).toEqual([]);
});

it("A link to a file or a heading that is missing is found", () => {
  const text =
    "# A `b`, c\n[1](#a-b-c) [2](#gone) [3](../README.md#errors) [4](gone.md) [5](https://example.com)";
  expect(brokenLinks({ path: "docs/README.md", text })).toEqual(["#gone", "gone.md"]);
});

it.each(pages)("The files that $path names are there", (page) => {
  expect(missingFiles(page)).toEqual([]);
});

it("A file that is missing is found, in a table too", () => {
  const text =
    "`spec/gone.yaml`, `spec/`\n| `test/docs/`, `markdown.ts`, `gone.ts` | `gone.ts`, `tokens.ts` |";
  expect(missingFiles({ path: "page.md", text })).toEqual([
    "spec/gone.yaml",
    "test/docs/gone.ts",
    "src/gone.ts",
  ]);
});

it.each(pages)("The npm scripts that $path names are there", ({ text }) => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script = ""]) => script);
  expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});

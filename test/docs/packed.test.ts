import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsIn, outputOf } from "./check-snippets.ts";
import { brokenLinks } from "./links.ts";
import { packedPages, root, snippetsOf, userPages } from "./markdown.ts";

const run = promisify(execFile);
const shell = process.platform === "win32";

// The consumer's folder has the packed package; everything else that snippets import comes from the repository.
describe("The docs inside the packed package", () => {
  let base: string;
  const consumer = () => ({ folder: join(base, "consumer"), isSource: false });
  const packed = () => join(base, "consumer/node_modules/unleash-invites");

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), "unleash-invites-docs-"));
    await symlink(join(root, "node_modules"), join(base, "node_modules"), "junction");
    await mkdir(join(base, "consumer/node_modules"), { recursive: true });
    await writeFile(join(base, "consumer/package.json"), '{ "name": "consumer", "type": "module" }');
    await run("npm", ["pack", "--pack-destination", base], { cwd: root, shell });
    const tarball = (await readdir(base)).find((name) => name.endsWith(".tgz")) ?? "";
    await run("tar", ["-xzf", tarball], { cwd: base });
    await rename(join(base, "package"), packed());
  });
  afterAll(() => rm(base, { recursive: true }));

  it("have no broken link or anchor", () => {
    const pages = packedPages(packed());
    expect(pages.length).toBeGreaterThan(10);
    expect(
      pages.flatMap((page) => brokenLinks(page, packed()).map((link) => `${page.path}: ${link}`)),
    ).toEqual([]);
  });

  it("have snippets that compile with the packed types", () => {
    expect(errorsIn(userPages(packed()).flatMap(snippetsOf), consumer())).toEqual([]);
  });

  it("have snippets that run with the packed build, and print what the pages say", async () => {
    const snippets = userPages(packed()).flatMap(snippetsOf);
    for (const snippet of snippets.filter(({ runs }) => runs)) {
      const lines = await outputOf(snippet, consumer());
      expect(
        lines.filter((line) => snippet.prints.includes(line)),
        snippet.name,
      ).toEqual(snippet.prints);
    }
  });
});

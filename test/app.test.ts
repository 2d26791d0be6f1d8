import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, snippetsOf, userPages } from "./docs/markdown.ts";

const run = promisify(execFile);
// So that it does not detect that it runs inside of vitest.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")));

/** The tests in the docs, for vitest and for Node, run as the app's tests. */
const shown = userPages()
  .flatMap(snippetsOf)
  .map(({ code }) => code)
  .filter((code) => /from "(vitest|node:test)"/.test(code));

/** The oldest and the newest supported msw. */
describe.each(["2.11.0", "3"])("an app with the packed package and msw %s", (msw) => {
  let folder: string;
  const npm = async (...command: string[]) => (await run("npm", command, { cwd: folder, env })).stdout;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unleash-invites-app-"));
    await cp(join(root, "examples/testing"), folder, { recursive: true });
    for (const [nth, code] of shown.entries()) {
      const file = code.includes('from "vitest"') ? `docs-${nth}.test.ts` : `docs-${nth}.node.ts`;
      await writeFile(join(folder, file), code);
    }
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: root });
    const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf("[\n")));
    await npm("install", "--no-audit", "--no-fund", `./${filename}`, `msw@${msw}`);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("passes its tests in vitest", async () => {
    expect(await npm("test", "--", "--no-color")).toMatch(/Tests +13 passed \(13\)/);
  });

  it("passes its tests in Node's test runner", async () => {
    expect(await npm("run", "test:node")).toMatch(/^. pass 5\n. fail 0$/m);
  });
});

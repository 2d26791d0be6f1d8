import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");

const outputsOf = (entry: string): string[] =>
  ["cjs", "cjs.map", "d.cts", "d.ts", "js", "js.map"].map((ending) => `dist/${entry}.${ending}`);

describe("the packed package, installed in its own folder", () => {
  let folder: string;
  let files: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unleash-invites-"));
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: root });
    const [{ filename, files: packed }] = JSON.parse(stdout.slice(stdout.indexOf("[\n")));
    files = packed.map(({ path }: { path: string }) => path);
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
    await run("npm", ["install", "--no-audit", "--no-fund", `./${filename}`], { cwd: folder });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("contains the entries, their maps and types, the spec and the docs, and nothing else", () => {
    // Files that entries share are named after their content. test/docs compares the docs with their links.
    const named = files
      .filter((file) => !file.startsWith("docs/"))
      .map((file) => file.replace(/-[\w-]{8}(?=\.)/, "-*"));
    expect([...new Set(named)].sort()).toEqual(
      [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "SECURITY.md",
        "llms.txt",
        "package.json",
        "dist/openapi.json",
        "dist/openapi-fetch.LICENSE.txt",
        ...[
          "index",
          "schemas",
          ...["api", "handler", "testing", "msw"].map((name) => `${name}/index`),
        ].flatMap(outputsOf),
        "dist/cli/index.js",
        "dist/cli/index.js.map",
        ...["cjs", "cjs.map", "js", "js.map"].map((ending) => `dist/chunk-*.${ending}`),
        ...["fake", "openapi", "options", "types"].flatMap((shared) => [
          `dist/${shared}-*.d.cts`,
          `dist/${shared}-*.d.ts`,
        ]),
      ].sort(),
    );
  });

  it("contains openapi-fetch, of which only the types are imported", async () => {
    const scripts = files.filter((file) => /^dist\/.*\.c?js$/.test(file));
    expect(scripts.length).toBeGreaterThan(0);
    const code = await Promise.all(scripts.map((file) => readFile(join(root, file), "utf8")));
    expect(code.join("\n")).not.toMatch(/(from |require\()["']openapi-fetch/);
  });

  it("has source maps with the complete source", async () => {
    const found = new Set<string>();
    for (const file of files.filter((name) => name.endsWith("js.map"))) {
      const map = await readFile(join(folder, "node_modules/unleash-invites", file), "utf8");
      const { sources, sourcesContent } = JSON.parse(map);
      for (const [index, source] of sources.entries()) {
        const path = join(dirname(file), source);
        expect(sourcesContent[index], path).toBe(await readFile(join(root, path), "utf8"));
        found.add(path);
      }
    }
    for (const file of ["client", "tokens", "schemas", "testing/fake", "msw/index"])
      expect(found).toContain(`src/${file}.ts`);
  });

  const life = `
    const client = createInviteClient({ baseUrl: process.argv[2], apiKey: process.argv[3] });
    client.tokens.create({ name: "From a package", expiresIn: { days: 7 } }).then(({ name }) => console.log(name));`;

  it.each([
    ["consumer.mjs", `import { createInviteClient } from "unleash-invites";${life}`],
    ["consumer.cjs", `const { createInviteClient } = require("unleash-invites");${life}`],
  ])("makes a token on a real Unleash from %s", async (file, program) => {
    await writeFile(join(folder, file), program);
    const { baseUrl, adminKey } = inject("unleash");
    const { stdout } = await run(process.execPath, [file, baseUrl, adminKey], { cwd: folder });
    expect(stdout).toBe("From a package\n");
  });

  it("has a command that creates a link on a real Unleash", async () => {
    const { baseUrl, adminKey } = inject("unleash");
    const env = { ...process.env, UNLEASH_BASE_URL: baseUrl, UNLEASH_API_KEY: adminKey };
    const args = ["--no", "unleash-invites", "create", "--name", "From npx", "--expires-in", "7d"];
    const { stdout } = await run("npx", args, { cwd: folder, env });
    expect(stdout).toMatch(/^http\S+\?invite=\S+\n$/);
  });

  it.each([
    ["handler.mjs", 'import { createSignUpHandler } from "unleash-invites/handler";'],
    ["handler.cjs", 'const { createSignUpHandler } = require("unleash-invites/handler");'],
  ])("has a sign-up handler that asks a real Unleash: %s", async (file, line) => {
    const program = `${line}
      createSignUpHandler({ baseUrl: process.argv[2] })(new Request("http://localhost/?invite=unknown"))
        .then((response) => response.text()).then(console.log);`;
    await writeFile(join(folder, file), program);
    const { stdout } = await run(process.execPath, [file, inject("unleash").baseUrl], { cwd: folder });
    expect(stdout).toBe('{"valid":false}\n');
  });
});

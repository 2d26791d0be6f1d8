import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");

describe("the packed package, installed in a folder of its own", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unleash-invites-"));
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: root });
    const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf("[\n")));
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
    await run("npm", ["install", "--no-audit", "--no-fund", `./${filename}`], { cwd: folder });
  });
  afterAll(() => rm(folder, { recursive: true }));

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
});

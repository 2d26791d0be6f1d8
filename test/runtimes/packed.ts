/** Installs the package as npm would publish it, in a folder outside of this repository. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export interface Installed extends AsyncDisposable {
  folder: string;
  /** Name and size of the tarball, for the output. */
  tarball: string;
}

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const shell = process.platform === "win32"; // npm is a .cmd file there

/** Builds, packs and installs; `npm pack` builds by `prepack`. */
export async function installPacked(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), "unleash-invites-"));
  const dispose = () => rm(folder, { recursive: true });
  try {
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: root,
      shell,
    });
    const [{ filename, size, entryCount }] = JSON.parse(stdout.slice(stdout.indexOf("[\n")));
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
    await run("npm", ["install", "--no-audit", "--no-fund", `./${filename}`], { cwd: folder, shell });
    const tarball = `${filename}, ${Math.round(size / 1000)} kB, ${entryCount} files`;
    return { folder, tarball, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The releases of Unleash that the sandbox runs, and the folder of each. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Each release with the folder whose package.json and lockfile pin it and PGlite. Tested in CI. */
export const versions: Readonly<Record<string, string>> = {
  "8.2.0": join(import.meta.dirname, "8.2.0"),
  "7.6.5": join(import.meta.dirname, "7.6.5"),
  "6.10.1": join(import.meta.dirname, "6.10.1"),
  "5.12.8": join(import.meta.dirname, "5.12.8"),
};

/**
 * Older releases, tested by `npm run test:versions -- --all`. Their folders are generated: the server's version is
 * exact, its dependencies are the newest that it allows. Lockfiles of eight more servers would be 1.4 MB.
 */
export const otherVersions: readonly string[] = [
  "7.5.1",
  "7.4.1",
  "6.6.0",
  "6.3.0",
  "5.11.3",
  "5.8.2",
  "5.6.0",
  "4.19.5",
];

/** Returns the folder of a release; creates its package.json if the release has no lockfile. */
export async function folderOf(version: string): Promise<{ folder: string; isLocked: boolean }> {
  const locked = Object.hasOwn(versions, version) ? versions[version] : undefined;
  if (locked !== undefined) return { folder: locked, isLocked: true };
  if (!otherVersions.includes(version)) {
    throw new Error(`Unknown Unleash version ${version}. Known: ${Object.keys(versions).join(", ")}.`);
  }
  const folder = join(import.meta.dirname, "on-demand", version);
  const template = join(import.meta.dirname, "8.2.0");
  const manifest = JSON.parse(await readFile(join(template, "package.json"), "utf8"));
  manifest.dependencies["unleash-server"] = version;
  // `.npmrc` refuses all install scripts.
  delete manifest.allowScripts;
  await mkdir(folder, { recursive: true });
  await writeIfChanged(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await writeIfChanged(join(folder, ".npmrc"), await readFile(join(template, ".npmrc"), "utf8"));
  return { folder, isLocked: false };
}

/** The modification time of package.json decides whether to install again. */
async function writeIfChanged(file: string, content: string): Promise<void> {
  if ((await readFile(file, "utf8").catch(() => undefined)) !== content) await writeFile(file, content);
}

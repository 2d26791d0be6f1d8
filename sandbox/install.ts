/** Installs a server's packages the first time, and again after its lockfile has changed. */
import { execFile } from "node:child_process";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Can be called from several processes concurrently: one installs, the others wait.
 *
 * @param isLocked whether the folder has a lockfile; otherwise package.json is installed
 */
export async function install(folder: string, onInstall: () => void, isLocked = true): Promise<void> {
  const manifest = join(folder, isLocked ? "package-lock.json" : "package.json");
  if (await isInstalled(folder, manifest)) return;
  const lock = join(folder, ".install.lock");
  await acquire(lock);
  try {
    if (await isInstalled(folder, manifest)) return;
    onInstall();
    const command = isLocked ? ["ci"] : ["install", "--no-package-lock"];
    const npm = run("npm", [...command, "--no-audit", "--no-fund"], {
      cwd: folder,
      shell: process.platform === "win32", // npm is a .cmd file there
    });
    // npm continues if this process is killed, so npm's process owns the lock from here on.
    if (npm.child.pid) await writeFile(lock, String(npm.child.pid));
    await npm;
  } catch (cause) {
    throw new Error(`npm ${isLocked ? "ci" : "install"} failed in ${folder}:\n${tail(cause)}`, { cause });
  } finally {
    await rm(lock, { force: true });
  }
}

/** npm writes `.package-lock.json` last, so an incomplete installation has none. */
async function isInstalled(folder: string, manifest: string): Promise<boolean> {
  const [wanted, installed] = await Promise.all([
    stat(manifest),
    stat(join(folder, "node_modules/.package-lock.json")).catch(() => undefined),
  ]);
  return installed !== undefined && installed.mtimeMs >= wanted.mtimeMs;
}

/** The lock is a file with the process id of its owner, so that the lock of an exited process can be taken over. */
async function acquire(lock: string): Promise<void> {
  for (;;) {
    try {
      return await writeFile(lock, String(process.pid), { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(await readFile(lock, "utf8").catch(() => ""));
    if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true });
    else await sleep(250);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // a process of another user
  }
}

function tail(error: unknown): string {
  const { message, stdout = "", stderr = "" } = error as Error & { stdout?: string; stderr?: string };
  return `${stdout}${stderr}`.trim().split("\n").slice(-20).join("\n") || message;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Sandbox, startUnleash } from "../sandbox/index.ts";
import { install } from "../sandbox/install.ts";

const minutes = 60_000;
const sandboxFolder = join(import.meta.dirname, "../sandbox");

describe("a sandbox", { timeout: 5 * minutes }, () => {
  let unleash: Sandbox;
  beforeAll(async () => {
    unleash = await startUnleash();
  }, 15 * minutes); // may include the installation
  afterAll(() => unleash?.stop());

  const tokens = (key: string) =>
    fetch(`${unleash.baseUrl}/api/admin/invite-link/tokens`, { headers: { authorization: key } });

  it("responds to /health", async () => {
    const response = await fetch(`${unleash.baseUrl}/health`);
    expect(await response.json()).toEqual({ health: "GOOD" });
  });

  it("has no invite tokens, and accepts the admin key", async () => {
    const response = await tokens(unleash.adminKey);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ tokens: [] });
  });

  it("rejects the viewer key", async () => {
    expect((await tokens(unleash.viewerKey)).status).toBe(403);
  });

  it("has one database connection, because several sometimes mix up responses", async () => {
    const metrics = await (await fetch(`${unleash.baseUrl}/internal-backstage/prometheus`)).text();
    expect(/^db_pool_max.*/m.exec(metrics)?.[0]).toBe("db_pool_max 1");
  });

  it("listens on 127.0.0.1 only", async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4")
      .map(({ address }) => address);
    const port = Number(new URL(unleash.baseUrl).port);
    expect(await isOpen(port)).toBe(true);
    for (const host of ["::1", ...outside]) expect(await isOpen(port, host), host).toBe(false);
  });

  it("reports why it did not start", async () => {
    const port = Number(new URL(unleash.baseUrl).port);
    await expect(startUnleash({ port })).rejects.toThrow(
      /^Unleash 8\.2\.0 did not start: exit code 1\n.*EADDRINUSE/s,
    );
    await expect(startUnleash({ bootTimeoutMs: 1 })).rejects.toThrow(
      "Unleash 8.2.0 did not start: not ready after 1 ms",
    );
  });

  it("rejects an unsupported version, and names the supported ones", async () => {
    for (const version of ["1.0.0", "constructor"]) {
      await expect(startUnleash({ version })).rejects.toThrow(
        `Unknown Unleash version ${version}. Known: 8.2.0, 7.6.5, 6.10.1, 5.12.8.`,
      );
    }
  });

  it("leaves no port and no process open after stop(), which can be called twice", async () => {
    const { baseUrl, pid = 0, stop } = await startUnleash();
    expect(process.kill(pid, 0)).toBe(true);
    await Promise.all([stop(), stop()]);
    await stop();
    expect(await isOpen(Number(new URL(baseUrl).port))).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});

describe("npm run sandbox", { timeout: 5 * minutes }, () => {
  /** Starts it, and reads its port from the output. */
  async function run() {
    const parent = spawn(process.execPath, [join(sandboxFolder, "run.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    for await (const chunk of parent.stdout.iterator({ destroyOnReturn: false })) {
      printed += chunk;
      if (printed.includes("Ctrl-C")) break;
    }
    return { parent, port: Number(/127\.0\.0\.1:(\d+)/.exec(printed)?.[1]), printed };
  }

  it("prints the URL and the keys, and exits without output on Ctrl-C", async () => {
    const { parent, port, printed } = await run();
    expect(printed).toMatch(/admin \/ unleash4all\n *admin key +user:\w+\n *viewer key +user:\w+/);
    parent.kill("SIGINT");
    expect(await once(parent, "exit")).toEqual([0, null]);
    expect(await isOpen(port)).toBe(false);
  });

  it("stops the server when it is killed", async () => {
    const { parent, port } = await run();
    expect(await isOpen(port)).toBe(true);
    parent.kill("SIGKILL");
    const deadline = Date.now() + 2 * minutes;
    while ((await isOpen(port)) && Date.now() < deadline) await sleep(50);
    expect(await isOpen(port)).toBe(false);
  });
});

describe("installing", { timeout: 5 * minutes }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sandbox-install-"));
    // Its only package is in the folder itself, so npm needs no network.
    const dependencies = { leaf: "file:leaf" };
    const packages = {
      "": { dependencies },
      leaf: {},
      "node_modules/leaf": { resolved: "leaf", link: true },
    };
    await mkdir(join(folder, "leaf"));
    await writeFile(join(folder, "leaf/package.json"), "{}");
    await writeFile(join(folder, "package.json"), JSON.stringify({ dependencies }));
    await writeFile(join(folder, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, packages }));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("happens once for any number of concurrent calls, and again after the lockfile has changed", async () => {
    const onInstall = vi.fn();
    await Promise.all([install(folder, onInstall), install(folder, onInstall), install(folder, onInstall)]);
    expect(onInstall).toHaveBeenCalledTimes(1);
    expect(await readdir(join(folder, "node_modules"))).toContain("leaf");

    const later = new Date(Date.now() + minutes);
    await utimes(join(folder, "package-lock.json"), later, later);
    await install(folder, onInstall);
    expect(onInstall).toHaveBeenCalledTimes(2);
  });

  it("continues after a killed process left its lock", async () => {
    const dead = spawn(process.execPath, ["--version"]);
    await once(dead, "exit");
    await writeFile(join(folder, ".install.lock"), String(dead.pid));
    await install(folder, () => {});
    expect(await readdir(folder)).not.toContain(".install.lock");
  });

  it("reports the output of npm when it fails, and can be retried", async () => {
    await writeFile(join(folder, "package.json"), "{");
    await expect(install(folder, () => {})).rejects.toThrow(/^npm ci failed in .*EJSONPARSE/s);
    expect(await readdir(folder)).not.toContain(".install.lock");
  });
});

/** Returns whether the port accepts connections. */
async function isOpen(port: number, host = "127.0.0.1"): Promise<boolean> {
  const socket = connect({ port, host });
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { serve } from "../helpers/loopback.ts";
import { newPage } from "./helpers/page.ts";

/** `npm run demo:web`, its build being made. @returns the addresses that it prints */
async function startDemo(env: Record<string, string>): Promise<{ demo: ChildProcess; addresses: string[] }> {
  const { UNLEASH_BASE_URL: _url, UNLEASH_API_KEY: _key, ...rest } = process.env;
  const demo = spawn(process.execPath, ["examples/web/serve.ts"], {
    env: { ...rest, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void demo.kill("SIGKILL"));
  let output = "";
  for await (const text of demo.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    output += text;
    if (output.includes("Ctrl-C")) break;
  }
  return { demo, addresses: output.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [] };
}

async function interrupt(demo: ChildProcess): Promise<unknown[]> {
  const ended = once(demo, "exit");
  demo.kill("SIGINT");
  return ended;
}

it("the demo boots an Unleash and the page on it, and Ctrl-C ends both", async () => {
  const { demo, addresses } = await startDemo({});
  const [url = "", unleash = ""] = addresses;
  expect(await (await fetch(`${unleash}/health`)).text()).toContain("GOOD");
  const page = await newPage({ url, apiKey: "user:", stop: async () => {} });
  await page.goto("/");
  await page.getByRole("heading", { name: "No links yet" }).waitFor();

  expect(await interrupt(demo)).toEqual([0, null]);
  for (const address of addresses) await expect(fetch(address)).rejects.toThrow("fetch failed");
});

it("with the address and the key of an instance, the demo runs on that", async () => {
  const unleash = await serve((response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"tokens":[]}');
  });
  const apiKey = "user:of-an-instance";
  const { demo, addresses } = await startDemo({
    UNLEASH_BASE_URL: `${unleash.baseUrl}/api/`,
    UNLEASH_API_KEY: apiKey,
  });
  const page = await newPage({ url: addresses[0] ?? "", apiKey, stop: async () => {} });
  await page.goto("/");
  await page.getByRole("heading", { name: "No links yet" }).waitFor();
  expect(unleash.received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ["/api/admin/invite-link/tokens", apiKey],
  ]);
  expect(await interrupt(demo)).toEqual([0, null]);
});

it("the page is built without a warning", async () => {
  const outDir = await mkdtemp(join(tmpdir(), "unleash-invites-web-"));
  onTestFinished(() => rm(outDir, { recursive: true }));
  const build = ["build", "examples/web", "--outDir", outDir, "--emptyOutDir", "--logLevel", "warn"];
  expect(await promisify(execFile)("node_modules/.bin/vite", build)).toEqual({ stdout: "", stderr: "" });
});

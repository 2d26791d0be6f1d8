import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { serve } from "../helpers/loopback.ts";
import { launch } from "./helpers/page.ts";

/** `npm run demo:web`, without its build. @returns the addresses that it prints */
async function startDemo(env: Record<string, string>): Promise<{ demo: ChildProcess; addresses: string[] }> {
  const { UNLEASH_BASE_URL: _url, UNLEASH_API_KEY: _key, ...rest } = process.env;
  const demo = spawn(process.execPath, ["examples/web/serve.ts"], {
    env: { ...rest, ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void demo.kill("SIGKILL"));
  let output = "";
  for await (const text of demo.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    output += text;
    if (output.includes("Ctrl-C")) break;
  }
  return { demo, addresses: output.match(/http:\/\/\S+/g) ?? [] };
}

async function openList(address: string): Promise<void> {
  const context = await (await launch()).newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole("heading", { name: "No links yet" }).waitFor();
}

async function interrupt(demo: ChildProcess): Promise<unknown[]> {
  const ended = once(demo, "exit");
  demo.kill("SIGINT");
  return ended;
}

it("the demo starts an Unleash and both servers, prints their addresses, and Ctrl-C ends all", async () => {
  const { demo, addresses } = await startDemo({});
  const [admin = "", signUp = "", unleash = ""] = addresses;
  expect(admin).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/login\?token=[\w-]{43}$/);
  expect(signUp).toMatch(/^http:\/\/localhost:\d+$/);
  expect(await (await fetch(`${unleash}/health`)).text()).toContain("GOOD");
  expect((await fetch(signUp)).status).toBe(200);
  await openList(admin);
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
  await openList(addresses[0] ?? "");
  const [received] = unleash.received;
  expect([received?.path, received?.headers.authorization]).toEqual([
    "/api/admin/invite-link/tokens",
    apiKey,
  ]);
  expect(await interrupt(demo)).toEqual([0, null]);
});

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { onTestFinished, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { createFakeUnleash, type FakeUnleash, type FakeUnleashOptions } from "../../src/testing/index.ts";

// Generous for slow machines: only stops a hanging test.
vi.setConfig({ testTimeout: 120_000 });

export const KEY = "user:7d1f6b0c9e2a4835d6c1b7f0a9e3d248";
export const SECRET = "a3c84b25409ea8ca1782ef17f94a42fc";
export const MASKED = "a3c8…42fc";
const BIN = join(import.meta.dirname, "../../src/cli/index.ts");

/** A fake Unleash behind an HTTP server on loopback. */
export async function serveFake(
  options: FakeUnleashOptions = {},
): Promise<{ fake: FakeUnleash; baseUrl: string }> {
  const fake = createFakeUnleash({ keys: { [KEY]: "admin", "user:viewer": "viewer" }, ...options });
  const server = createServer(async (incoming, outgoing) => {
    const { method = "GET", url = "/", headers } = incoming;
    const body = await buffer(incoming);
    const request = new Request(new URL(url, "http://127.0.0.1"), {
      method,
      headers: headers as Record<string, string>,
      ...(body.byteLength > 0 && { body }),
    });
    const response = await fake.handle(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { fake, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Terminal {
  readonly stdin?: boolean;
  readonly stdout?: boolean;
  readonly stderr?: boolean;
}

export interface Options {
  readonly env?: Record<string, string | undefined>;
  /** Which streams are a terminal. */
  readonly terminal?: Terminal;
  /** Input typed by the user. */
  readonly input?: string;
  readonly signal?: AbortSignal;
  /** Called with the complete stdout whenever it grows. */
  readonly onStdout?: (text: string) => void;
}

/** Runs a command line in this process. */
export async function cli(args: readonly string[], options: Options = {}): Promise<Outcome> {
  const { env = {}, terminal = {}, input, signal = new AbortController().signal, onStdout } = options;
  const streamWith = (isTTY = false) => Object.assign(new PassThrough(), { isTTY });
  const stdin = streamWith(terminal.stdin);
  const stdout = streamWith(terminal.stdout);
  const stderr = streamWith(terminal.stderr);
  const printed = { stdout: "", stderr: "" };
  for (const [name, stream] of Object.entries({ stdout, stderr })) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed[name as keyof typeof printed] += text;
      if (name === "stdout") onStdout?.(printed.stdout);
    });
  }
  if (input !== undefined) stdin.end(input);
  const code = await run(args, { stdin, stdout, stderr, env, interrupted: () => signal });
  // The last output is read in the next turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  return { code, ...printed };
}

/** Starts a command line in its own process. */
export function start(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
): { child: ChildProcessWithoutNullStreams; outcome: Promise<Outcome> } {
  const child = spawn(program, args, {
    env,
    stdio: ["pipe", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      printed[name] += text;
    });
  }
  const outcome = new Promise<Outcome>((resolve) =>
    child.once("close", (code) => resolve({ code, ...printed })),
  );
  return { child, outcome };
}

/** Starts the command's source with this Node. */
export function startCli(args: readonly string[], env: Record<string, string>): ReturnType<typeof start> {
  return start(process.execPath, ["--no-warnings", BIN, ...args], env);
}

/** Starts the command in its own terminal, with `script` of util-linux. Its output, colours included, is on stdout. */
export function startInTerminal(
  args: readonly string[],
  env: Record<string, string>,
): ReturnType<typeof start> {
  // Without exec, Ctrl-C would also reach an intermediate shell.
  const words = [process.execPath, "--no-warnings", BIN, ...args].map((word) => `'${word}'`);
  const command = `exec ${words.join(" ")}`;
  return start("/usr/bin/script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    TERM: "xterm",
    ...env,
  });
}

/** Waits until a process has printed a text. */
export async function printed({ child }: ReturnType<typeof start>, text: string): Promise<void> {
  let all = "";
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: string) => {
      all += chunk;
      if (all.includes(text)) resolve();
    });
  });
}

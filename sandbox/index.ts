/**
 * A real Unleash server for the demo and the contract tests, without Docker and without a database server.
 * It runs in a child process that ends with this one. Unleash is AGPL-3.0 since 8.x: it is only run, never distributed.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join, relative } from "node:path";
import { install } from "./install.ts";
import { defaultLogin, type Login, makeKeys } from "./keys.ts";
import { folderOf } from "./releases.ts";
import type { ServerReady, ServerSettings } from "./server.ts";

export { otherVersions, versions } from "./releases.ts";

export interface SandboxOptions {
  /** A key of {@link versions} or one of {@link otherVersions}; default "8.2.0". */
  version?: string | undefined;
  /** Default 0: a free port, chosen by the operating system. */
  port?: number | undefined;
  /** Timeout for the start of the server in ms, without the installation. Default 300,000. */
  bootTimeoutMs?: number | undefined;
  /** Environment variables of the server, which inherits none: `{ NODE_ENV: "production" }`. */
  env?: Record<string, string> | undefined;
  /** Called with one line of text if the server must be installed first. */
  onInstall?: ((message: string) => void) | undefined;
}

export interface Sandbox extends AsyncDisposable {
  version: string;
  /** The server's process. */
  pid: number | undefined;
  /** `http://127.0.0.1:<port>` */
  baseUrl: string;
  /** API key of the administrator. */
  adminKey: string;
  /** API key of a user with the root role Viewer, without access to invite tokens. */
  viewerKey: string;
  /** Username and password of the administrator in the web interface. */
  login: Login;
  /** Returns the last lines of the server's output. */
  output(): string;
  /** Stops the server. Resolves after its process has exited. Can be called repeatedly. */
  stop(): Promise<void>;
}

/** @throws Error if the version is unknown, or the server cannot be installed or started */
export async function startUnleash(options: SandboxOptions = {}): Promise<Sandbox> {
  const { version = "8.2.0", port = 0, bootTimeoutMs = 300_000, env = {}, onInstall } = options;
  const { folder, isLocked } = await folderOf(version);
  const shownFolder = relative(join(import.meta.dirname, ".."), folder);
  await install(
    folder,
    () => onInstall?.(`Installing Unleash ${version} into ${shownFolder} (once, about a minute)`),
    isLocked,
  );

  const settings: ServerSettings = { version, folder, port };
  const child = fork(join(import.meta.dirname, "server.ts"), {
    execArgv: [],
    // In UTC, like most servers: the last day of a link depends on the time zone.
    env: { TZ: "UTC", ...env, UNLEASH_SANDBOX: JSON.stringify(settings) },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const output = collectOutput(child);
  const closed = once(child, "close");
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL"); // its data is in memory only
    await closed;
  };

  try {
    const baseUrl = await Promise.race([
      untilReady(child, bootTimeoutMs),
      closed.then(([code, signal]) => {
        throw new Error(signal ? `killed by ${signal}` : `exit code ${code}`);
      }),
    ]);
    const keys = await makeKeys(baseUrl);
    return {
      version,
      pid: child.pid,
      baseUrl,
      ...keys,
      login: defaultLogin,
      output,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (cause) {
    await stop();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Unleash ${version} did not start: ${reason}\n${output()}`.trimEnd(), { cause });
  }
}

async function untilReady(child: ChildProcess, timeoutMs: number): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  const [{ baseUrl }] = (await once(child, "message", { signal }).catch((error) => {
    throw signal.aborted ? new Error(`not ready after ${timeoutMs} ms`) : error;
  })) as [ServerReady];
  const health = await (await fetch(`${baseUrl}/health`)).text();
  if (!health.includes("GOOD")) throw new Error(`/health responded with ${health}`);
  return baseUrl;
}

function collectOutput(child: ChildProcess): () => string {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-4000);
    });
  }
  return () => output;
}

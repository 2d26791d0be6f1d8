import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Backend } from "./backend.ts";
import type { Gate, WorkerMessage, WorkerTask } from "./ensure-worker.ts";
import { enabledSecrets, newName, newToken } from "./helpers.ts";

const PROCESSES = 4;
const CALLS = 5;
/** Each call disables its own token unless it is the oldest: many requests, which are slow on a slow server. */
const LONG = { timeout: 600_000 };

/** For a backend that other processes can reach over the network. */
export function processCases(backend: Backend): void {
  describe(
    `ensure from ${PROCESSES} processes with ${CALLS} concurrent calls each, on ${backend.name}`,
    LONG,
    () => {
      it("returns one token to all, and leaves it as the only active one", async () => {
        const name = newName();
        await expectOneToken(
          backend,
          name,
          await ensureConcurrently(backend, name, "before the first request"),
        );
      });

      it("returns one token even if every call lists the tokens before any call creates one", async () => {
        const name = newName();
        await expectOneToken(
          backend,
          name,
          await ensureConcurrently(backend, name, "after the first response"),
        );
      });

      it("returns the existing active token of this name, and no other", async () => {
        const name = newName();
        await newToken(backend, newName());
        const { secret } = await newToken(backend, name);
        const returned = await ensureConcurrently(backend, name, "before the first request");
        await expectOneToken(backend, name, returned);
        expect(returned).toContain(secret);
      });
    },
  );
}

async function expectOneToken(backend: Backend, name: string, answers: readonly string[]): Promise<void> {
  expect(answers).toHaveLength(PROCESSES * CALLS);
  const [active, ...others] = await enabledSecrets(backend, name);
  expect(others).toEqual([]);
  expect(new Set(answers)).toEqual(new Set([active]));
}

/** Returns the secrets that all calls return. No call passes the gate before all have reached it. */
async function ensureConcurrently(backend: Backend, name: string, gate: Gate): Promise<string[]> {
  const { baseUrl, adminKey } = backend;
  const task: WorkerTask = { baseUrl, adminKey, name, calls: CALLS, gate };
  const processes = Array.from({ length: PROCESSES }, () => start(task));
  try {
    return (await answersOf(processes)).flat();
  } finally {
    for (const process of processes) process.kill();
  }
}

function start(task: WorkerTask): ChildProcess {
  const child = fork(join(import.meta.dirname, "ensure-worker.ts"), { execArgv: [] });
  child.send(task);
  return child;
}

async function answersOf(processes: readonly ChildProcess[]): Promise<string[][]> {
  let waiting = 0;
  return Promise.all(
    processes.map(async (child) => {
      const answers: string[] = [];
      child.on("message", (message: WorkerMessage) => {
        if (message !== "waiting") answers.push(...message.answers);
        else if (++waiting === PROCESSES * CALLS) for (const one of processes) one.send("go");
      });
      const [code] = await once(child, "close");
      expect(code, "exit code of a process").toBe(0);
      return answers;
    }),
  );
}

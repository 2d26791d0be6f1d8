import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Backend } from "./backend.ts";
import type { Gate, WorkerMessage, WorkerTask } from "./ensure-worker.ts";
import { enabledSecrets, endAll, newToken } from "./helpers.ts";

const PROCESSES = 4;
const CALLS = 5;
/** Each call ends the tokens of all others: hundreds of requests, which take a slow server its time. */
const LONG = { timeout: 600_000 };

/** For a backend that other processes can reach over the network. */
export function processCases(backend: Backend): void {
  describe(
    `ensure from ${PROCESSES} processes with ${CALLS} calls each at once, on ${backend.name}`,
    LONG,
    () => {
      it("answers one token to all, and leaves it as the only active one", async () => {
        await endAll(backend);
        await expectOneToken(backend, await ensureAtOnce(backend, "before the first request"));
      });

      it("does so too when every call has seen that there is none before any makes one", async () => {
        await endAll(backend);
        await expectOneToken(backend, await ensureAtOnce(backend, "after the first answer"));
      });

      it("answers the token that is active already", async () => {
        await endAll(backend);
        const { secret } = await newToken(backend);
        const answers = await ensureAtOnce(backend, "before the first request");
        await expectOneToken(backend, answers);
        expect(answers).toContain(secret);
      });
    },
  );
}

async function expectOneToken(backend: Backend, answers: readonly string[]): Promise<void> {
  expect(answers).toHaveLength(PROCESSES * CALLS);
  const [active, ...others] = await enabledSecrets(backend);
  expect(others).toEqual([]);
  expect(new Set(answers)).toEqual(new Set([active]));
}

/** The secrets that all calls answer. None goes through the gate before all have come to it. */
async function ensureAtOnce(backend: Backend, gate: Gate): Promise<string[]> {
  const { baseUrl, adminKey } = backend;
  const task: WorkerTask = { baseUrl, adminKey, calls: CALLS, gate };
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

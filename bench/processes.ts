import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import type { Benchmark, Facts } from "./benchmarks.ts";
import { measure, type Times, type Turn } from "./turns.ts";

const run = promisify(execFile);

/** Built files by client name. */
export type Built = ReadonlyMap<string, string>;

/** Number of processes per client: JIT compilation differs between processes of the same program. */
export const PROCESSES = 3;

/** Times a benchmark: every client has its own processes, one of which runs at a time. */
export async function timeCalls(
  id: string,
  benchmark: Benchmark,
  clients: Built,
  rounds: number,
): Promise<Times> {
  const times = new Map([...clients.keys()].map((name) => [name, [] as number[]]));
  for (let n = 0; n < PROCESSES; n++) {
    const more = await timeProcesses(id, benchmark, clients, Math.ceil(rounds / PROCESSES));
    for (const [name, ms] of more) times.get(name)?.push(...ms);
  }
  return times;
}

async function timeProcesses(
  id: string,
  { loopback, tokens }: Benchmark,
  clients: Built,
  rounds: number,
): Promise<Times> {
  const children: ChildProcess[] = [];
  const start = async (file: string, ...args: string[]) => {
    const child = fork(new URL(file, import.meta.url), args);
    children.push(child);
    return { child, first: await next(child) };
  };
  try {
    const server = loopback ? [`http://127.0.0.1:${(await start("server.ts", `${tokens}`)).first}`] : [];
    const turns = new Map<string, Turn>();
    for (const [name, file] of clients) {
      const { child } = await start("worker.ts", file, id, ...server);
      turns.set(name, async () => {
        child.send("turn");
        return (await next(child)) as number;
      });
    }
    return await measure(turns, rounds);
  } finally {
    for (const child of children) child.kill();
  }
}

export async function factsOf(file: string): Promise<Facts> {
  return (await next(fork(new URL("worker.ts", import.meta.url), [file]))) as Facts;
}

async function next(child: ChildProcess): Promise<unknown> {
  const end = new AbortController();
  try {
    return await Promise.race([
      once(child, "message", { signal: end.signal }).then(([message]) => message),
      once(child, "exit", { signal: end.signal }).then(([code, signal]) => {
        throw new Error(`a process of the benchmark exited with ${signal ?? code}; see its output above`);
      }),
    ]);
  } finally {
    end.abort();
  }
}

const IMPORT =
  "const t = performance.now(); await import(process.argv[1]); console.log(performance.now() - t);";

/** Times the first import of each client, each in a new process. */
export async function timeImports(clients: Built, rounds: number): Promise<Times> {
  const turn = (file: string): Turn => {
    const args = ["--input-type=module", "--eval", IMPORT, file];
    return async () => Number((await run(process.execPath, args)).stdout);
  };
  return measure(new Map([...clients].map(([name, file]) => [name, turn(file)])), rounds);
}

/** One of the processes of ensure-processes.ts: calls `ensure` several times concurrently. */
import { once } from "node:events";
import { createInviteClient } from "../../src/index.ts";

/** Where each call waits for all others. */
export type Gate = "before the first request" | "after the first response";

export interface WorkerTask {
  readonly baseUrl: string;
  readonly adminKey: string;
  /** Name of the token. */
  readonly name: string;
  readonly calls: number;
  readonly gate: Gate;
}

/** From the worker: a call has reached the gate; finally, the secrets that the calls returned. */
export type WorkerMessage = "waiting" | { readonly answers: string[] };

// The parent has exited.
process.on("disconnect", () => process.exit());

// The parent sends the task, and a second message when all calls have reached the gate.
const [{ baseUrl, adminKey, name, calls, gate }] = (await once(process, "message")) as [WorkerTask];
const opened = once(process, "message");

async function passGate(): Promise<void> {
  report("waiting");
  await opened;
}

function report(message: WorkerMessage, sent = () => {}): void {
  process.send?.(message, sent);
}

async function ensure(): Promise<string> {
  let first = true;
  const client = createInviteClient({
    baseUrl,
    apiKey: adminKey,
    timeoutMs: 110_000,
    fetch: async (url, init) => {
      const isFirst = first;
      first = false;
      if (isFirst && gate === "before the first request") await passGate();
      const response = await fetch(url, init);
      if (isFirst && gate === "after the first response") await passGate();
      return response;
    },
  });
  return (await client.tokens.ensure({ name, expiresIn: { days: 7 } })).secret;
}

const answers = await Promise.all(Array.from({ length: calls }, ensure));
report({ answers }, () => process.disconnect());

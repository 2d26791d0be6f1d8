/** One of the processes of ensure-processes.ts: calls `ensure` several times at once. */
import { once } from "node:events";
import { createInviteClient } from "../../src/index.ts";

/** Where each call waits for all others. */
export type Gate = "before the first request" | "after the first answer";

export interface WorkerTask {
  readonly baseUrl: string;
  readonly adminKey: string;
  /** Name of the token. */
  readonly name: string;
  readonly calls: number;
  readonly gate: Gate;
}

/** From the worker: a call has come to the gate; at last, the secrets that the calls have answered. */
export type WorkerMessage = "waiting" | { readonly answers: string[] };

// The parent is gone.
process.on("disconnect", () => process.exit());

// The parent sends the task, and a second message when all calls have come to the gate.
const [{ baseUrl, adminKey, name, calls, gate }] = (await once(process, "message")) as [WorkerTask];
const opened = once(process, "message");

async function passGate(): Promise<void> {
  tell("waiting");
  await opened;
}

function tell(message: WorkerMessage, sent = () => {}): void {
  process.send?.(message, sent);
}

async function ensure(): Promise<string> {
  let first = true;
  const client = createInviteClient({
    baseUrl,
    apiKey: adminKey,
    timeoutMs: 110_000,
    fetch: async (url, init) => {
      const held = first;
      first = false;
      if (held && gate === "before the first request") await passGate();
      const response = await fetch(url, init);
      if (held && gate === "after the first answer") await passGate();
      return response;
    },
  });
  return (await client.tokens.ensure({ name, expiresIn: { days: 7 } })).secret;
}

const answers = await Promise.all(Array.from({ length: calls }, ensure));
tell({ answers }, () => process.disconnect());

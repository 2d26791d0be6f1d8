/** Runs one client in its own process, so that clients do not affect each other. Makes calls on request. */
import { API_KEY, answerTo } from "./answers.ts";
import { benchmarks, checkAnswers, type Facts } from "./benchmarks.ts";
import type { Client, Connect } from "./client.ts";

// Warm-up for the JIT compiler, which takes longer on a busy machine.
const WARM_UP_MS = 1000;
const WARM_UP_CALLS = 10_000;
const WARM_UP_AT_MOST_MS = 4000;
const TURN_MS = 8;
const NO_SERVER = "http://unleash.test";

const [file = "", id = "", server] = process.argv.slice(2);
const { connect } = (await import(file)) as { connect: Connect };
const benchmark = benchmarks[id];

if (benchmark === undefined) {
  process.send?.(await factsOf(connect));
  process.disconnect();
} else {
  await takeTurns(benchmark.tokens, benchmark.call);
}

async function takeTurns(tokens: number, call: (client: Client) => Promise<unknown>): Promise<void> {
  if (server === undefined) answerInMemory(tokens);
  const client = connect(server ?? NO_SERVER, API_KEY);
  await checkAnswers(client, tokens);
  const start = performance.now();
  let calls = 0;
  let ms = 0;
  while (ms < WARM_UP_MS || (calls < WARM_UP_CALLS && ms < WARM_UP_AT_MOST_MS)) {
    await call(client);
    calls++;
    ms = performance.now() - start;
  }
  const perTurn = Math.max(1, Math.round((calls * TURN_MS) / ms));
  process.on("message", async () => {
    const begun = performance.now();
    for (let n = 0; n < perTurn; n++) await call(client);
    process.send?.((performance.now() - begun) / perTurn);
  });
  process.send?.("ready");
}

/** Replaces the global `fetch`, which every client uses; some keep a reference from their creation. */
function answerInMemory(tokens: number, change = (answer: string) => answer): void {
  const bodies = new Map<string, string>();
  globalThis.fetch = async (input) => {
    const url = input instanceof Request ? input.url : `${input}`;
    const body = bodies.get(url) ?? change(answerTo(new URL(url).pathname, tokens));
    bodies.set(url, body);
    return new Response(body, { headers: { "content-type": "application/json; charset=utf-8" } });
  };
}

/** Detects how the client processes responses. */
async function factsOf(connectTo: Connect): Promise<Facts> {
  answerInMemory(1);
  const [token] = await connectTo(NO_SERVER, API_KEY).list();
  answerInMemory(1, (answer) => answer.replace('"enabled":true', '"enabled":"yes"'));
  const validates = await connectTo(NO_SERVER, API_KEY)
    .list()
    .then(
      () => false,
      () => true,
    );
  return { validates, dates: token?.expiresAt instanceof Date };
}

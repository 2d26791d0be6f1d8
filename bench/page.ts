import { cpus, loadavg, totalmem } from "node:os";
import { PROCESSES } from "./processes.ts";

/** The load of the machine before the benchmark started: processes that wanted to run, over the last minute. */
const LOAD: number = loadavg()[0] ?? Number.NaN;

/** Returns the text of docs/measurements.md. */
export function pageOf(tables: readonly string[], rounds: number, fewer: number): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `# Measurements

This page compares the SDK with a bare \`fetch\` and with clients generated from the same OpenAPI document,
\`spec/invite-links.openapi.yaml\`. \`npm run bench -- --write\` regenerates it.

The times are of one machine on one day; the ratios carry over to others. The machine:
${cpu?.model.trim()}, ${cpus().length} cores, ${memory} GB, Node ${process.versions.node}, ${process.platform} ${process.arch}. Load average over the minute before
the run: ${LOAD.toFixed(2)}.

## What is measured

- **bare fetch** is code written by hand: \`fetch\`, a check of the status, \`response.json()\`, no validation. The ratios are
  multiples of it.
- **openapi-fetch** adds types only; **openapi-fetch + zod** also validates with a handwritten schema of regular zod.
- **hey-api**, **orval** and **kubb** are generated, with zod for responses and \`Date\`s, as their documentation describes; hey-api
  both with regular zod and with zod/mini. Their other validation is off.
- **unleash-invites** is the build in \`dist\`, as npm installs it. In addition it validates options, retries, times out, throws
  typed errors, and redacts secrets.

Regular zod compiles each schema to a function at run time (\`new Function\`), which is fast, but not allowed by a strict
Content-Security-Policy. zod/mini and this SDK do not.

All clients are behind the same six methods (\`bench/clients/\`), send the same key, and receive the same bytes. Before a client
is timed, it must return the right number of tokens, the right first secret, the users and the dates.

Each client has ${PROCESSES} processes of its own, one after another, so that clients do not affect each other through the
compiler and the memory, and one lucky process does not decide.
The order of the clients changes each round, so that other load on the machine affects all alike: ${rounds} rounds,
each with about 8 ms of calls to every client, one after another, after a warm-up of 10,000 calls or 4 s. (A list of 10,000 takes
longer, and has ${fewer} rounds of one or two calls.) Medians and quartiles are over the rounds. So are those of the
ratios, each of which divides two times of the same round. In memory means that \`fetch\` is replaced by a function that
returns a \`Response\` immediately. Over loopback there is a \`node:http\` server in a process of its own. Each token has three
users. An import is timed in a fresh process, ${fewer} times for each client.

${tables.join("\n\n")}
`;
}

import { cpus, loadavg, totalmem } from "node:os";
import { PROCESSES } from "./processes.ts";

/** Load average of the last minute before the benchmark started. */
const LOAD: number = loadavg()[0] ?? Number.NaN;

/** Returns the text of docs/measurements.md. */
export function pageOf(tables: readonly string[], rounds: number, fewer: number): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `# Measurements

This page compares the SDK with a bare \`fetch\` and with clients generated from the same OpenAPI document,
\`spec/invite-links.openapi.yaml\`. \`npm run bench -- --write\` regenerates it.

The times are from one run on one machine: ${cpu?.model.trim()}, ${cpus().length} cores, ${memory} GB, Node ${process.versions.node},
${process.platform} ${process.arch}. The load average of the minute before the run was ${LOAD.toFixed(2)}. On another machine the times differ; compare
the ratios.

## What is measured

- **bare fetch** is code written by hand: \`fetch\`, a check of the status, \`response.json()\`. It validates nothing. The ratios
  are multiples of its time.
- **openapi-fetch** adds types only. **openapi-fetch + zod** also validates responses, with handwritten schemas of regular zod.
- **hey-api**, **orval** and **kubb** are generated as their documentation describes, with zod validation of responses and with \`Date\`s.
  orval uses regular zod, kubb zod/mini, and hey-api is measured with both. Validation of requests is off.
- **unleash-invites** is the build in \`dist\`, as npm installs it. It also validates options, retries, times out, throws
  typed errors, and redacts secrets.

Regular zod compiles each schema to a function at run time (\`new Function\`). That is fast, but a strict
Content-Security-Policy forbids it. zod/mini and this SDK do not do it.

## How it is measured

- **Same work.** All clients are behind the same six methods (\`bench/clients/\`), send the same key, and receive the same bytes. Each
  token has three users. Before a client is timed, it must return the right number of tokens, the right secrets, users and dates.
- **Separate processes.** Each client runs in ${PROCESSES} processes of its own, so that clients do not affect each other through the JIT
  compiler or the heap, and the result does not depend on one process.
- **Warm-up.** A process makes calls for at least one second, until it has made 10,000 or four seconds have passed.
- **Rounds.** There are ${rounds} rounds. In each round, every client makes calls for about 8 ms, one client after another, in random order, so
  that other load on the machine affects all of them. A list of 10,000 tokens takes longer: it has ${fewer} rounds of one call.
- **Numbers.** Medians and quartiles are over the rounds. A ratio divides two times of the same round.
- **In memory** means that \`fetch\` is replaced by a function that returns a \`Response\` immediately. **On loopback** means a \`node:http\`
  server in another process.
- **Imports.** An import is timed ${fewer} times for each client, each time in a new process.

${tables.join("\n\n")}
`;
}

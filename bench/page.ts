import { cpus, loadavg, totalmem } from "node:os";
import { PROCESSES } from "./processes.ts";

/** The load of the machine before the benchmark started: processes that wanted to run, over the last minute. */
const LOAD: number = loadavg()[0] ?? Number.NaN;

/** Returns the text of docs/measurements.md. */
export function pageOf(tables: readonly string[], rounds: number, fewer: number): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `# Measurements

The SDK beside a bare \`fetch\`, and beside the clients that generators make of the same OpenAPI document,
\`spec/invite-links.openapi.yaml\`. \`npm run bench -- --write\` makes this page anew.

The times are of one machine on one day; the ratios carry over to others. The machine:
${cpu?.model.trim()}, ${cpus().length} cores, ${memory} GB, Node ${process.versions.node}, ${process.platform} ${process.arch}. Load average over the minute before
the run: ${LOAD.toFixed(2)}.

## What is measured

- **bare fetch** is what one writes by hand: \`fetch\`, the status, \`response.json()\`. It looks at nothing, and everything
  else is a multiple of it.
- **openapi-fetch** types that and no more; **openapi-fetch + zod** has a schema of regular zod tied to it by hand.
- **hey-api**, **orval** and **kubb** are generated, with zod for the answers and \`Date\`s, as their documents say; hey-api
  both with regular zod and with zod/mini. What else they could check is off.
- **unleash-invites** is the build in \`dist\`, as npm would install it. Besides what the others do it checks its
  options, tries again, ends a try that takes too long, makes typed errors, and keeps secrets out of them.

Regular zod makes a function out of each schema while it runs (\`new Function\`), which is quick, and which a page with a strict
Content-Security-Policy forbids. zod/mini does without, and so does the core of zod, which the SDK uses.

All of them are put behind the same six methods (\`bench/clients/\`), send the same key, and get the same bytes. Before
it is timed, each has to give the right number of tokens, the right first secret, the people and the dates.

Each client has ${PROCESSES} processes of its own, one after another, so that none profits or suffers from what another did to the
compiler and the memory, and no single stroke of luck decides.
They take turns, in another order each round, so that what else the machine does hits all alike: ${rounds} rounds,
in each about 8 ms of calls to every client, one after another, after 10,000 calls or 4 s to warm up. (A list of 10,000 takes longer
than that, and has ${fewer} rounds of one call or two.) Medians and quartiles are over the rounds; so are those of the
ratios, each of which divides two times of the same round. In memory means that \`fetch\` is replaced by a function that
makes a \`Response\` at once; over loopback there is a server of \`node:http\` in a process of its own. Tokens have three people
each. An import is timed in a fresh process, ${fewer} times for each client.

${tables.join("\n\n")}
`;
}

import fc from "fast-check";
import type { Exchange } from "./exchange.ts";
import { knownDifferences } from "./known.ts";
import { type RandomRequest, randomRequest } from "./requests.ts";

/** Requests that differ in the same parts. */
interface DifferenceClass {
  /** Which parts differ. */
  readonly what: string;
  readonly count: number;
  /** The simplest request found that still differs so. */
  readonly example: Exchange;
}

export interface FuzzResult {
  readonly requests: number;
  /** Number of requests with equal responses. */
  readonly equal: number;
  /** Number of requests by known difference. */
  readonly known: ReadonlyMap<string, number>;
  /** Differences that `known.ts` does not list. */
  readonly unlisted: readonly DifferenceClass[];
  /** Number of responses by status. */
  readonly statuses: Readonly<Record<number, number>>;
}

/** Sends random requests to both sides, groups what differs, and shrinks an example of each group. */
export async function compare(
  exchange: (request: RandomRequest) => Promise<Exchange>,
  { requests, seed }: { readonly requests: number; readonly seed: number },
): Promise<FuzzResult> {
  let equal = 0;
  const known = new Map<string, number>();
  const statuses: Record<number, number> = {};
  const classes = new Map<string, { index: number; count: number; example: Exchange }>();
  const sampled = fc.sample(randomRequest, { seed, numRuns: requests });
  for (const [index, request] of sampled.entries()) {
    const done = await exchange(request);
    statuses[done.real.status] = (statuses[done.real.status] ?? 0) + 1;
    const listed = knownDifferences.find(({ matches }) => done.difference !== undefined && matches(done));
    if (done.difference === undefined) equal += 1;
    else if (listed) known.set(listed.what, (known.get(listed.what) ?? 0) + 1);
    else {
      const { index: first = index, count = 0, example = done } = classes.get(done.difference) ?? {};
      classes.set(done.difference, { index: first, count: count + 1, example });
    }
  }
  const unlisted: DifferenceClass[] = [];
  for (const [what, { index, count, example }] of classes) {
    unlisted.push({ what, count, example: await shrink(what, example, { exchange, seed, index }) });
  }
  return { requests, equal, known, unlisted, statuses };
}

/** Looks for a simpler request with the same difference, by the rules of fast-check. */
async function shrink(
  what: string,
  example: Exchange,
  {
    exchange,
    seed,
    index,
  }: { exchange: (request: RandomRequest) => Promise<Exchange>; seed: number; index: number },
): Promise<Exchange> {
  let simplest = example;
  const property = fc.asyncProperty(randomRequest, async (request) => {
    const done = await exchange(request);
    if (done.difference !== what) return true;
    simplest = done;
    return false;
  });
  await fc.check(property, { seed, path: String(index), numRuns: 1, interruptAfterTimeLimit: 20_000 });
  return simplest;
}

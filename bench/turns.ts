/** Does a piece of work, and tells how long it took, in ms. */
export type Turn = () => Promise<number>;

/** The numbers measured for one client. */
export interface Quartiles {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * Gives every client its turn, in another order each round: what else the machine does hits all of them alike.
 * (mitata and tinybench finish with one before they begin the next.)
 */
export async function measure(
  turns: ReadonlyMap<string, Turn>,
  rounds: number,
): Promise<Map<string, Quartiles>> {
  const samples = new Map([...turns.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    const order = [...turns].map((entry) => ({ entry, at: Math.random() })).sort((a, b) => a.at - b.at);
    for (const { entry } of order) samples.get(entry[0])?.push(await entry[1]());
  }
  return new Map([...samples].map(([name, times]) => [name, quartiles(times)]));
}

function quartiles(times: readonly number[]): Quartiles {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}

/** Runs some calls and returns the time in ms. */
export type Turn = () => Promise<number>;

/** Times of the turns of each client, by round. */
export type Times = ReadonlyMap<string, readonly number[]>;

export interface Quartiles {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * Runs the clients in turns, in another order each round, so that other load on the machine affects all equally.
 * (mitata and tinybench finish one client before the next.)
 */
export async function measure(turns: ReadonlyMap<string, Turn>, rounds: number): Promise<Times> {
  const samples = new Map([...turns.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    const order = [...turns].map((entry) => ({ entry, at: Math.random() })).sort((a, b) => a.at - b.at);
    for (const { entry } of order) samples.get(entry[0])?.push(await entry[1]());
  }
  return samples;
}

export function quartiles(numbers: readonly number[]): Quartiles {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}

import { deepStrictEqual, ok } from "node:assert/strict";
import { SECRET } from "./answers.ts";
import type { Client } from "./client.ts";

/** A benchmark of one call of a client. */
export interface Benchmark {
  readonly title: string;
  /** Number of tokens in the response. */
  readonly tokens: number;
  /** Whether a server in another process responds, instead of a `fetch` in memory. */
  readonly loopback: boolean;
  /** Whether one call exceeds the duration of a turn; then there are fewer rounds. */
  readonly long?: boolean;
  readonly call: (client: Client) => Promise<unknown>;
}

const get = (client: Client): Promise<unknown> => client.get(SECRET);
const list = (client: Client): Promise<unknown> => client.list();

export const benchmarks: Readonly<Record<string, Benchmark>> = {
  get: { title: "`get`, in memory", tokens: 1, loopback: false, call: get },
  list1: { title: "`list` of 1 token, in memory", tokens: 1, loopback: false, call: list },
  list100: { title: "`list` of 100 tokens, in memory", tokens: 100, loopback: false, call: list },
  list10000: {
    title: "`list` of 10,000 tokens, in memory",
    tokens: 10_000,
    loopback: false,
    long: true,
    call: list,
  },
  loopback: { title: "`get` over HTTP on loopback, one at a time", tokens: 1, loopback: true, call: get },
  loopback20: {
    title: "20 concurrent `get` over HTTP on loopback",
    tokens: 1,
    loopback: true,
    call: (client) => Promise.all(Array.from({ length: 20 }, () => get(client))),
  },
};

/** How a client processes a response. */
export interface Facts {
  /** Whether it rejects a response of another shape. */
  readonly validates: boolean;
  /** Whether its dates are `Date`s. */
  readonly dates: boolean;
}

/** Checks the result of a client before it is timed. */
export async function checkAnswers(client: Client, tokens: number): Promise<void> {
  const [one, all] = await Promise.all([client.get(SECRET), client.list()]);
  deepStrictEqual([one.secret, all.length], [SECRET, tokens]);
  ok(all.some(({ secret }) => secret === SECRET));
  for (const { users, expiresAt } of [one, ...all]) {
    ok(users?.length === 3);
    ok(new Date(expiresAt).toISOString() === "2027-04-12T11:13:31.960Z");
  }
}

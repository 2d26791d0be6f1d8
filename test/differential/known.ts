import type { Exchange } from "./exchange.ts";

/** A difference between servers and the fake that is known and stays. */
export interface KnownDifference {
  readonly what: string;
  /** Why the fake does not do as servers do. */
  readonly reason: string;
  readonly matches: (exchange: Exchange) => boolean;
}

export const knownDifferences: readonly KnownDifference[] = [];

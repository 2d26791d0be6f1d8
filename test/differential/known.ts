import type { Exchange } from "./exchange.ts";

/** An accepted difference between servers and the fake. */
export interface KnownDifference {
  readonly what: string;
  /** Why the fake differs. */
  readonly reason: string;
  readonly matches: (exchange: Exchange) => boolean;
}

export const knownDifferences: readonly KnownDifference[] = [];

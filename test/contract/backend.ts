import type { Fetch } from "../../src/index.ts";

/** An Unleash that the contract is held against: a real server, or something that answers as one. */
export interface Backend {
  /** Heads the tests' output, for example `Unleash 8.2.0`. */
  readonly name: string;
  readonly baseUrl: string;
  readonly adminKey: string;
  /** The key of a user with the root role Viewer. */
  readonly viewerKey: string;
  /** What carries a request to it; undefined: the network. */
  readonly fetch?: Fetch | undefined;
}

export type MajorVersion = 5 | 6 | 7 | 8;

/** An Unleash that the contract is held against: a real server, or something that answers as one. */
export interface Backend {
  /** Heads the tests' output, for example `Unleash 8.2.0`. */
  readonly name: string;
  /** The cases hold for all of these; where servers differ, a case says so by it. */
  readonly version: MajorVersion;
  readonly baseUrl: string;
  readonly adminKey: string;
  /** The key of a user with the root role Viewer. */
  readonly viewerKey: string;
  /** What carries a request to it; undefined: the network. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

/** @param version as in `8.2.0` */
export function majorOf(version: string): MajorVersion {
  return Number.parseInt(version, 10) as MajorVersion;
}

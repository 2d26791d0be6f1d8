import type { UnleashVersion } from "../../src/testing/index.ts";

export type MajorVersion = 4 | 5 | 6 | 7 | 8;

/** An Unleash that the contract is held against: a real server, or something that answers as one. */
export interface Backend {
  /** Heads the tests' output, for example `Unleash 8.2.0`. */
  readonly name: string;
  /** The cases hold for all of these; where servers differ, a case says so by it. */
  readonly version: MajorVersion;
  /** As in `8.2.0`. Older releases of a major version differ more. */
  readonly release: string;
  readonly baseUrl: string;
  readonly adminKey: string;
  /** The key of a user with the root role Viewer. */
  readonly viewerKey: string;
  /** What carries a request to it; undefined: the network. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

/** Returns whether a backend is older than a release: `isBefore(backend, "5.12")`. */
export function isBefore({ release }: Backend, other: string): boolean {
  return release.localeCompare(other, "en", { numeric: true }) < 0;
}

/** Returns the version of the fake that follows a release. @throws when there is none */
export function fakeVersionOf(release: string): UnleashVersion {
  const major = majorOf(release);
  if (major === 4) throw new Error("The fake knows no Unleash 4");
  return major;
}

/** @param version as in `8.2.0` */
export function majorOf(version: string): MajorVersion {
  return Number.parseInt(version, 10) as MajorVersion;
}

import type { UnleashVersion } from "../../src/testing/index.ts";

export type MajorVersion = 4 | 5 | 6 | 7 | 8;

/** An Unleash that the contract runs on: a real server or a fake. */
export interface Backend {
  /** Name in the test output, for example `Unleash 8.2.0`. */
  readonly name: string;
  /** All cases apply to all versions; cases check it where servers differ. */
  readonly version: MajorVersion;
  /** For example `8.2.0`. Older releases of a major version differ more. */
  readonly release: string;
  readonly baseUrl: string;
  readonly adminKey: string;
  /** The key of a user with the root role Viewer. */
  readonly viewerKey: string;
  /** Sends requests to it. Default: the network. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

/** Returns whether a backend is older than a release: `isBefore(backend, "5.12")`. */
export function isBefore({ release }: Backend, other: string): boolean {
  return release.localeCompare(other, "en", { numeric: true }) < 0;
}

/** Returns the version of the fake for a release. @throws if there is none */
export function fakeVersionOf(release: string): UnleashVersion {
  const major = majorOf(release);
  if (major === 4) throw new Error("The fake does not support Unleash 4");
  return major;
}

/** @param version for example `8.2.0` */
export function majorOf(version: string): MajorVersion {
  return Number.parseInt(version, 10) as MajorVersion;
}

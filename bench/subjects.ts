import { readFile } from "node:fs/promises";

/** A client to measure. */
export interface Subject {
  readonly name: string;
  /** The file in `clients/` that implements `Client` with it. */
  readonly adapter: string;
  /** Folder of the build; only for the SDK. */
  readonly dist?: string;
  /** Condition for `imports` in `package.json`. */
  readonly conditions?: string[];
  /** Output of `generate.ts` for it, if any. */
  readonly generated?: string;
  /** Its generator and its dependencies. */
  readonly packages?: readonly string[];
}

/** The baseline. */
export const BARE: Subject = { name: "bare fetch", adapter: "fetch" };

export const PEERS: readonly Subject[] = [
  { name: "openapi-fetch", adapter: "openapi-fetch", packages: ["openapi-fetch"] },
  { name: "openapi-fetch + zod", adapter: "openapi-fetch-zod", packages: ["openapi-fetch", "zod"] },
  { name: "hey-api", adapter: "hey-api", generated: "hey-api", packages: ["@hey-api/openapi-ts", "zod"] },
  {
    name: "hey-api, zod/mini",
    adapter: "hey-api",
    conditions: ["mini"],
    generated: "hey-api-mini",
    packages: ["@hey-api/openapi-ts", "zod"],
  },
  { name: "orval", adapter: "orval", generated: "orval", packages: ["orval", "zod"] },
  { name: "kubb, zod/mini", adapter: "kubb", generated: "kubb", packages: ["@kubb/plugin-client", "zod"] },
];

/** Returns the SDK, in one or several builds. */
export function sdks(dists: readonly string[]): Subject[] {
  const name = (dist: string) => (dists.length === 1 ? "unleash-invites" : `unleash-invites in ${dist}`);
  return dists.map((dist) => ({ name: name(dist), adapter: "unleash-invites", dist }));
}

export async function versionsOf({ packages = [] }: Subject): Promise<string> {
  const version = async (name: string) => {
    const manifest = await readFile(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8");
    return `${name} ${JSON.parse(manifest).version}`;
  };
  return (await Promise.all(packages.map(version))).join(", ");
}

import { makeMoreKeys } from "../../sandbox/keys.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { fakeVersionOf } from "../contract/backend.ts";
import { compare, type FuzzResult } from "./compare.ts";
import { createExchange } from "./exchange.ts";

export interface FuzzOptions {
  /** A new server. */
  readonly server: { readonly baseUrl: string; readonly adminKey: string; readonly viewerKey: string };
  /** For example `8.2.0`. */
  readonly version: string;
  readonly requests: number;
  readonly seed: number;
}

/** Sends random requests to a real server and to the fake, and compares the responses. */
export async function fuzz({ server, version, requests, seed }: FuzzOptions): Promise<FuzzResult> {
  const { baseUrl, adminKey, viewerKey } = server;
  const keys = { adminKey, viewerKey, ...(await makeMoreKeys(baseUrl, adminKey)) };
  const fake = createFakeUnleash({
    version: fakeVersionOf(version),
    baseUrl,
    keys: {
      [keys.adminKey]: "admin",
      [keys.viewerKey]: "viewer",
      [keys.bossKey]: { role: "admin", owner: "boss@example.com" },
      [keys.clientKey]: "client",
    },
  });
  fake.seed({
    users: [
      { id: 2, username: "viewer" },
      { id: 3, username: "boss", email: "boss@example.com" },
    ],
  });
  const exchange = createExchange(baseUrl, keys, { real: fetch, fake: fake.handle });
  return compare(exchange, { requests, seed });
}

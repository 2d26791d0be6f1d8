import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { startWeb } from "../../../examples/web/server.ts";
import { startUnleash } from "../../../sandbox/index.ts";
import { createInviteClient, type InviteClient } from "../../../src/index.ts";

/** The page, as it is served to browsers. */
export interface Site {
  readonly url: string;
  /** The key that the page's server has, and that no browser may see. */
  readonly apiKey: string;
  stop(): Promise<void>;
}

/** The page, and the Unleash behind it. */
export interface UnleashSite extends Site {
  readonly baseUrl: string;
  readonly viewerKey: string;
  /** The administrator's client, beside the page: to prepare what a test needs, and to see what the page did. */
  readonly admin: InviteClient;
}

/** A new Unleash, and the page on it. */
export async function openSite(): Promise<UnleashSite> {
  // As Unleash's own Docker image runs it: otherwise errors come with stack traces, or as HTML.
  const unleash = await startUnleash({ env: { NODE_ENV: "production" }, onInstall: console.log });
  const { baseUrl, adminKey, viewerKey } = unleash;
  const site = await openPage(baseUrl, adminKey);
  return {
    ...site,
    baseUrl,
    viewerKey,
    admin: createInviteClient({ baseUrl, apiKey: adminKey }),
    async stop() {
      await site.stop();
      await unleash.stop();
    },
  };
}

/** The page on some server, with some key. */
export async function openPage(baseUrl: string, apiKey: string): Promise<Site> {
  return { ...(await startWeb({ baseUrl, apiKey, log: false })), apiKey };
}

/** The page before an Unleash that is down. */
export async function openDownSite(): Promise<Site> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return openPage(`http://127.0.0.1:${port}`, "user:of-an-administrator");
}

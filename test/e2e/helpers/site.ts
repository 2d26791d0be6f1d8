import { join } from "node:path";
import { createAdminApp } from "../../../examples/web/server/admin.ts";
import { listen } from "../../../examples/web/server/listen.ts";
import { createLocalSessions } from "../../../examples/web/server/session.ts";
import { createSignUpApp } from "../../../examples/web/server/sign-up.ts";
import { startUnleash } from "../../../sandbox/index.ts";
import { createInviteClient, type InviteClient } from "../../../src/index.ts";
import { createFakeUnleash, type FakeUnleash } from "../../../src/testing/index.ts";

/** Both servers of the example. */
export interface Site {
  readonly adminUrl: string;
  readonly signUpUrl: string;
  /** Cookie of an administrator's session, as `name=value`. */
  readonly cookie: string;
  /** The key that the server has, and that no browser may see. */
  readonly apiKey: string;
  /** Lines that both servers have logged. */
  readonly log: readonly string[];
  stop(): Promise<void>;
}

/** The example on a real Unleash. */
export interface RealSite extends Site {
  readonly unleashUrl: string;
  /** A client beside the page: to prepare what a test needs, and to see what the page did. */
  readonly client: InviteClient;
}

/** The example on a fake Unleash. */
export interface FakeSite extends Site {
  readonly fake: FakeUnleash;
  readonly client: InviteClient;
}

interface SiteOptions {
  readonly unleashUrl: string;
  readonly apiKey: string;
  readonly fetch?: FakeUnleash["fetch"] | undefined;
}

async function openSite({ unleashUrl, apiKey, fetch }: SiteOptions): Promise<Site> {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const root = (page: string) => join("examples/web", page, "dist");
  // The tests send more than a person does.
  const rateLimit = { perMinute: 10_000 };
  const shared = { unleashUrl, fetch, log, rateLimit };
  const signUp = await listen(
    createSignUpApp({ ...shared, team: "the Rocket team", root: root("sign-up") }),
    "localhost",
    0,
  );
  const sessions = createLocalSessions();
  const { authorize } = sessions;
  const admin = await listen(
    createAdminApp({ ...shared, apiKey, signUpUrl: signUp.url, root: root("admin"), authorize, sessions }),
    "127.0.0.1",
    0,
  );
  const response = await globalThis.fetch(admin.url + sessions.loginPath);
  const [cookie = ""] = response.headers.get("set-cookie")?.split(";") ?? [];
  return {
    adminUrl: admin.url,
    signUpUrl: signUp.url,
    cookie,
    apiKey,
    log: lines,
    async stop() {
      await Promise.all([admin.stop(), signUp.stop()]);
    },
  };
}

export async function openRealSite(): Promise<RealSite> {
  // As Unleash's own Docker image runs it: otherwise errors come with stack traces, or as HTML.
  const unleash = await startUnleash({ env: { NODE_ENV: "production" }, onInstall: console.log });
  const { baseUrl: unleashUrl, adminKey: apiKey } = unleash;
  const site = await openSite({ unleashUrl, apiKey });
  return {
    ...site,
    unleashUrl,
    client: createInviteClient({ baseUrl: unleashUrl, apiKey }),
    async stop() {
      await site.stop();
      await unleash.stop();
    },
  };
}

/** @param now the clock of the fake */
export async function openFakeSite(now?: () => number): Promise<FakeSite> {
  const fake = createFakeUnleash({ now });
  const { baseUrl: unleashUrl, fetch } = fake;
  const apiKey = "user:of-an-administrator";
  const site = await openSite({ unleashUrl, apiKey, fetch });
  return { ...site, fake, client: createInviteClient({ baseUrl: unleashUrl, apiKey, fetch, now }) };
}

import { afterAll, beforeAll, vi } from "vitest";
import { createInviteHandlers } from "../../src/msw/index.ts";
import { createFakeUnleash, type FakeUnleash } from "../../src/testing/index.ts";
import { contract } from "./contract.ts";

// A slow machine may take its time: this only ends what hangs.
vi.setConfig({ testTimeout: 120_000 });

const adminKey = "user:admin-of-the-fake";
const viewerKey = "user:viewer-of-the-fake";

/** The two handlers of msw that a test needs, of whichever version. */
export interface Msw<Handler> {
  readonly setupServer: (...handlers: Handler[]) => { listen(): void; close(): void };
  readonly http: {
    all(path: string, resolver: (info: { request: Request }) => Promise<Response>): Handler;
  };
}

/** Holds the contract against fakes of the oldest and the newest version, which msw lets the global `fetch` reach. */
export function interceptedContract<Handler>(name: string, { setupServer, http }: Msw<Handler>): void {
  const versions = [5, 8] as const;
  const fakes = versions.map((version) => {
    const baseUrl = `https://unleash-${version}.example.com`;
    return createFakeUnleash({ version, baseUrl, keys: { [adminKey]: "admin", [viewerKey]: "viewer" } });
  });
  const server = setupServer(
    ...fakes.flatMap((fake) => createInviteHandlers(fake) as unknown as Handler[]),
    // What is not about invites, as `/invite/../validate` comes to be on its way, an Unleash answers too.
    ...fakes.map((fake) => http.all(`${fake.baseUrl}/*`, ({ request }) => fake.handle(request))),
  );
  beforeAll(() => server.listen());
  afterAll(() => server.close());

  for (const [i, version] of versions.entries()) {
    const { baseUrl } = fakes[i] as FakeUnleash;
    contract({
      name: `Unleash ${version} in ${name}`,
      version,
      release: `${version}.99`,
      baseUrl,
      adminKey,
      viewerKey,
    });
  }
}

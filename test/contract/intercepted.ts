import { afterAll, beforeAll, vi } from "vitest";
import { createInviteHandlers } from "../../src/msw/index.ts";
import { createFakeUnleash, type FakeUnleash } from "../../src/testing/index.ts";
import { contract } from "./contract.ts";

// Generous for slow machines: only stops a hanging test.
vi.setConfig({ testTimeout: 120_000 });

const adminKey = "user:admin-of-the-fake";
const viewerKey = "user:viewer-of-the-fake";

/** The functions of msw that a test needs, in either version. */
export interface Msw<Handler> {
  readonly setupServer: (...handlers: Handler[]) => { listen(): void; close(): void };
  readonly http: {
    all(path: string, resolver: (info: { request: Request }) => Promise<Response>): Handler;
  };
}

/** Runs the contract on fakes of the oldest and the newest version, which the global `fetch` reaches through msw. */
export function interceptedContract<Handler>(name: string, { setupServer, http }: Msw<Handler>): void {
  const versions = [5, 8] as const;
  const fakes = versions.map((version) => {
    const baseUrl = `https://unleash-${version}.example.com`;
    return createFakeUnleash({ version, baseUrl, keys: { [adminKey]: "admin", [viewerKey]: "viewer" } });
  });
  const server = setupServer(
    ...fakes.flatMap((fake) => createInviteHandlers(fake) as unknown as Handler[]),
    // Unleash also responds to paths of other features, such as the normalized form of `/invite/../validate`.
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

import { versions } from "../../sandbox/releases.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { fakeVersionOf } from "./backend.ts";
import { contract } from "./contract.ts";

const adminKey = "user:admin-of-the-fake";
const viewerKey = "user:viewer-of-the-fake";

for (const release of Object.keys(versions)) {
  const version = fakeVersionOf(release);
  const { baseUrl, fetch } = createFakeUnleash({
    version,
    keys: { [adminKey]: "admin", [viewerKey]: "viewer" },
  });
  contract({ name: `the fake of Unleash ${version}`, version, release, baseUrl, adminKey, viewerKey, fetch });
}

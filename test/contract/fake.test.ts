import { createFakeUnleash } from "../../src/testing/index.ts";
import { contract } from "./contract.ts";

const adminKey = "user:admin-of-the-fake";
const viewerKey = "user:viewer-of-the-fake";

for (const version of [5, 7, 8] as const) {
  const { baseUrl, fetch } = createFakeUnleash({
    version,
    keys: { [adminKey]: "admin", [viewerKey]: "viewer" },
  });
  contract({ name: `the fake of Unleash ${version}`, version, baseUrl, adminKey, viewerKey, fetch });
}

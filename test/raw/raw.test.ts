import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { startUnleash } from "../../sandbox/index.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { fakeVersionOf, majorOf } from "../contract/backend.ts";
import { DAY, withinOneDay } from "../contract/clock.ts";
import { catalogue } from "./catalogue.ts";
import { type Comparable, normalised } from "./normalise.ts";
import { type Carry, play, type Target } from "./request.ts";

const { version } = inject("unleash");
const requests = catalogue(0);

describe(`The fake responds like Unleash ${version}, byte for byte except normalised values`, () => {
  let real: Comparable[];
  let fake: Comparable[];
  let lacking: Comparable[];

  beforeAll(async () => {
    // Whether a link works depends on the date: all requests must be sent on the same date.
    await withinOneDay(async (today) => {
      const from = Date.now();
      // A new server of its own.
      await using unleash = await startUnleash({ version, env: { NODE_ENV: "production" } });
      const { baseUrl, adminKey, viewerKey } = unleash;
      const keys = { adminKey, viewerKey };
      const targets: Target[] = [
        { baseUrl, ...keys, carry: fetch },
        { baseUrl, ...keys, carry: fakeOf(baseUrl, keys) },
        { baseUrl, ...keys, carry: fillingRole(fakeOf(baseUrl, keys)) },
      ];
      const answers = [];
      for (const target of targets) answers.push(await play(catalogue(today), target));
      const span = { from, until: Date.now() };
      [real = [], fake = [], lacking = []] = answers.map((all) => normalised(all, span));
      if (Date.now() >= today + DAY) throw new Error("Midnight passed during the run.");
    });
  });

  it.each(requests.map(({ title }, nth) => [title, nth] as const))("%s", (_, nth) => {
    expect(fake[nth]).toEqual(real[nth]);
  });

  it("and the comparison detects a fake that sends the role where servers omit it", () => {
    const different = requests.filter((_, nth) => !isDeepStrictEqual(lacking[nth], real[nth]));
    const updates = requests.filter(({ method }, nth) => method === "PUT" && real[nth]?.status === 200);
    expect(updates).not.toEqual([]);
    expect(different).toEqual(updates);
  });
});

// Before 8.x, Unleash has no rate limit for these operations.
if (majorOf(version) >= 8) {
  it("The fake responds with a 429 like an Unleash whose rate limit is exceeded", async () => {
    const env = { NODE_ENV: "production", TOKEN_AUTHENTICATION_RATE_LIMIT_PER_MINUTE: "1" };
    await using unleash = await startUnleash({ version, env });
    const { baseUrl, adminKey } = unleash;
    const fake = createFakeUnleash({ version: fakeVersionOf(version), baseUrl });
    fake.failNext("getAllPublicSignupTokens", { status: 429 });
    const list = () =>
      new Request(`${baseUrl}/api/admin/invite-link/tokens`, { headers: { authorization: adminKey } });
    await fetch(list()); // the last request that the limit of one per minute allows
    const [real, faked] = [await fetch(list()), await fake.handle(list())];
    expect(real.status).toBe(429);
    expect(real.headers.get("retry-after")).toBe(real.headers.get("ratelimit-reset"));
    expect(faked.headers.get("retry-after")).toBe(faked.headers.get("ratelimit-reset"));
    expect(await withoutNumbers(faked)).toEqual(await withoutNumbers(real));
  });
}

/** Returns a response to compare, without the limit and the remaining time. */
async function withoutNumbers(response: Response): Promise<Comparable[]> {
  const { status, headers } = response;
  const answer = { status, headers, body: await response.text() };
  return normalised([answer], { from: 0, until: 0 }).map((comparable) => ({
    ...comparable,
    headers: Object.fromEntries(
      Object.entries(comparable.headers).map(([name, value]) => [name, value.replace(/^\d+/, "<number>")]),
    ),
  }));
}

function fakeOf(baseUrl: string, { adminKey, viewerKey }: { adminKey: string; viewerKey: string }): Carry {
  const keys = { [adminKey]: "admin", [viewerKey]: "viewer" } as const;
  return createFakeUnleash({ version: fakeVersionOf(version), baseUrl, keys }).handle;
}

/** A fake without the most important quirk: the empty role in the response to an update. */
function fillingRole(carry: Carry): Carry {
  return async (request) => {
    const response = await carry(request);
    if (request.method !== "PUT" || response.status !== 200) return response;
    const token = (await response.json()) as object;
    return Response.json({ ...token, role: { id: 3, name: "Viewer", type: "root" } }, response);
  };
}

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

describe(`The fake answers as Unleash ${version}, byte for byte but for what is normalised`, () => {
  let real: Comparable[];
  let fake: Comparable[];
  let lacking: Comparable[];

  beforeAll(async () => {
    // What a link does depends on the day: all have to be asked on the same.
    await withinOneDay(async (today) => {
      const from = Date.now();
      // A server of its own, which nobody has used yet.
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
      if (Date.now() >= today + DAY) throw new Error("Midnight came in between.");
    });
  });

  it.each(requests.map(({ title }, nth) => [title, nth] as const))("%s", (_, nth) => {
    expect(fake[nth]).toEqual(real[nth]);
  });

  it("and is told from one that fills in the role where servers leave it out", () => {
    const different = requests.filter((_, nth) => !isDeepStrictEqual(lacking[nth], real[nth]));
    const updates = requests.filter(({ method }, nth) => method === "PUT" && real[nth]?.status === 200);
    expect(updates).not.toEqual([]);
    expect(different).toEqual(updates);
  });
});

// Before 8.x, Unleash does not limit how often these operations are asked.
if (majorOf(version) >= 8) {
  it("The fake answers with a 429 as an Unleash that has been asked too often", async () => {
    const env = { NODE_ENV: "production", TOKEN_AUTHENTICATION_RATE_LIMIT_PER_MINUTE: "1" };
    await using unleash = await startUnleash({ version, env });
    const { baseUrl, adminKey } = unleash;
    const fake = createFakeUnleash({ version: fakeVersionOf(version), baseUrl });
    fake.failNext("getAllPublicSignupTokens", { status: 429 });
    const list = () =>
      new Request(`${baseUrl}/api/admin/invite-link/tokens`, { headers: { authorization: adminKey } });
    await fetch(list()); // the only one of its minute, at the latest
    const [real, faked] = [await fetch(list()), await fake.handle(list())];
    expect(real.status).toBe(429);
    expect(real.headers.get("retry-after")).toBe(real.headers.get("ratelimit-reset"));
    expect(faked.headers.get("retry-after")).toBe(faked.headers.get("ratelimit-reset"));
    expect(await withoutNumbers(faked)).toEqual(await withoutNumbers(real));
  });
}

/** An answer to compare, whatever the limit and the time that is left. */
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

/** A fake without the quirk that the SDK is most about. */
function fillingRole(carry: Carry): Carry {
  return async (request) => {
    const response = await carry(request);
    if (request.method !== "PUT" || response.status !== 200) return response;
    const token = (await response.json()) as object;
    return Response.json({ ...token, role: { id: 3, name: "Viewer", type: "root" } }, response);
  };
}

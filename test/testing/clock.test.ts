import { describe, expect, it } from "vitest";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { ask, createToken, statusOf, TOKENS } from "./requests.ts";

/** Creates a fake with a clock that the test sets. */
function fakeAt(instant: string) {
  const clock = { time: Date.parse(instant) };
  return { clock, fake: createFakeUnleash({ now: () => clock.time }) };
}

describe("The fake's clock", () => {
  it("is the system clock by default", async () => {
    const fake = createFakeUnleash();
    const before = Date.now();
    await createToken(fake, "2000-01-01T00:00:00Z");
    const created = fake.tokens[0]?.createdAt.getTime() ?? 0;
    expect(created).toBeGreaterThanOrEqual(before);
    expect(created).toBeLessThanOrEqual(Date.now());
  });

  it("is the creation time of tokens and users", async () => {
    const { fake } = fakeAt("2027-03-04T05:06:07.890Z");
    const { secret } = await (await createToken(fake, "2027-03-20T00:00:00Z")).json();
    await ask(fake, "POST", `/invite/${secret}/signup`, { name: "x", email: "x@example.com", password: "x" });
    const made = new Date("2027-03-04T05:06:07.890Z");
    expect([fake.tokens[0]?.createdAt, fake.users[0]?.createdAt]).toEqual([made, made]);
  });

  it.each([
    ["2027-01-31T12:34:56.789Z", "2027-02-28T12:34:56.789Z"],
    ["2028-01-31T00:00:00.000Z", "2028-02-29T00:00:00.000Z"],
    ["2027-03-31T23:59:59.999Z", "2027-04-30T23:59:59.999Z"],
    ["2026-12-31T12:00:00.000Z", "2027-01-31T12:00:00.000Z"],
    ["2027-02-28T12:00:00.000Z", "2027-03-28T12:00:00.000Z"],
    ["2027-03-28T00:30:00.000Z", "2027-04-28T00:30:00.000Z"],
  ])("%s: a new token lives until %s at most", async (now, latest) => {
    const { fake } = fakeAt(now);
    const before = new Date(Date.parse(latest) - 1).toISOString();
    for (const asked of ["9999-12-31T00:00:00Z", latest, before]) await createToken(fake, asked);
    const expiries = fake.tokens.map(({ expiresAt }) => expiresAt.toISOString());
    expect(expiries).toEqual([latest, latest, before]);
  });

  it("makes a link stop working at 00:00 of its expiry date, and leaves it enabled", async () => {
    const { clock, fake } = fakeAt("2027-05-01T12:00:00Z");
    const { secret } = await (await createToken(fake, "2027-05-07T18:00:00Z")).json();
    const check = () => statusOf(fake.fetch(`${fake.baseUrl}/invite/${secret}/validate`));
    clock.time = Date.parse("2027-05-06T23:59:59.999Z");
    expect(await check()).toBe(200);
    clock.time = Date.parse("2027-05-07T00:00:00.000Z");
    expect(await check()).toBe(400);
    expect(fake.tokens[0]?.enabled).toBe(true);
  });

  it("accepts an update past the year 9999", async () => {
    const { fake } = fakeAt("2027-05-01T12:00:00Z");
    const [token] = fake.seed({ tokens: [{}] }).tokens;
    const expiresAt = "9999-12-31T23:00:00-05:00";
    const answer = await ask(fake, "PUT", `${TOKENS}/${token?.secret}`, { expiresAt });
    expect((await answer.json()).expiresAt).toBe("+010000-01-01T04:00:00.000Z");
  });

  it("starts a minute of requests with the first one", async () => {
    const { clock, fake } = fakeAt("2027-05-01T12:00:00Z");
    const count = async (ms: number) => {
      clock.time += ms;
      const { headers } = await ask(fake, "GET", TOKENS);
      return [headers.get("ratelimit-remaining"), headers.get("ratelimit-reset")];
    };
    expect(await count(0)).toEqual(["19999", "60"]);
    expect(await count(10_500)).toEqual(["19998", "50"]);
    expect(await count(49_499)).toEqual(["19997", "1"]);
    expect(await count(1)).toEqual(["19999", "60"]);
  });
});

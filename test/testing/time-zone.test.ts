import { describe, expect, it } from "vitest";
import { createZone, oneMonthAfter } from "../../src/testing/date-time.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { ask, createToken, statusOf, TOKENS } from "./requests.ts";

const iso = (instant: number) => new Date(instant).toISOString();

describe("A time zone", () => {
  it.each([
    ["Europe/Berlin", "2027-03-01T12:00:00.000Z", "2027-04-01T11:00:00.000Z"],
    ["Europe/Berlin", "2027-01-31T23:30:00.000Z", "2027-02-28T23:30:00.000Z"],
    ["Europe/Berlin", "2027-02-28T01:30:00.000Z", "2027-03-28T01:30:00.000Z"],
    ["America/New_York", "2027-01-31T04:30:00.123Z", "2027-03-01T04:30:00.123Z"],
  ])("%s has its own month after %s", (name, instant, later) => {
    expect(iso(oneMonthAfter(Date.parse(instant), createZone(name)))).toBe(later);
  });
});

describe("A fake with a time zone", () => {
  it("makes a link stop working at midnight there", async () => {
    const fake = createFakeUnleash({ timeZone: "America/New_York", now: new Date("2027-03-01T12:00:00Z") });
    const { secret } = await (await createToken(fake, "2027-03-07T23:00:00Z")).json();
    const check = () => statusOf(ask(fake, "GET", `/invite/${secret}/validate`));
    fake.advance(Date.parse("2027-03-07T04:59:59.999Z") - fake.now());
    expect(await check()).toBe(200);
    fake.advance(1);
    expect(await check()).toBe(400);
  });

  it("parses a date without an offset there, and caps an expiry at a month there", async () => {
    const fake = createFakeUnleash({ timeZone: "Europe/Berlin", now: new Date("2027-03-01T12:00:00Z") });
    await createToken(fake, "2027-03-07T12:00:00");
    await createToken(fake, "2099-01-01T00:00:00Z");
    expect(fake.tokens.map(({ expiresAt }) => iso(expiresAt.getTime()))).toEqual([
      "2027-03-07T11:00:00.000Z",
      "2027-04-01T11:00:00.000Z",
    ]);
    const response = await ask(fake, "PUT", `${TOKENS}/${fake.tokens[0]?.secret}`, {
      expiresAt: "2027-07-01 12:00:00",
    });
    expect((await response.json()).expiresAt).toBe("2027-07-01T10:00:00.000Z");
  });
});

import { expect, inject, it } from "vitest";
import { startUnleash } from "../../sandbox/index.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { fakeVersionOf } from "../contract/backend.ts";
import { TOKENS } from "../raw/values.ts";

const { version } = inject("unleash");
const HOUR = 3_600_000;

it.each(["America/New_York", "Europe/Berlin"])(
  `The fake with the time zone %s has the cap and the last day of Unleash ${version} there`,
  async (timeZone) => {
    await using server = await startUnleash({ version, env: { NODE_ENV: "production", TZ: timeZone } });
    const { baseUrl, adminKey } = server;
    const fake = createFakeUnleash({ version: fakeVersionOf(version), baseUrl, timeZone });
    const send = async (carry: typeof fetch, method: string, path: string, body?: object) => {
      const headers = { authorization: adminKey, "content-type": "application/json" };
      const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      return carry(new Request(baseUrl + path, init));
    };
    const play = async (carry: typeof fetch) => {
      const create = async (expiresAt: string) =>
        (await send(carry, "POST", TOKENS, { name: "x", expiresAt })).json();
      const works: [string, boolean][] = [];
      const hour = Math.floor(Date.now() / HOUR) * HOUR;
      for (let hours = -30; hours <= 54; hours += 2) {
        const expiresAt = new Date(hour + hours * HOUR).toISOString();
        const { secret } = await create(expiresAt);
        const { status } = await send(carry, "GET", `/invite/${secret}/validate`);
        works.push([expiresAt, status === 200]);
      }
      const capped = (await create("2099-01-01T00:00:00Z")).expiresAt;
      const { secret } = await create("2026-01-01T12:00:00");
      const expiries = [];
      for (const expiresAt of [
        "2027-07-01T12:00:00",
        "2027-01-01 00:00:00",
        "2027-03-28T02:30:00",
        "2027-11-07T01:30:00",
      ]) {
        expiries.push(
          (await (await send(carry, "PUT", `${TOKENS}/${secret}`, { expiresAt })).json()).expiresAt,
        );
      }
      return { works, expiries, capped: Date.parse(capped) };
    };
    const real = await play(fetch);
    const faked = await play(fake.handle as typeof fetch);
    expect(faked.works).toEqual(real.works);
    expect(new Set(real.works.map(([, isWorking]) => isWorking)).size).toBe(2);
    expect(faked.expiries).toEqual(real.expiries);
    // The request to the fake was sent some seconds later.
    expect(Math.abs(faked.capped - real.capped)).toBeLessThan(HOUR / 2);
  },
);

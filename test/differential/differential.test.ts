import { inspect } from "node:util";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { startUnleash } from "../../sandbox/index.ts";
import { withinOneDay } from "../contract/clock.ts";
import type { FuzzResult } from "./compare.ts";
import { fuzz } from "./run.ts";

const { version } = inject("unleash");
/** A fixed seed: the same requests in every run of a day. `npm run test:fuzz` takes others. */
const OPTIONS = { requests: 1000, seed: 1 };

describe(`The fake answers random requests as Unleash ${version}`, () => {
  let result: FuzzResult;
  beforeAll(async () => {
    // Dates of the requests depend on the day.
    await withinOneDay(async () => {
      await using server = await startUnleash({ version, env: { NODE_ENV: "production" } });
      result = await fuzz({ server, version, ...OPTIONS });
    });
  });

  it("in at least 99.5 % of them", ({ task }) => {
    task.meta.equalRequests = `${((result.equal / result.requests) * 100).toFixed(2)} % of ${result.requests}`;
    expect(result.equal / result.requests).toBeGreaterThanOrEqual(0.995);
  });

  it("but for differences that known.ts lists", () => {
    expect(result.unlisted, inspect(result.unlisted, { depth: 9, maxStringLength: 300 })).toEqual([]);
  });

  it("with every status that servers answer with, so that the requests reach all parts", () => {
    const statuses = [200, 201, 400, 401, 403, 404, 413, 415, 431, 500];
    expect(Object.keys(result.statuses).map(Number)).toEqual(expect.arrayContaining(statuses));
  });
});

declare module "vitest" {
  interface TaskMeta {
    /** Share of random requests with equal responses, for the table of `npm run test:versions`. */
    equalRequests?: string;
  }
}

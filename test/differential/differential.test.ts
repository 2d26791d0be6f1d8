import { inspect } from "node:util";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { startUnleash } from "../../sandbox/index.ts";
import { withinOneDay } from "../contract/clock.ts";
import type { FuzzResult } from "./compare.ts";
import { fuzz } from "./run.ts";

const { version } = inject("unleash");
/** A fixed seed: the same requests in every run of a day. `npm run test:fuzz` uses others. */
const OPTIONS = { requests: 1000, seed: 1 };

describe(`The fake responds to random requests like Unleash ${version}`, () => {
  let result: FuzzResult;
  beforeAll(async () => {
    // Dates in the requests depend on the current date.
    await withinOneDay(async () => {
      await using server = await startUnleash({ version, env: { NODE_ENV: "production" } });
      result = await fuzz({ server, version, ...OPTIONS });
    });
  });

  it("in at least 99.5 % of them", ({ task }) => {
    task.meta.equalRequests = `${((result.equal / result.requests) * 100).toFixed(2)} % of ${result.requests}`;
    expect(result.equal / result.requests).toBeGreaterThanOrEqual(0.995);
  });

  it("except for differences listed in known.ts", () => {
    expect(result.unlisted, inspect(result.unlisted, { depth: 9, maxStringLength: 300 })).toEqual([]);
  });

  it("with every status that servers send, so that the requests reach all code", () => {
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

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";

interface Step {
  uses?: string;
  run?: string;
}
interface Job extends Step {
  needs?: string;
  permissions?: Record<string, string>;
  steps?: Step[];
}

const folder = join(import.meta.dirname, "../.github/workflows");
const workflows = readdirSync(folder).map((file): [string, Record<string, Job>] => {
  return [file, parse(readFileSync(join(folder, file), "utf8")).jobs];
});
const stepsOf = (jobs: Record<string, Job>) =>
  Object.values(jobs).flatMap((job) => [job, ...(job.steps ?? [])]);

it.each(workflows)(
  "The workflow %s pins its actions by major version, and has no access to secrets",
  (_, jobs) => {
    const actions = stepsOf(jobs).flatMap(({ uses }) => uses ?? []);
    expect(actions).not.toEqual([]);
    for (const action of actions) expect(action).toMatch(/^\.\/|^[\w-]+\/[\w-]+@v\d+$/);
    expect(JSON.stringify(jobs)).not.toMatch(/secrets/i);
  },
);

it("CI runs .ci/run, which must pass before a publish", () => {
  const { "ci.yml": ci = {}, "release.yml": release = {} } = Object.fromEntries(workflows);
  expect(stepsOf(ci).flatMap(({ run }) => run ?? [])).toEqual(["bash .ci/run"]);
  const { ci: before, publish } = release;
  expect(before?.uses).toBe("./.github/workflows/ci.yml");
  expect(publish).toMatchObject({ needs: "ci", permissions: { "id-token": "write" } });
  expect(stepsOf(release).at(-1)).toEqual({ run: "npm publish --provenance --access public" });
});

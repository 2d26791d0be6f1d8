import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createInviteClient } from "../../src/index.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { KEY } from "./requests.ts";

const run = promisify(execFile);
const input = { name: "Onboarding", expiresIn: { days: 7 } };

function setUp() {
  const fake = createFakeUnleash();
  return { fake, ...createInviteClient({ baseUrl: fake.baseUrl, apiKey: KEY, fetch: fake.fetch }) };
}

describe("Fake timers that are installed after the import", () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date("2027-03-01T12:00:00Z") }));
  afterEach(() => void vi.useRealTimers());

  it("of vitest, with its defaults, do not hang ensure and rotate", async () => {
    const { fake, tokens } = setUp();
    const first = await tokens.ensure(input);
    expect(first.createdAt).toEqual(new Date("2027-03-01T12:00:00Z"));
    expect((await tokens.ensure(input)).secret).toBe(first.secret);
    const second = await tokens.rotate(input);
    expect(second.secret).not.toBe(first.secret);
    expect(fake.tokens.map(({ enabled }) => enabled)).toEqual([false, true]);
  });

  it("of vitest do not hang other methods, and move the clock of the fake", async () => {
    const { fake, tokens, validate, signUp } = setUp();
    const { secret } = await tokens.create(input);
    await signUp(secret, { name: "Ada", email: "ada@example.com", password: "correct horse" });
    expect(await validate(secret)).toBe(true);
    vi.setSystemTime(new Date("2027-03-10T12:00:00Z"));
    expect(await validate(secret)).toBe(false);
    expect(fake.users).toHaveLength(1);
  });

  it("of vitest control a delay of the fake", async () => {
    const { fake, tokens } = setUp();
    fake.failNext("tokens.list", { delayMs: 5000 });
    const done = vi.fn();
    const list = tokens.list().then(done);
    await vi.advanceTimersByTimeAsync(4999);
    expect(done).not.toHaveBeenCalled();
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(1);
      expect(done).toHaveBeenCalledWith([]);
    });
    await list;
  });
});

it("Fake timers of node:test, with their defaults, do not hang ensure and rotate", async () => {
  const { stdout } = await run(process.execPath, [
    "--test",
    join(import.meta.dirname, "fake-timers.node.ts"),
  ]);
  expect(stdout).toMatch(/pass 1\b/);
}, 60_000);

import { describe, expect, it } from "vitest";
import { refusingUrl } from "../helpers/loopback.ts";
import { KEY, printed, SECRET, serveFake, startCli, startInTerminal } from "./helpers.ts";

async function setup() {
  const { fake, baseUrl } = await serveFake();
  fake.seed({
    tokens: [{ secret: SECRET, name: "Design team", users: [{ id: 7, name: "Ada" }] }, { name: "bot" }],
  });
  return { fake, env: { UNLEASH_BASE_URL: baseUrl, UNLEASH_API_KEY: KEY } };
}

describe("The command as a process", () => {
  it("exits by itself, with its code and a single line on stderr", async () => {
    const { env } = await setup();
    expect(await startCli(["get", SECRET, "--json"], env).outcome).toMatchObject({ code: 0, stderr: "" });
    expect(await startCli(["get", "x"], env).outcome).toEqual({
      code: 1,
      stdout: "",
      stderr: "unleash-invites: 404: invite token not found\n",
    });
    expect((await startCli(["frobnicate"], env).outcome).code).toBe(2);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("watch exits with 0 on %s", async (signal) => {
    const { env } = await setup();
    const watch = startCli(["watch"], env);
    await printed(watch, "Ada");
    watch.child.kill(signal);
    expect(await watch.outcome).toEqual({ code: 0, stdout: "7\tAda\tDesign team\n", stderr: "" });
  });

  it("exits without an error when the reader of its output closes the pipe", async () => {
    const { env } = await setup();
    const watch = startCli(["watch", "--interval", "0.01s"], env);
    watch.child.stdout.destroy();
    expect(await watch.outcome).toMatchObject({ code: 0, stderr: "" });
  });

  it("prints one line for an unreachable server", async () => {
    const env = { UNLEASH_BASE_URL: await refusingUrl(), UNLEASH_API_KEY: KEY };
    const { code, stderr } = await startCli(["validate", "x"], env).outcome;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^unleash-invites: connection error: http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)\n$/,
    );
  });
});

describe("The command in a terminal", () => {
  it("prints a table with colours, or without if NO_COLOR is set", async () => {
    const { env } = await setup();
    const { code, stdout } = await startInTerminal(["list"], env).outcome;
    expect(code).toBe(0);
    expect(stdout).toContain("\x1b[1mNAME\x1b[22m");
    expect(stdout).toContain("\x1b[32mactive");
    const plain = await startInTerminal(["list"], { ...env, NO_COLOR: "1" }).outcome;
    expect(plain.stdout).toMatch(/^NAME +STATUS/);
    expect(plain.stdout).not.toContain("\x1b");
  });

  it.each([
    ["y\r", 0, 1],
    ["n\r", 1, 2],
    // Ctrl-C and Ctrl-D.
    ["\x03", 1, 2],
    ["\x04", 1, 2],
  ])("asks before it disables: %j", async (typed, code, left) => {
    const { fake, env } = await setup();
    const command = startInTerminal(["disable-all", "--name", "bot"], env);
    await printed(command, "[y/N]");
    command.child.stdin.write(typed);
    expect((await command.outcome).code).toBe(code);
    expect(fake.tokens.filter(({ enabled }) => enabled)).toHaveLength(left);
  });

  it("watch exits with 0 on Ctrl-C", async () => {
    const { env } = await setup();
    const watch = startInTerminal(["watch"], env);
    await printed(watch, 'Ada joined with "Design team"');
    watch.child.stdin.write("\x03");
    expect((await watch.outcome).code).toBe(0);
  });
});

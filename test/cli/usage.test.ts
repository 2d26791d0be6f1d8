import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { VERSION } from "../../src/http/runtime.ts";
import { cli, KEY, SECRET, serveFake } from "./helpers.ts";

const COMMANDS = "list get create ensure extend enable disable disable-all rotate validate watch".split(" ");
const ENV = { UNLEASH_BASE_URL: "http://127.0.0.1:1", UNLEASH_API_KEY: KEY };

describe("Help", () => {
  it.each([["--help"], ["-h"], ["help"]])("is printed for %s, and names every command", async (word) => {
    const { code, stdout, stderr } = await cli([word]);
    expect([code, stderr]).toEqual([0, ""]);
    for (const command of COMMANDS) expect(stdout).toContain(`\n  ${command} `);
  });

  it("is printed on stderr without a command, with the code 2", async () => {
    const { code, stdout, stderr } = await cli([]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Usage:");
  });

  it.each(COMMANDS)("is printed for %s, and needs no key", async (command) => {
    const { code, stdout } = await cli([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: unleash-invites ${command}`);
    expect(stdout).toContain("--key-file");
    expect((await cli(["help", command])).stdout).toBe(stdout);
  });

  it("has the version", async () => {
    expect(await cli(["--version"])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: "" });
  });
});

describe("An invalid command line", () => {
  const cases: [string[], string][] = [
    [["crate"], "unknown command crate; did you mean create?"],
    [["disableall"], "unknown command disableall; did you mean disable-all?"],
    [["wacth"], "unknown command wacth; did you mean watch?"],
    [["frobnicate"], "unknown command frobnicate; see unleash-invites --help"],
    [["list", "--stauts", "active"], "unknown flag --stauts; did you mean --status?"],
    [["list", "--secrets"], "unknown flag --secrets"],
    [["list", "-x"], "unknown flag -x"],
    [["create", "--name", "n", "--expires", "7d"], "unknown flag --expires; did you mean --expires-in?"],
    [["create", "--name"], "--name needs a value: --name=<name>"],
    [["create", "--name", "--json"], "--name needs a value: --name=<name>"],
    [["create", "--name="], "--name needs a value: --name=<name>"],
    [["list", "--json=yes"], "--json takes no value"],
    [["list", "--name", "a", "--name", "b"], "--name is given twice"],
    [["list", "extra"], "too many arguments for list"],
    [["get"], "get needs a secret or a link"],
    [["get", SECRET, SECRET], "too many arguments for get"],
    [["create", "--expires-in", "7d"], "create needs --name"],
    [["create", "--name", "n"], "create needs --expires-in or --expires-at"],
    [
      ["create", "--name", "n", "--expires-in", "7d", "--expires-at", "2099-01-01T00:00:00Z"],
      "create needs only one of --expires-in and --expires-at",
    ],
    [["disable-all"], "disable-all needs --name or --every-name"],
    [["disable-all", "--name", "n", "--every-name"], "disable-all needs only one of --name and --every-name"],
    [
      ["create", "--name", "n", "--expires-in", "soon"],
      "--expires-in must be a duration such as 7d, 48h or 1w",
    ],
    [["create", "--name", "n", "--expires-in", "7"], "--expires-in must be a duration such as 7d, 48h or 1w"],
    [["extend", SECRET, "--by", "1y"], "--by must be a duration such as 7d, 48h or 1w"],
    [["watch", "--interval", "0s"], "--interval must be a time such as 30s or 5m"],
    [["rotate", "--name", "n", "--expires-in", "7d"], "--yes is required without a terminal"],
    [["disable-all", "--every-name"], "--yes is required without a terminal"],
  ];
  it.each(cases)("%j causes the exit code 2 and one line", async (args, message) => {
    expect(await cli(args, { env: ENV })).toEqual({
      code: 2,
      stdout: "",
      stderr: `unleash-invites: ${message}\n`,
    });
  });

  it.each<[string[], RegExp]>([
    [["create", "--name", "n", "--expires-at", "soon"], /^unleash-invites: --expires-at must be .*\n$/],
    [["create", "--name", "n", "--expires-in", "0d"], /^unleash-invites: --expires-in must .*\n$/],
    [["create", "--name", " ", "--expires-in", "7d"], /^unleash-invites: --name must not be empty\n$/],
    [["list", "--status", "dead"], /^unleash-invites: --status must be .*\n$/],
    [["list", "--base-url", "localhost"], /^unleash-invites: the base URL .* must be a URL/],
  ])("%j is refused with the reason of the SDK", async (args, stderr) => {
    expect(await cli(args, { env: ENV })).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(stderr),
    });
  });

  it.each([
    ["--api-key", KEY],
    [`--api-key=${KEY}`],
    [KEY],
    [`--${KEY}`],
    ["-k", KEY],
    ["list", KEY],
    ["list", `--${KEY}`],
  ])("does not repeat a key: %s %s", async (...args) => {
    const { code, stdout, stderr } = await cli(args, { env: ENV });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).not.toContain(KEY.slice(5));
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });

  it("may have a value that starts with a dash after an equals sign", async () => {
    const { fake, baseUrl } = await serveFake();
    const args = ["create", "--name=-x", "--expires-in=7d", `--base-url=${baseUrl}`];
    expect((await cli(args, { env: ENV })).code).toBe(0);
    expect(fake.tokens[0]?.name).toBe("-x");
  });
});

describe("The settings", () => {
  it("are required", async () => {
    const noUrl = await cli(["list"], { env: { UNLEASH_API_KEY: KEY } });
    expect(noUrl).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("UNLEASH_BASE_URL, or use --base-url"),
    });
    const noKey = await cli(["list"], { env: { UNLEASH_BASE_URL: "http://127.0.0.1:1" } });
    expect(noKey).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("UNLEASH_API_KEY, or use --key-file"),
    });
  });

  it("may have the key in a file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "unleash-invites-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, "key"), `${KEY}\n`);
    const { baseUrl } = await serveFake();
    const env = { UNLEASH_BASE_URL: baseUrl, UNLEASH_API_KEY: "user:wrong" };
    expect((await cli(["list", "--key-file", join(folder, "key")], { env })).code).toBe(0);
    const missing = await cli(["list", "--key-file", join(folder, "none")], { env });
    expect(missing).toMatchObject({
      code: 2,
      stderr: "unleash-invites: cannot read the file of --key-file (ENOENT)\n",
    });
  });
});

describe("A failure", () => {
  it.each([
    [
      "user:0123456789abcdef",
      /^unleash-invites: 401: invalid API key; check the API key \(UNLEASH_API_KEY or/,
    ],
    ["user:viewer", /^unleash-invites: 403: this API key lacks the ADMIN permission\n$/],
  ])("gets the code 1 and one line: the key %s", async (key, stderr) => {
    const { baseUrl } = await serveFake();
    const outcome = await cli(["list"], { env: { UNLEASH_BASE_URL: baseUrl, UNLEASH_API_KEY: key } });
    expect(outcome).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(stderr) });
    expect(outcome.stderr.match(/\n/g)).toHaveLength(1);
  });

  it("is red on a terminal, unless NO_COLOR is set", async () => {
    const terminal = { stderr: true };
    expect((await cli(["crate"], { terminal })).stderr).toContain("\x1b[31m");
    for (const env of [{ NO_COLOR: "1" }, { TERM: "dumb" }]) {
      expect((await cli(["crate"], { terminal, env })).stderr).not.toContain("\x1b");
    }
  });
});

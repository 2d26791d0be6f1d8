import { describe, expect, it } from "vitest";
import type { FakeUnleash } from "../../src/testing/index.ts";
import { cli, KEY, MASKED, type Options, SECRET, serveFake } from "./helpers.ts";

const TERMINAL = { stdin: true, stdout: true, stderr: true };
const LINK = /^https:\/\/\S+\?invite=(\S+)\n$/;

async function setup(): Promise<{
  fake: FakeUnleash;
  run: (args: string, options?: Options) => ReturnType<typeof cli>;
}> {
  const { fake, baseUrl } = await serveFake();
  const env = { UNLEASH_BASE_URL: baseUrl, UNLEASH_API_KEY: KEY };
  // Text in quotes is one argument.
  const split = (args: string) => (args.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
  return {
    fake,
    run: (args, options = {}) => cli(split(args), { ...options, env: { ...env, ...options.env } }),
  };
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

describe("create", () => {
  it("prints only the link on stdout, and the rest on stderr", async () => {
    const { fake, run } = await setup();
    const { code, stdout, stderr } = await run('create --name "Design team" --expires-in 1w');
    expect(code).toBe(0);
    expect(stdout).toMatch(LINK);
    expect(LINK.exec(stdout)?.[1]).toBe(fake.tokens[0]?.secret);
    expect(stderr).toMatch(
      /^created: "Design team" \(\w{4}…\w{4}\), works until \d{4}-\d\d-\d\d 00:00 UTC\n$/,
    );
  });

  it("accepts a date, prints JSON, and reports when the server shortens the expiry", async () => {
    const { run } = await setup();
    const { stdout, stderr } = await run("create --name n --json --expires-at 2999-01-01T00:00:00Z");
    expect(JSON.parse(stdout)).toMatchObject({ name: "n", expiryCapped: true, secret: expect.any(String) });
    expect(stderr).toContain("the server shortened the expiry to one month");
  });

  it.each(["48h", "1d12h", "1.5d", "90m", "2w"])("accepts the duration %s", async (duration) => {
    const { run } = await setup();
    expect((await run(`create --name n --expires-in ${duration}`)).code).toBe(0);
  });
});

describe("ensure", () => {
  it("creates a link, finds it the next time, and renews it", async () => {
    const { run } = await setup();
    const first = await run("ensure --name bot --expires-in 7d");
    const second = await run("ensure --name bot --expires-in 7d");
    const third = await run("ensure --name bot --expires-in 20d --renew-before 10d");
    expect(new Set([first.stdout, second.stdout, third.stdout]).size).toBe(1);
    expect([first, second, third].map(({ stderr }) => stderr.split(":")[0])).toEqual([
      "created",
      "found",
      "renewed",
    ]);
  });
});

describe("list", () => {
  const seed = (fake: FakeUnleash) =>
    fake.seed({
      tokens: [
        { secret: SECRET, name: "Design team", expiresAt: inDays(7), createdAt: inDays(-1) },
        { name: "設計 🎉", enabled: false, createdAt: inDays(-2) },
        { name: "bad\tname\x1b[31m\u202e", expiresAt: inDays(-1), createdAt: inDays(-3) },
      ],
    });

  it("is separated by tabs, masks secrets, and escapes names", async () => {
    const { fake, run } = await setup();
    seed(fake);
    const { stdout, stderr } = await run("list");
    const rows = stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t"));
    expect(rows.map(([name, status]) => [name, status])).toEqual([
      ["Design team", "active"],
      ["設計 🎉", "disabled"],
      ["bad\\u0009name\\u001b[31m\\u202e", "expired"],
    ]);
    expect(rows[0]?.[5]).toBe(MASKED);
    expect(stderr).toBe("");
    expect((await run("list --show-secrets")).stdout).toContain(`?invite=${SECRET}`);
  });

  it("is an aligned table on a terminal, with colours", async () => {
    const { fake, run } = await setup();
    seed(fake);
    const plain = await run("list", { terminal: TERMINAL, env: { NO_COLOR: "1" } });
    const lines = plain.stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^NAME +STATUS +WORKS UNTIL \(UTC\) +JOINED +CREATED BY +SECRET$/);
    const column = lines[0]?.indexOf("STATUS") ?? 0;
    expect(lines[1]?.slice(column)).toMatch(/^active/);
    // Each of the two ideographs is two columns wide.
    expect(lines[2]?.slice(column - 2)).toMatch(/^disabled/);
    const coloured = await run("list", { terminal: TERMINAL });
    expect(coloured.stdout).toContain("\x1b[32mactive");
    expect(coloured.stdout).not.toContain("\x1b[31m\u202e");
  });

  it("has the filters of the SDK, and JSON without full secrets", async () => {
    const { fake, run } = await setup();
    seed(fake);
    expect((await run('list --name "Design team" --status active')).stdout.split("\n")).toHaveLength(2);
    expect((await run("list --status expired")).stdout).toMatch(/^bad/);
    const json = await run("list --json");
    expect(JSON.parse(json.stdout)[0]).toMatchObject({
      secret: MASKED,
      url: expect.stringContaining(MASKED),
    });
    expect(json.stdout).not.toContain(SECRET);
    expect((await run("list --json --show-secrets")).stdout).toContain(SECRET);
  });
});

describe("get", () => {
  const users = [{ id: 7, name: "Ada\x1b[2J", username: "ada" }, { id: 8 }];

  it("shows the token and who joined, without its secret", async () => {
    const { fake, run } = await setup();
    fake.seed({ tokens: [{ secret: SECRET, name: "Design team", users }] });
    for (const terminal of [{}, TERMINAL]) {
      const { code, stdout } = await run(`get ${SECRET}`, { terminal, env: { NO_COLOR: "1" } });
      expect(code).toBe(0);
      expect(stdout).toContain("Design team");
      expect(stdout).toContain("Ada\\u001b[2J");
      expect(stdout).toMatch(/joined\s+2/);
      expect(stdout).not.toContain(SECRET);
      expect(stdout).toContain(MASKED);
    }
    expect((await run(`get https://x.example/new-user?invite=${SECRET} --show-secrets`)).stdout).toContain(
      SECRET,
    );
    expect(JSON.parse((await run(`get ${SECRET} --json`)).stdout).users).toHaveLength(2);
  });

  it("fails with the code 1 for an unknown secret", async () => {
    const { run } = await setup();
    expect(await run("get unknown")).toEqual({
      code: 1,
      stdout: "",
      stderr: "unleash-invites: 404: invite token not found\n",
    });
  });
});

describe("extend, enable and disable", () => {
  it("change one token, and report it without its secret", async () => {
    const { fake, run } = await setup();
    fake.seed({ tokens: [{ secret: SECRET, name: "Design team", expiresAt: inDays(2) }, { name: "Other" }] });
    expect((await run(`disable ${SECRET}`)).stdout).toBe(`disabled: "Design team" (${MASKED})\n`);
    expect(fake.tokens.map(({ enabled }) => enabled).sort()).toEqual([false, true]);
    expect((await run(`enable ${SECRET}`)).stdout).toMatch(/^enabled: "Design team" \(\S+\), works until/);
    const before = fake.tokens.find(({ secret }) => secret === SECRET)?.expiresAt ?? new Date(0);
    expect((await run(`extend ${SECRET} --by 7d`)).code).toBe(0);
    const after = fake.tokens.find(({ secret }) => secret === SECRET)?.expiresAt ?? new Date(0);
    expect(Number(after) - Number(before)).toBeGreaterThanOrEqual(7 * 86_400_000 - 86_400_000);
    expect(JSON.parse((await run(`enable ${SECRET} --json`)).stdout).secret).toBe(MASKED);
  });
});

describe("rotate and disable-all", () => {
  const tokens = [{ secret: SECRET, name: "bot" }, { name: "bot" }, { name: "Other" }, { name: "" }];
  const enabled = (fake: FakeUnleash) => fake.tokens.filter((token) => token.enabled).map(({ name }) => name);

  it("rotate disables the tokens of the name and prints the new link", async () => {
    const { fake, run } = await setup();
    fake.seed({ tokens });
    const { code, stdout, stderr } = await run("rotate --name bot --expires-in 7d --yes");
    expect(code).toBe(0);
    expect(stdout).toMatch(LINK);
    expect(stderr.match(/^disabled: "bot"/gm)).toHaveLength(2);
    expect(enabled(fake).sort()).toEqual(["", "Other", "bot"]);
  });

  it("disable-all disables the tokens of a name, or of every name", async () => {
    const { fake, run } = await setup();
    fake.seed({ tokens });
    expect(await run("disable-all --name bot -y")).toMatchObject({ code: 0, stdout: "2 disabled\n" });
    expect(enabled(fake).sort()).toEqual(["", "Other"]);
    const json = await run("disable-all --every-name --yes --json");
    expect(JSON.parse(json.stdout)).toHaveLength(2);
    expect(enabled(fake)).toEqual([]);
  });

  it("list on stderr the tokens that were disabled before a failure", async () => {
    const { fake, run } = await setup();
    fake.seed({ tokens });
    fake.failNext("updatePublicSignupToken", { delayMs: 0 });
    fake.failNext("updatePublicSignupToken", { status: 500, body: { name: "X", message: "no" } });
    const { code, stdout, stderr } = await run("disable-all --every-name --yes");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^disabled: .*\nunleash-invites: 500: /);
  });

  it.each([
    ["y\n", 0],
    ["YES\n", 0],
    ["\n", 1],
    ["no\n", 1],
    ["", 1],
  ])("ask on a terminal: %j", async (input, code) => {
    const { fake, run } = await setup();
    fake.seed({ tokens });
    const outcome = await run("disable-all --name bot", { terminal: { stdin: true, stderr: true }, input });
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toContain('Disable all links named "bot"? [y/N]');
    expect(outcome.stderr.includes("nothing was changed")).toBe(code === 1);
    expect(enabled(fake)).toHaveLength(code === 0 ? 2 : 4);
  });
});

describe("validate", () => {
  it("has the code 0 for a link that works and 1 for one that does not, and needs no key", async () => {
    const { fake, run } = await setup();
    fake.seed({ tokens: [{ secret: SECRET }] });
    const env = { UNLEASH_API_KEY: undefined };
    expect(await run(`validate ${SECRET}`, { env })).toEqual({ code: 0, stdout: "valid\n", stderr: "" });
    expect(await run("validate x", { env })).toEqual({ code: 1, stdout: "not valid\n", stderr: "" });
    expect((await run("validate x --json", { env })).stdout).toBe('{"valid":false}\n');
  });
});

describe("watch", () => {
  it("prints each person once, continues after a failed poll, and exits with 0", async () => {
    const { fake, run } = await setup();
    fake.seed({ tokens: [{ secret: SECRET, name: "Design team", users: [{ id: 7, name: "Ada\n" }] }] });
    const controller = new AbortController();
    let failed = false;
    const outcome = await run("watch --interval 0.01s", {
      signal: controller.signal,
      onStdout(text) {
        if (text.includes("Grace")) controller.abort();
        else if (!failed) {
          failed = true;
          fake.failNext("getAllPublicSignupTokens", { status: 500 });
          fake.seed({ tokens: [{ name: "Other", users: [{ id: 8, name: "Grace" }] }] });
        }
      },
    });
    expect(outcome).toEqual({
      code: 0,
      stdout: "7\tAda\\u000a\tDesign team\n8\tGrace\tOther\n",
      stderr: "poll failed: server_error\n",
    });
  });

  it("prints a sentence on a terminal, and JSON without secrets", async () => {
    const { fake, run } = await setup();
    fake.seed({ tokens: [{ secret: SECRET, name: "Design team", users: [{ id: 7, name: "Ada" }] }] });
    for (const [flags, line] of [
      ["", 'Ada joined with "Design team"\n'],
      [" --json", /^\{"user":\{"id":7,"name":"Ada".*\},"token":\{"name":"Design team".*\}\}\n$/],
    ] as const) {
      const controller = new AbortController();
      const { stdout } = await run(`watch${flags}`, {
        terminal: TERMINAL,
        signal: controller.signal,
        onStdout: () => controller.abort(),
      });
      expect(stdout).toMatch(line);
      expect(stdout).not.toContain(SECRET);
    }
  });

  it("fails with the code 1 for a wrong key", async () => {
    const { run } = await setup();
    expect((await run("watch", { env: { UNLEASH_API_KEY: "user:wrong" } })).code).toBe(1);
  });
});

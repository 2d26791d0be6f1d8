import { describe, expect, it } from "vitest";
import { printed, startCli, startInTerminal } from "../cli/helpers.ts";
import type { Backend } from "./backend.ts";
import { adminOf, newToken, somebody, unknownSecret, visitorOf } from "./helpers.ts";

/** Runs the command against a backend that other processes can reach over the network. */
export function commandCases(backend: Backend): void {
  const env = { UNLEASH_BASE_URL: backend.baseUrl, UNLEASH_API_KEY: backend.adminKey };
  const run = (...args: string[]) => startCli(args, env).outcome;
  const { tokens } = adminOf(backend);

  describe(`The command, on ${backend.name}`, () => {
    it("creates a link that works, shows who joined with it, extends and disables it", async () => {
      const name = `Command ${unknownSecret()}`;
      const created = await run("create", "--name", name, "--expires-in", "7d");
      const link = created.stdout.trimEnd();
      expect(created).toMatchObject({ code: 0, stdout: expect.stringMatching(/^http\S+\?invite=\S+\n$/) });
      expect(await run("validate", link)).toMatchObject({ code: 0, stdout: "valid\n" });
      await visitorOf(backend).signUp(link, somebody());
      expect((await run("get", link)).stdout).toMatch(/\nuser\t\d+\tAda Lovelace/);
      expect((await run("extend", link, "--by", "2d")).code).toBe(0);
      expect((await run("list", "--name", name)).stdout.split("\t").slice(0, 2)).toEqual([name, "active"]);
      expect((await run("disable", link)).code).toBe(0);
      expect(await run("validate", link)).toMatchObject({ code: 1, stdout: "not valid\n" });
      expect((await run("enable", link)).code).toBe(0);
    });

    it("ensures, rotates and disables the tokens of a name", async () => {
      const name = `Command ${unknownSecret()}`;
      const other = await newToken(backend);
      const first = await run("ensure", "--name", name, "--expires-in", "7d");
      expect((await run("ensure", "--name", name, "--expires-in", "7d")).stdout).toBe(first.stdout);
      const rotated = await run("rotate", "--name", name, "--expires-in", "7d", "--yes");
      expect(rotated.stdout).not.toBe(first.stdout);
      expect(await run("disable-all", "--name", name, "--yes")).toMatchObject({ stdout: "1 disabled\n" });
      expect((await tokens.get(other)).enabled).toBe(true);
    });

    it("asks for confirmation and prints a table in a terminal", async () => {
      const name = `Command ${unknownSecret()}`;
      const { secret } = await newToken(backend, name);
      const table = await startInTerminal(["list", "--name", name], env).outcome;
      expect(table.stdout).toMatch(/NAME.*STATUS/);
      expect(table.stdout).toContain("\x1b[32mactive");
      expect(table.stdout).not.toContain(secret);
      const command = startInTerminal(["disable-all", "--name", name], env);
      await printed(command, "[y/N]");
      command.child.stdin.write("y\r");
      expect((await command.outcome).code).toBe(0);
      expect((await tokens.get(secret)).enabled).toBe(false);
    });

    it("watches in a terminal until Ctrl-C", async () => {
      const name = `Command ${unknownSecret()}`;
      const { secret } = await newToken(backend, name);
      await visitorOf(backend).signUp(secret, somebody());
      const watch = startInTerminal(["watch", "--name", name], env);
      await printed(watch, "Ada Lovelace joined with");
      watch.child.stdin.write("\x03");
      expect((await watch.outcome).code).toBe(0);
    });
  });
}

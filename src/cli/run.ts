import { readFile } from "node:fs/promises";
import { createInviteClient } from "../client.ts";
import { InviteError, type Issue } from "../errors.ts";
import type { ClientEvent } from "../events.ts";
import { VERSION } from "../http/runtime.ts";
import { isInviteError } from "../is-invite-error.ts";
import { type FlagName, type Flags, parseFlags, suggestion, UsageError } from "./args.ts";
import { COMMON_FLAGS, type Command } from "./command.ts";
import { printable } from "./format.ts";
import { commandHelp, overview } from "./help.ts";
import { type Io, styler } from "./io.ts";
import { get, list, validate, watch } from "./read-commands.ts";
import { create, disable, disableAll, enable, ensure, extend, rotate } from "./write-commands.ts";

const COMMANDS: readonly Command[] = [
  list,
  get,
  create,
  ensure,
  extend,
  enable,
  disable,
  disableAll,
  rotate,
  validate,
  watch,
];

/** Runs a command line and returns the exit code: 0 success, 1 failure, 2 wrong usage. Never rejects. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const style = styler(io.stderr, io.env);
  try {
    return await dispatch(args, io);
  } catch (error) {
    const [code, message] = failure(error);
    io.stderr.write(`${style("red", "unleash-invites:")} ${printable(message)}\n`);
    return code;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [word, ...rest] = args;
  if (word === "--version" || word === "-v") return output(io, `${VERSION}\n`);
  if (word === "--help" || word === "-h") return output(io, overview(COMMANDS));
  if (word === undefined) {
    io.stderr.write(overview(COMMANDS));
    return 2;
  }
  if (word === "help")
    return output(io, rest[0] === undefined ? overview(COMMANDS) : commandHelp(find(rest[0])));
  const command = find(word);
  const { flags, positionals } = parseFlags(rest, [...command.flags, ...COMMON_FLAGS]);
  if (flags.help) return output(io, commandHelp(command));
  checkRequired(command, flags, positionals);
  const client = createInviteClient({
    baseUrl: flags["base-url"] ?? (io.env.UNLEASH_BASE_URL || missing("UNLEASH_BASE_URL", "base-url")),
    apiKey: command.isPublic ? undefined : await apiKey(flags["key-file"], io),
    onEvent: command.name === "watch" ? failedPolls(io) : undefined,
  });
  const code = await command.run({
    client,
    flags,
    token: positionals[0] ?? "",
    io,
    print: (line) => void io.stdout.write(`${line}\n`),
    note: (line) => void io.stderr.write(`${line}\n`),
  });
  return code ?? 0;
}

function output({ stdout }: Io, text: string): number {
  stdout.write(text);
  return 0;
}

function find(word: string): Command {
  const command = COMMANDS.find(({ name }) => name === word);
  if (command) return command;
  // Quoted only if it looks like a command: it may be a key.
  const named = /^[a-z-]{1,20}$/i.test(word) ? ` ${word}` : "";
  const names = COMMANDS.map(({ name }) => name);
  throw new UsageError(`unknown command${named}${suggestion(word, names) || "; see unleash-invites --help"}`);
}

function checkRequired(
  { name, hasToken, required = [] }: Command,
  flags: Flags,
  positionals: readonly string[],
): void {
  if (hasToken && positionals[0] === undefined) throw new UsageError(`${name} needs a secret or a link`);
  if (positionals.length > (hasToken ? 1 : 0)) throw new UsageError(`too many arguments for ${name}`);
  for (const flag of required) {
    const names = typeof flag === "string" ? [flag] : flag;
    const given = names.filter((candidate) => flags[candidate] !== undefined);
    const all = names.map((candidate) => `--${candidate}`);
    if (given.length === 0) throw new UsageError(`${name} needs ${all.join(" or ")}`);
    if (given.length > 1) throw new UsageError(`${name} needs only one of ${all.join(" and ")}`);
  }
}

function missing(variable: string, flag: FlagName): never {
  throw new UsageError(`set the environment variable ${variable}, or use --${flag}`);
}

async function apiKey(file: string | undefined, { env }: Io): Promise<string> {
  if (file === undefined) return env.UNLEASH_API_KEY || missing("UNLEASH_API_KEY", "key-file");
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    throw new UsageError(
      `cannot read the file of --key-file (${(error as { code?: string }).code ?? "unknown"})`,
    );
  }
}

/** Returns an `onEvent` that reports failed polls: `watch` continues after them. */
function failedPolls({ stderr }: Io): (event: ClientEvent) => void {
  return (event) => {
    if (event.type === "failure" && event.code !== "aborted") stderr.write(`poll failed: ${event.code}\n`);
  };
}

/** Names on the command line, by the name in the SDK. */
const NAMES: Readonly<Record<string, string>> = {
  apiKey: "the API key (UNLEASH_API_KEY or --key-file)",
  baseUrl: "the base URL (UNLEASH_BASE_URL or --base-url)",
  expiresAt: "--expires-at",
  expiresIn: "--expires-in",
  renewBefore: "--renew-before",
  duration: "--by",
  name: "--name",
  status: "--status",
};

/** Returns the exit code and a message of one line. */
function failure(error: unknown): [code: number, message: string] {
  if (error instanceof UsageError) return [2, error.message];
  if (isInviteError(error, "invalid_input")) return [2, error.issues.map(issueText).join("; ")];
  if (error instanceof InviteError) {
    return [1, error.message.replace(/\b(apiKey|baseUrl)\b/g, (name) => NAMES[name] ?? name)];
  }
  return [1, error instanceof Error ? error.message : String(error)];
}

function issueText({ path, message }: Issue): string {
  const [first = ""] = path.split(".");
  return `${NAMES[first] ?? path} ${message}`.trim();
}

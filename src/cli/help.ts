import { FLAGS, type FlagName } from "./args.ts";
import { COMMON_FLAGS, type Command } from "./command.ts";

/** Returns the help of all commands. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }) => [name, summary] as const);
  return `Manage the invite links of an Unleash instance.

Usage: unleash-invites <command> [flags]

Commands:
${columns(rows)}

Flags:
${columns([
  ["--help", "Print this help; unleash-invites <command> --help for a command"],
  ["--version", "Print the version"],
])}

Environment:
${columns([
  ["UNLEASH_BASE_URL", "Base URL of Unleash: https://unleash.example.com"],
  ["UNLEASH_API_KEY", "API key of an administrator: user:…"],
  ["NO_COLOR", "Print no colors"],
])}

Exit codes: 0 success, 1 failure, 2 wrong usage
`;
}

/** Returns the help of one command. */
export function commandHelp(command: Command): string {
  const { name, summary, hasToken, flags, required = [] } = command;
  const needed = required.map((flag) =>
    typeof flag === "string" ? usage(flag) : `(${flag.map(usage).join(" | ")})`,
  );
  const words = ["unleash-invites", name, ...(hasToken ? ["<secret or link>"] : []), ...needed, "[flags]"];
  const rows = [...flags, ...COMMON_FLAGS].map((flag) => [signature(flag), FLAGS[flag].help] as const);
  return `${summary}.\n\nUsage: ${words.join(" ")}\n\nFlags:\n${columns(rows)}\n`;
}

function usage(name: FlagName): string {
  const { value } = FLAGS[name];
  return value ? `--${name} ${value}` : `--${name}`;
}

function signature(name: FlagName): string {
  const { short } = FLAGS[name];
  return short ? `${usage(name)}, -${short}` : usage(name);
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join("\n");
}

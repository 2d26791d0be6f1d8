import { tokenStatus, validUntil } from "../expiry.ts";
import type { InviteToken, TokenStatus } from "../types.ts";
import { parseInterval } from "./args.ts";
import type { Command, Context } from "./command.ts";
import {
  alignColumns,
  formatDate,
  personName,
  printable,
  statusStyle,
  TOKEN_COLUMNS,
  tokenRow,
  withMaskedSecret,
} from "./format.ts";
import { styler } from "./io.ts";

export const list: Command = {
  name: "list",
  summary: "List invite tokens, newest first",
  flags: ["name", "status", "show-secrets", "json"],
  async run({ client, flags, io, print }) {
    const status = flags.status as TokenStatus | undefined;
    const tokens = await client.tokens.list({ name: flags.name, status });
    const showSecrets = flags["show-secrets"];
    if (flags.json) {
      print(
        JSON.stringify(
          tokens.map((token) => withMaskedSecret(token, showSecrets)),
          undefined,
          2,
        ),
      );
      return undefined;
    }
    const rows = tokens.map((token) => tokenRow(token, Date.now(), showSecrets));
    printRows(io, print, TOKEN_COLUMNS, rows);
    return undefined;
  },
};

export const get: Command = {
  name: "get",
  summary: "Show a token and who joined with it",
  hasToken: true,
  flags: ["show-secrets", "json"],
  async run({ client, flags, token, io, print }) {
    const found = withMaskedSecret(await client.tokens.get(token), flags["show-secrets"]);
    if (flags.json) print(JSON.stringify(found, undefined, 2));
    else printToken(io, print, found);
    return undefined;
  },
};

function printToken(io: Context["io"], print: Context["print"], token: InviteToken): void {
  const status = tokenStatus(token);
  const fields: [string, string][] = [
    ["name", printable(token.name)],
    ["status", status],
    ["works until", `${formatDate(validUntil(token))} UTC`],
    ["link", printable(token.url ?? "-")],
    ["secret", printable(token.secret)],
    ["role", printable(token.role.name)],
    ["created", `${formatDate(token.createdAt)} UTC by ${printable(token.createdBy ?? "-")}`],
    ["joined", `${token.users.length}`],
  ];
  if (!io.stdout.isTTY) {
    for (const field of fields) print(field.join("\t"));
    for (const user of token.users)
      print(["user", user.id, personName(user), printable(user.username ?? "")].join("\t"));
    return;
  }
  const style = styler(io.stdout, io.env);
  const lines = alignColumns(fields, (text, row, column) => {
    if (column === 0) return style("bold", text);
    return row === 1 ? style(statusStyle(status), text) : text;
  });
  for (const line of lines) print(line);
  const users = token.users.map((user) => [`  ${user.id}`, personName(user), printable(user.username ?? "")]);
  for (const line of alignColumns(users, (text) => text)) print(line.trimEnd());
}

/** Prints a table on a terminal, and tab-separated lines otherwise. */
function printRows(
  { stdout, env }: Context["io"],
  print: Context["print"],
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  if (!stdout.isTTY) {
    for (const row of rows) print(row.join("\t"));
    return;
  }
  const style = styler(stdout, env);
  const lines = alignColumns([columns, ...rows], (text, row, column) => {
    if (row === 0) return style("bold", text);
    return column === 1 ? style(statusStyle(text as TokenStatus), text) : text;
  });
  for (const line of lines) print(line);
}

export const validate: Command = {
  name: "validate",
  summary: "Check whether a link works; exit code 1 if not",
  hasToken: true,
  isPublic: true,
  flags: ["json"],
  async run({ client, flags, token, print }) {
    const valid = await client.validate(token);
    print(flags.json ? JSON.stringify({ valid }) : valid ? "valid" : "not valid");
    return valid ? 0 : 1;
  },
};

export const watch: Command = {
  name: "watch",
  summary: "Print everybody who signs up, until Ctrl-C",
  flags: ["name", "interval", "json"],
  async run({ client, flags, io, print }) {
    const signal = io.interrupted();
    const intervalMs = flags.interval === undefined ? undefined : parseInterval(flags.interval);
    for await (const { user, token } of client.tokens.watchSignUps(
      { name: flags.name, intervalMs },
      { signal },
    )) {
      const { secret: _, url: __, users: ___, ...known } = token;
      if (flags.json) print(JSON.stringify({ user, token: known }));
      else if (io.stdout.isTTY) print(`${personName(user)} joined with "${printable(token.name)}"`);
      else print([user.id, personName(user), printable(token.name)].join("\t"));
    }
    return undefined;
  },
};

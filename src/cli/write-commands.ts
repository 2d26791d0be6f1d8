import { tokenStatus, validUntil } from "../expiry.ts";
import { maskSecret } from "../mask-secret.ts";
import type { Expiry, InviteToken } from "../types.ts";
import { type FlagName, type Flags, parseDuration, UsageError } from "./args.ts";
import type { Command, Context } from "./command.ts";
import { formatDate, printable, withMaskedSecret } from "./format.ts";
import { confirm } from "./io.ts";

const EXPIRY: readonly FlagName[] = ["expires-in", "expires-at"];

export const create: Command = {
  name: "create",
  summary: "Create a token and print its link",
  flags: ["name", ...EXPIRY, "json"],
  required: ["name", EXPIRY],
  async run(context) {
    const { client, flags, note } = context;
    const token = await client.tokens.create({ name: nameOf(flags), ...expiryOf(flags) });
    if (token.expiryCapped) note("the server shortened the expiry to one month");
    printLink(context, token, "created");
    return undefined;
  },
};

export const ensure: Command = {
  name: "ensure",
  summary: "Print the link of the active token of a name; create one if there is none",
  flags: ["name", ...EXPIRY, "renew-before", "json"],
  required: ["name", EXPIRY],
  async run(context) {
    const { client, flags } = context;
    const before = flags["renew-before"];
    const renewBefore = before === undefined ? undefined : parseDuration("renew-before", before);
    const token = await client.tokens.ensure({ name: nameOf(flags), ...expiryOf(flags), renewBefore });
    printLink(context, token, token.created ? "created" : token.renewed ? "renewed" : "found");
    return undefined;
  },
};

export const rotate: Command = {
  name: "rotate",
  summary: "Disable the tokens of a name, create a new one and print its link",
  flags: ["name", ...EXPIRY, "yes", "json"],
  required: ["name", EXPIRY],
  async run(context) {
    const { client, flags, note } = context;
    const name = nameOf(flags);
    const input = { name, ...expiryOf(flags) };
    if (
      !(await isConfirmed(context, `Disable every link named "${printable(name)}" and create a new one?`))
    ) {
      return 1;
    }
    const token = await client.tokens.rotate(input);
    for (const disabled of token.disabledTokens) note(describe("disabled", disabled));
    printLink(context, token, "created");
    return undefined;
  },
};

export const extend: Command = {
  name: "extend",
  summary: "Extend the expiry of a link",
  hasToken: true,
  flags: ["by", "show-secrets", "json"],
  required: ["by"],
  async run(context) {
    const by = parseDuration("by", context.flags.by ?? "");
    report(context, await context.client.tokens.extend(context.token, by), "extended");
    return undefined;
  },
};

export const enable: Command = {
  name: "enable",
  summary: "Enable a disabled link again",
  hasToken: true,
  flags: ["show-secrets", "json"],
  async run(context) {
    report(context, await context.client.tokens.enable(context.token), "enabled");
    return undefined;
  },
};

export const disable: Command = {
  name: "disable",
  summary: "Disable a link; Unleash has no delete, this is the equivalent",
  hasToken: true,
  flags: ["show-secrets", "json"],
  async run(context) {
    report(context, await context.client.tokens.disable(context.token), "disabled");
    return undefined;
  },
};

export const disableAll: Command = {
  name: "disable-all",
  summary: "Disable all links of a name, or of every name",
  flags: ["name", "every-name", "yes", "json"],
  required: [["name", "every-name"]],
  async run(context) {
    const { client, flags, print, note } = context;
    const { name } = flags;
    const which = name === undefined ? "of every name" : `named "${printable(name)}"`;
    if (!(await isConfirmed(context, `Disable all links ${which}?`))) return 1;
    const disabled =
      name === undefined ? await disableEach(context) : await client.tokens.disableAll({ name });
    for (const token of disabled) note(describe("disabled", token));
    if (flags.json)
      print(
        JSON.stringify(
          disabled.map((token) => withMaskedSecret(token, false)),
          undefined,
          2,
        ),
      );
    else print(`${disabled.length} disabled`);
    return undefined;
  },
};

/** Disables tokens one by one instead of by name: `disableAll` does not accept an empty name, which a token may have. */
async function disableEach({ client, note }: Context): Promise<InviteToken[]> {
  const enabled = (await client.tokens.list()).filter((token) => token.enabled);
  const disabled: InviteToken[] = [];
  try {
    for (const token of enabled) disabled.push(await client.tokens.disable(token));
  } catch (error) {
    for (const token of disabled) note(describe("disabled", token));
    throw error;
  }
  return disabled;
}

function nameOf({ name = "" }: Flags): string {
  return name;
}

function expiryOf(flags: Flags): Expiry {
  const expiresIn = flags["expires-in"];
  if (expiresIn !== undefined) return { expiresIn: parseDuration("expires-in", expiresIn) };
  return { expiresAt: flags["expires-at"] ?? "" };
}

/** Asks for confirmation. @throws {UsageError} if stdin is not a terminal, unless --yes is given */
async function isConfirmed({ flags, io, note }: Context, question: string): Promise<boolean> {
  if (flags.yes) return true;
  if (!io.stdin.isTTY || !io.stderr.isTTY) throw new UsageError("--yes is required without a terminal");
  const confirmed = await confirm(io, question);
  if (!confirmed) note("nothing was changed");
  return confirmed;
}

/** Prints the link alone on stdout, so that it can be piped. */
function printLink({ flags, print, note }: Context, token: InviteToken, change: string): void {
  note(describe(change, token));
  if (flags.json) print(JSON.stringify(token, undefined, 2));
  else print(printable(token.url ?? token.secret));
}

function report({ flags, print }: Context, token: InviteToken, change: string): void {
  if (flags.json) print(JSON.stringify(withMaskedSecret(token, flags["show-secrets"]), undefined, 2));
  else print(describe(change, token));
}

function describe(change: string, token: InviteToken): string {
  const status = tokenStatus(token);
  const until = status === "disabled" ? "" : `, works until ${formatDate(validUntil(token))} UTC`;
  return `${change}: "${printable(token.name)}" (${maskSecret(token.secret)})${status === "expired" ? ", expired" : until}`;
}

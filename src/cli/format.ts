import { tokenStatus, validUntil } from "../expiry.ts";
import { maskSecret } from "../mask-secret.ts";
import type { InvitedUser, InviteToken, TokenStatus } from "../types.ts";
import type { Style } from "./io.ts";

// Control characters could change the terminal, and direction marks the order of what is shown.
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Escapes what must not reach a terminal or split a line: names come from others. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const STATUS_STYLE: Readonly<Record<TokenStatus, Style>> = {
  active: "green",
  expired: "yellow",
  disabled: "dim",
};

/** Returns the style of a status on a terminal. */
export function statusStyle(status: TokenStatus): Style {
  return STATUS_STYLE[status];
}

/** Aligns rows in columns of a terminal. */
export function alignColumns(
  rows: readonly (readonly string[])[],
  style: (text: string, row: number, column: number) => string,
): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ""))));
  return rows.map((row, index) =>
    row
      .map((text, column) => {
        const padding = " ".repeat((widths[column] ?? 0) - width(text));
        return style(text, index, column) + (column < row.length - 1 ? padding : "");
      })
      .join("  "),
  );
}

const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Returns the number of columns that a text takes. Most terminals show East Asian characters and emoji two columns wide. */
function width(text: string): number {
  const graphemes = [...new Intl.Segmenter().segment(text)];
  return graphemes.reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0);
}

/** Returns a token without its secret and its link, unless they are asked for. */
export function withMaskedSecret(token: InviteToken, showSecrets: boolean | undefined): InviteToken {
  if (showSecrets) return token;
  const secret = maskSecret(token.secret);
  return { ...token, secret, url: token.url?.replaceAll(token.secret, secret) ?? null };
}

/** Returns the first 16 characters of a date's ISO form: `2027-01-31 18:00`. */
export function formatDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? "invalid date" : date.toISOString().slice(0, 16).replace("T", " ");
}

/** Returns the name of a person, or what else is known. */
export function personName({ id, name, username }: InvitedUser): string {
  return printable(name || username || `user ${id}`);
}

/** A row of `list`. */
export function tokenRow(token: InviteToken, now: number, showSecrets: boolean | undefined): string[] {
  const { name, url, secret, users, createdBy } = token;
  return [
    printable(name),
    tokenStatus(token, now),
    formatDate(validUntil(token)),
    `${users.length}`,
    printable(createdBy ?? "-"),
    showSecrets ? printable(url ?? secret) : maskSecret(secret),
  ];
}

export const TOKEN_COLUMNS: readonly string[] = [
  "NAME",
  "STATUS",
  "WORKS UNTIL (UTC)",
  "JOINED",
  "CREATED BY",
  "SECRET",
];

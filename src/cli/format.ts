import { tokenStatus, validUntil } from "../expiry.ts";
import { maskSecret } from "../mask-secret.ts";
import type { InvitedUser, InviteToken, TokenStatus } from "../types.ts";
import type { Style } from "./io.ts";

// Control characters can change the terminal; direction marks can reorder the text on screen.
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Escapes control characters and direction marks: names are untrusted input. */
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

/** Returns the width of a text in columns. Most terminals show East Asian characters and emoji two columns wide. */
function width(text: string): number {
  const graphemes = [...new Intl.Segmenter().segment(text)];
  return graphemes.reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0);
}

/** Masks the secret in a token and its link, unless `showSecrets` is true. */
export function withMaskedSecret(token: InviteToken, showSecrets: boolean | undefined): InviteToken {
  if (showSecrets) return token;
  const secret = maskSecret(token.secret);
  return { ...token, secret, url: token.url?.replaceAll(token.secret, secret) ?? null };
}

/** Formats a date in UTC: `2027-01-31 18:00`. */
export function formatDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? "invalid date" : date.toISOString().slice(0, 16).replace("T", " ");
}

/** Returns the name of a person, or else the username or the id. */
export function personName({ id, name, username }: InvitedUser): string {
  return printable(name || username || `user ${id}`);
}

/** Returns a row of `list`. */
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

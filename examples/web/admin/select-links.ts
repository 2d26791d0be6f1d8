import { type InvitedUser, type InviteToken, type TokenStatus, tokenStatus } from "unleash-invites";

export interface Filter {
  readonly status: TokenStatus | "all";
  /** Words that the name, the creator or one of the people must contain. */
  readonly text: string;
}

export interface Row {
  readonly link: InviteToken;
  readonly status: TokenStatus;
}

const RANK: Readonly<Record<TokenStatus, number>> = { active: 0, disabled: 1, expired: 1 };

/** Returns the links to show: active ones first, then the newer ones. */
export function selectLinks(links: readonly InviteToken[], { status, text }: Filter, now: number): Row[] {
  const words = normalize(text).split(/\s+/u);
  return links
    .map((link) => ({ link, status: tokenStatus(link, now) }))
    .filter((row) => status === "all" || row.status === status)
    .filter(({ link }) => {
      const searched = normalize([link.name, link.createdBy, ...link.users.map(displayName)].join("\n"));
      return words.every((word) => searched.includes(word));
    })
    .sort(
      (a, b) =>
        RANK[a.status] - RANK[b.status] ||
        b.link.createdAt.getTime() - a.link.createdAt.getTime() ||
        (a.link.secret < b.link.secret ? -1 : 1),
    );
}

/** Returns how many links have each status. */
export function countLinks(links: readonly InviteToken[], now: number): Record<Filter["status"], number> {
  const counts = { all: links.length, active: 0, expired: 0, disabled: 0 };
  for (const link of links) counts[tokenStatus(link, now)]++;
  return counts;
}

/** Returns the links of a name that a rotation, or disabling them all, would disable: expired ones too. */
export function enabledLinks(links: readonly InviteToken[], name: string): InviteToken[] {
  return links.filter((link) => link.name === name && link.enabled);
}

export function displayName({ id, name, username }: InvitedUser): string {
  return name || username || `User ${id}`;
}

/** Without case and accents: "emilie" finds "Émilie". */
function normalize(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

import type { JSX } from "preact";
import type { InviteToken } from "unleash-invites";
import type { PageContext } from "./app.tsx";
import { countPeople, formatDay, shortenLink } from "./format.ts";

/** More would push the buttons of the dialog off the screen. */
const MAX_SHOWN = 5;

interface EndedLinksProps {
  title: string;
  links: readonly InviteToken[];
  page: PageContext;
}

/** Lists the links that a change disables, and how many people joined through each. */
export function EndedLinks({ title, links, page }: EndedLinksProps): JSX.Element | null {
  const rest = links.slice(MAX_SHOWN);
  if (links.length === 0) return null;
  return (
    <div class="ended">
      <h3>{title}</h3>
      <ul>
        {links.slice(0, MAX_SHOWN).map(({ secret, createdAt, users }) => (
          <li key={secret}>
            <bdi dir="ltr">{shortenLink(page.linkTo(secret))}</bdi>
            <span class="muted">
              created {formatDay(createdAt)}, {countPeople(users.length)} joined
            </span>
          </li>
        ))}
        {rest.length > 0 && (
          <li class="muted">
            and {rest.length} more, {countPeople(countUsers(rest))} joined
          </li>
        )}
      </ul>
      {countUsers(links) > 0 && <p class="hint">People who joined keep their accounts.</p>}
    </div>
  );
}

function countUsers(links: readonly InviteToken[]): number {
  return links.reduce((sum, { users }) => sum + users.length, 0);
}

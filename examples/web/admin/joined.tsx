import type { JSX } from "preact";
import type { InvitedUser } from "unleash-invites";
import { Popover } from "../ui/popover.tsx";
import { initials } from "./format.ts";
import { displayName } from "./select-links.ts";

const MAX_AVATARS = 3;

/** Who joined through a link: some avatars and the number; a click lists everyone. */
export function Joined({
  users,
  linkName,
}: {
  users: readonly InvitedUser[];
  linkName: string;
}): JSX.Element {
  if (users.length === 0) return <span class="muted">Nobody</span>;
  const trigger = (
    <span class="avatars">
      {users.slice(0, MAX_AVATARS).map((user) => (
        <Avatar key={user.id} user={user} />
      ))}
      <span>
        {users.length}
        <span class="visually-hidden">
          {users.length === 1 ? " person" : " people"} joined through {linkName}
        </span>
      </span>
    </span>
  );
  return (
    <Popover class="quiet people-button" trigger={trigger}>
      {() => (
        <ul class="people">
          {users.map((user) => (
            <li key={user.id}>
              <Avatar user={user} />
              <span>
                <bdi>{displayName(user)}</bdi>
              </span>
              {user.name && user.username && (
                <span class="muted">
                  <bdi>{user.username}</bdi>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

function Avatar({ user }: { user: InvitedUser }) {
  return (
    <span class="avatar" aria-hidden="true">
      {initials(displayName(user))}
    </span>
  );
}

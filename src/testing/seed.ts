import type { Duration, InviteToken, User } from "../types.ts";
import { linkOf, tokenFrom, userFrom } from "./builders.ts";
import { dayOf, oneMonthAfter, type Zone } from "./date-time.ts";
import { assertSeed, type Seed } from "./seed-checks.ts";
import type { Store } from "./store.ts";
import type { Version } from "./versions.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

interface Context {
  readonly version: Version;
  readonly baseUrl: string;
  readonly now: () => number;
  readonly zone: Zone;
}

/** @throws TypeError before anything is added */
export function seedStore(
  store: Store,
  seed: Seed,
  { version, baseUrl, now, zone }: Context,
): { tokens: InviteToken[]; users: User[] } {
  assertSeed(seed, store);
  const { tokens = [], users = [] } = seed;
  const createdAt = new Date(now());
  const addUser = (partial: Partial<User>): User => {
    const { id = store.nextUserId() } = partial;
    const email = (partial.email ?? `user-${id}@example.com`).toLowerCase();
    return store.addUser(
      userFrom(structuredClone({ createdAt, ...version.userExtras, ...partial, id, email })),
    );
  };
  // Given ids first, so that generated ids do not collide with them.
  for (const { id = 0 } of users) store.reserveUserId(id);
  const seededUsers = users.map(addUser);
  const seededTokens = tokens.map(({ expiresIn, ...partial }) => {
    const { secret = store.newSecret() } = partial;
    const expiresAt = new Date(expiresIn ? endOf(now(), expiresIn) : oneMonthAfter(now(), zone));
    const url = linkOf(baseUrl, secret);
    const token = tokenFrom(structuredClone({ secret, url, createdAt, expiresAt, ...partial }));
    store.addToken(token);
    // People in a token are also users.
    for (const person of token.users) if (!store.hasUser(person.id)) addUser(person);
    return token;
  });
  return { tokens: seededTokens, users: seededUsers };
}

/** Returns the last millisecond of the date at whose 00:00 the link stops working. */
function endOf(now: number, { weeks = 0, days = 0, hours = 0, minutes = 0 }: Duration): number {
  const end = now + (weeks * 7 + days) * DAY + (hours * 60 + minutes) * MINUTE;
  return (dayOf(end - 1) + 2) * DAY - 1;
}

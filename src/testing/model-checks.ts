import type { Duration, InvitedUser, InviteToken, User } from "../types.ts";
import type { Seed, TokenSeed } from "./seed.ts";
import type { Store } from "./store.ts";
import {
  type Check,
  isBoolean,
  isDate,
  isInteger,
  isNonEmptyString,
  isPositiveInteger,
  isString,
  listOf,
  looseObject,
  nullable,
  optional,
  rule,
  strictObject,
} from "./validate.ts";

const part = optional(
  rule(
    (value) => typeof value === "number" && Number.isFinite(value) && value >= 0,
    "must be a number, 0 or more",
  ),
);
const durationParts: Readonly<Record<keyof Duration, Check>> = {
  weeks: part,
  days: part,
  hours: part,
  minutes: part,
};
const duration: Check = (value, path) => {
  strictObject(durationParts)(value, path);
  if (!Object.values(value as Duration).some((amount) => amount > 0)) {
    throw new TypeError(`${path} must be longer than 0, such as { days: 7 }`);
  }
};

const person: Readonly<Record<keyof InvitedUser, Check>> = {
  id: isPositiveInteger,
  name: optional(nullable(isString)),
  username: optional(nullable(isString)),
};

// undefined is refused where a property is given: it would otherwise replace the default.
const token: Readonly<Record<keyof InviteToken, Check>> = {
  secret: isNonEmptyString,
  url: nullable(isString),
  name: isString,
  enabled: isBoolean,
  expiresAt: isDate,
  createdAt: isDate,
  createdBy: nullable(isString),
  users: listOf(strictObject(person)),
  role: looseObject({ id: isInteger, name: isString, type: isString }),
};

const user: Readonly<Record<keyof User, Check>> = {
  id: isPositiveInteger,
  name: nullable(isString),
  email: isNonEmptyString,
  username: nullable(isString),
  accountType: isString,
  imageUrl: isString,
  inviteLink: isString,
  loginAttempts: isInteger,
  emailSent: isBoolean,
  rootRole: isInteger,
  seenAt: nullable(isDate),
  createdAt: isDate,
  scimId: nullable(isString),
  activeSessions: nullable(isInteger),
  deletedSessions: isInteger,
  seatType: nullable(isString),
  companyRole: nullable(isString),
  productUpdatesEmailConsent: nullable(isBoolean),
  isAPI: isBoolean,
  permissions: listOf(isString),
};

const tokenSeed: Readonly<Record<keyof TokenSeed, Check>> = { ...token, expiresIn: duration };
const seedShape: Readonly<Record<keyof Seed, Check>> = {
  tokens: optional(listOf(strictObject(tokenSeed))),
  users: optional(listOf(strictObject(user))),
};

/** @throws TypeError that names the first property that is wrong */
export function assertToken(partial: Partial<InviteToken>, caller: string): void {
  strictObject(token)(partial, `${caller}: token`);
}

/** @throws TypeError that names the first property that is wrong */
export function assertUser(partial: Partial<User>, caller: string): void {
  strictObject(user)(partial, `${caller}: user`);
}

/** @throws TypeError that names the first property that is wrong, or that another token or user has already */
export function assertSeed(seed: Seed, store: Store): void {
  strictObject(seedShape)(seed, "seed");
  const { tokens = [], users = [] } = seed;
  const secrets = unique(
    "secret",
    store.tokens.map(({ secret }) => secret),
  );
  for (const [index, { secret, expiresAt, expiresIn }] of tokens.entries()) {
    const path = `seed.tokens[${index}]`;
    if (expiresAt && expiresIn) throw new TypeError(`${path} must have expiresAt or expiresIn, not both`);
    secrets(secret, path);
  }
  const ids = unique(
    "id",
    store.users.map(({ id }) => id),
  );
  const emails = unique(
    "email",
    store.users.map(({ email }) => email?.toLowerCase()),
  );
  const usernames = unique("username", ["admin", ...store.users.map(({ username }) => username)]);
  for (const [index, { id, email, username }] of users.entries()) {
    const path = `seed.users[${index}]`;
    ids(id, path);
    emails(email?.toLowerCase(), path);
    usernames(username, path);
  }
}

/** Creates a check that a value is given once. It does not print the value: it may be a secret. */
function unique<Value>(
  name: string,
  existing: readonly Value[],
): (value: Value | undefined, path: string) => void {
  const seen = new Set<Value | undefined>(existing);
  return (value, path) => {
    if (value === undefined || value === null) return;
    if (seen.has(value)) throw new TypeError(`${path}.${name} is taken by another token or user`);
    seen.add(value);
  };
}

import type { Duration, InviteToken, User } from "../types.ts";
import { tokenChecks, userChecks } from "./model-checks.ts";
import type { Store } from "./store.ts";
import { type Check, listOf, optional, rule, strictObject } from "./validate.ts";

/** A token to seed. Omitted properties have the values of a token that is created now. */
export interface TokenSeed extends Partial<InviteToken> {
  /**
   * Duration for which the link works at least, instead of `expiresAt`. As by the client, it is rounded up to the next
   * 00:00 UTC; Unleash's limit of one month does not apply.
   */
  readonly expiresIn?: Duration;
}

/** Tokens and users to add. Omitted properties have the values of a token or user that is created now. */
export interface Seed {
  /** Default: none. */
  readonly tokens?: readonly TokenSeed[] | undefined;
  /** Default: none. */
  readonly users?: readonly Partial<User>[] | undefined;
}

const part = optional(
  rule(
    (value) => typeof value === "number" && Number.isFinite(value) && value >= 0,
    "must be a non-negative number",
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

const tokenSeed: Readonly<Record<keyof TokenSeed, Check>> = { ...tokenChecks, expiresIn: duration };
const seedShape: Readonly<Record<keyof Seed, Check>> = {
  tokens: optional(listOf(strictObject(tokenSeed))),
  users: optional(listOf(strictObject(userChecks))),
};

/** @throws TypeError that names the first invalid property, or the first that is already taken */
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

/** Creates a check that a value is unique. Does not print the value, which may be a secret. */
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

import type { PublicSignupTokenSchema, UserSchema } from "../../generated/openapi.ts";
import type { InviteToken, User } from "../types.ts";
import { assertToken, assertUser } from "./model-checks.ts";

/** Default base URL of a fake. */
export const DEFAULT_BASE_URL = "https://unleash.example.com";
/** The id of the root role Viewer. */
export const VIEWER = 3;

/** Returns the link of a secret. */
export function linkOf(baseUrl: string, secret: string): string {
  return `${baseUrl}/new-user?invite=${encodeURIComponent(secret)}`;
}

/** {@link buildInviteToken} for validated values. */
export function tokenFrom(partial: Partial<InviteToken>): InviteToken {
  const { secret = "a3c84b25409ea8ca1782ef17f94a42fc" } = partial;
  return {
    secret,
    name: "Design team",
    url: linkOf(DEFAULT_BASE_URL, secret),
    expiresAt: new Date("2099-12-31T12:00:00.000Z"),
    enabled: true,
    createdAt: new Date("2026-01-01T12:00:00.000Z"),
    createdBy: "admin",
    role: { id: VIEWER, name: "Viewer", type: "root" },
    users: [],
    ...partial,
  };
}

/** {@link buildUser} for validated values. */
export function userFrom(partial: Partial<User>): User {
  return {
    accountType: "User",
    id: 2,
    name: "Ada Lovelace",
    email: "ada@example.com",
    imageUrl:
      "https://gravatar.com/avatar/b5fc85e55755f9e0d030a10ab4429b6b2944855f9a0d60077fe832becbc41d72?s=42&d=retro&r=g",
    seenAt: null,
    loginAttempts: 0,
    createdAt: new Date("2026-01-01T12:00:00.000Z"),
    scimId: null,
    rootRole: VIEWER,
    ...partial,
  };
}

/**
 * Returns an invite token as the client returns it. Omitted properties have constant values: the token is
 * enabled, has no sign-ups, and expires in 2099.
 *
 * @throws TypeError if a property is unknown or invalid
 */
export function buildInviteToken(partial: Partial<InviteToken> = {}): InviteToken {
  assertToken(partial, "buildInviteToken");
  return tokenFrom(partial);
}

/**
 * Returns a user as the client's `signUp` does. Omitted properties have constant values.
 *
 * @throws TypeError if a property is unknown or invalid
 */
export function buildUser(partial: Partial<User> = {}): User {
  assertUser(partial, "buildUser");
  return userFrom(partial);
}

/** Returns {@link buildInviteToken} as the JSON that a server sends. */
export function inviteTokenJson(partial: Partial<InviteToken> = {}): PublicSignupTokenSchema {
  return toJson(buildInviteToken(partial));
}

/** Returns {@link buildUser} as the JSON that a server sends. */
export function userJson(partial: Partial<User> = {}): UserSchema {
  return toJson(buildUser(partial));
}

function toJson<Json>(model: object): Json {
  return JSON.parse(JSON.stringify(model)) as Json;
}

// Generated from src/schemas.ts by `npm run generate`. Never edited.

import type { Issue } from "../src/errors.ts";
import { array, boolean, date, invalid, isObject, nullable, number, object, optional, string } from "../src/http/read-json.ts";
import type { InviteToken, InvitedUser, Role, User } from "../src/types.ts";

export type { Reader } from "../src/http/read-json.ts";

export function readInviteToken(json: unknown, issues: Issue[]): InviteToken {
  if (!isObject<InviteToken>(json)) return invalid("an object", "", issues);
  return {
    secret: string(json.secret, "secret", issues),
    url: json.url === null ? null : string(json.url, "url", issues),
    name: string(json.name, "name", issues),
    enabled: boolean(json.enabled, "enabled", issues),
    expiresAt: date(json.expiresAt, "expiresAt", issues),
    createdAt: date(json.createdAt, "createdAt", issues),
    createdBy: json.createdBy === null ? null : string(json.createdBy, "createdBy", issues),
    users: json.users == null ? [] : array(readInvitedUser, json.users, "users", issues),
    role: object(readRole, json.role, "role", issues),
  };
}

export function readInviteTokens(json: unknown, issues: Issue[]): { tokens: InviteToken[] } {
  if (!isObject<{ tokens: InviteToken[] }>(json)) return invalid("an object", "", issues);
  return {
    tokens: array(readInviteToken, json.tokens, "tokens", issues),
  };
}

export function readInvitedUser(json: unknown, issues: Issue[]): InvitedUser {
  if (!isObject<InvitedUser>(json)) return invalid("an object", "", issues);
  const invitedUser: InvitedUser = {
    id: number(json.id, "id", issues),
  };
  if (json.name !== undefined)
    invitedUser.name = json.name === null ? null : string(json.name, "name", issues);
  if (json.username !== undefined)
    invitedUser.username = json.username === null ? null : string(json.username, "username", issues);
  return invitedUser;
}

export function readRole(json: unknown, issues: Issue[]): Role {
  if (!isObject<Role>(json)) return invalid("an object", "", issues);
  const role: Role = {
    id: number(json.id, "id", issues),
    name: string(json.name, "name", issues),
    type: string(json.type, "type", issues),
  };
  if (json.description !== undefined) role.description = string(json.description, "description", issues);
  if (json.project !== undefined)
    role.project = json.project === null ? null : string(json.project, "project", issues);
  return role;
}

export function readUser(json: unknown, issues: Issue[]): User {
  if (!isObject<User>(json)) return invalid("an object", "", issues);
  const user: User = {
    id: number(json.id, "id", issues),
  };
  optional(user, json, issues, {
    name: nullable(string),
    email: string,
    username: nullable(string),
    accountType: string,
    imageUrl: string,
    inviteLink: string,
    loginAttempts: number,
    emailSent: boolean,
    rootRole: number,
    seenAt: nullable(date),
    createdAt: date,
    scimId: nullable(string),
    activeSessions: nullable(number),
    deletedSessions: number,
    seatType: nullable(string),
    companyRole: nullable(string),
    productUpdatesEmailConsent: nullable(boolean),
    isAPI: boolean,
    permissions: (json, path, issues) => array((json, issues) => string(json, "", issues), json, path, issues),
  });
  return user;
}

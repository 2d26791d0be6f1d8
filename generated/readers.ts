// Generated from src/schemas.ts by `npm run generate`. Never edited.

import type { Issue } from "../src/errors.ts";
import { array, boolean, date, invalid, isObject, number, object, string } from "../src/http/read-json.ts";
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
  if (json.name !== undefined) user.name = json.name === null ? null : string(json.name, "name", issues);
  if (json.email !== undefined) user.email = string(json.email, "email", issues);
  if (json.username !== undefined)
    user.username = json.username === null ? null : string(json.username, "username", issues);
  if (json.accountType !== undefined) user.accountType = string(json.accountType, "accountType", issues);
  if (json.imageUrl !== undefined) user.imageUrl = string(json.imageUrl, "imageUrl", issues);
  if (json.inviteLink !== undefined) user.inviteLink = string(json.inviteLink, "inviteLink", issues);
  if (json.loginAttempts !== undefined)
    user.loginAttempts = number(json.loginAttempts, "loginAttempts", issues);
  if (json.emailSent !== undefined) user.emailSent = boolean(json.emailSent, "emailSent", issues);
  if (json.rootRole !== undefined) user.rootRole = number(json.rootRole, "rootRole", issues);
  if (json.seenAt !== undefined)
    user.seenAt = json.seenAt === null ? null : date(json.seenAt, "seenAt", issues);
  if (json.createdAt !== undefined) user.createdAt = date(json.createdAt, "createdAt", issues);
  if (json.scimId !== undefined)
    user.scimId = json.scimId === null ? null : string(json.scimId, "scimId", issues);
  if (json.activeSessions !== undefined)
    user.activeSessions = json.activeSessions === null ? null : number(json.activeSessions, "activeSessions", issues);
  if (json.deletedSessions !== undefined)
    user.deletedSessions = number(json.deletedSessions, "deletedSessions", issues);
  if (json.seatType !== undefined)
    user.seatType = json.seatType === null ? null : string(json.seatType, "seatType", issues);
  if (json.companyRole !== undefined)
    user.companyRole = json.companyRole === null ? null : string(json.companyRole, "companyRole", issues);
  if (json.productUpdatesEmailConsent !== undefined)
    user.productUpdatesEmailConsent = json.productUpdatesEmailConsent === null ? null : boolean(json.productUpdatesEmailConsent, "productUpdatesEmailConsent", issues);
  if (json.isAPI !== undefined) user.isAPI = boolean(json.isAPI, "isAPI", issues);
  if (json.permissions !== undefined)
    user.permissions = array((json, issues) => string(json, "", issues), json.permissions, "permissions", issues);
  return user;
}

import type { InvitedUser, InviteToken, User } from "../types.ts";
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
  strictObject,
} from "./validate.ts";

const person: Readonly<Record<keyof InvitedUser, Check>> = {
  id: isPositiveInteger,
  name: optional(nullable(isString)),
  username: optional(nullable(isString)),
};

// undefined is rejected: it would replace the default.

/** Checks of a token, by property. */
export const tokenChecks: Readonly<Record<keyof InviteToken, Check>> = {
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

/** Checks of a user, by property. */
export const userChecks: Readonly<Record<keyof User, Check>> = {
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

/** @throws TypeError that names the first invalid property */
export function assertToken(partial: Partial<InviteToken>, caller: string): void {
  strictObject(tokenChecks)(partial, `${caller}: token`);
}

/** @throws TypeError that names the first invalid property */
export function assertUser(partial: Partial<User>, caller: string): void {
  strictObject(userChecks)(partial, `${caller}: user`);
}

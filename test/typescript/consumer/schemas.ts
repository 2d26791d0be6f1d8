import type { InviteToken, User } from "unleash-invites";
import {
  dateSchema,
  invitedUserSchema,
  inviteTokenSchema,
  inviteTokensSchema,
  roleSchema,
  type Schema,
  userSchema,
} from "unleash-invites/schemas";
import * as z from "zod/mini";

export const dates: Schema<Date, string> = dateSchema;
export const token: InviteToken = z.parse(inviteTokenSchema, {});
export const tokens: InviteToken[] = z.parse(inviteTokensSchema, { tokens: [] }).tokens;
export const user: User = z.parse(userSchema, {});
export const names: string[] = [z.parse(roleSchema, {}).name, z.parse(invitedUserSchema, {}).name ?? ""];

// @ts-expect-error The types are there, and are not any.
export const wrong: string = z.parse(userSchema, {});

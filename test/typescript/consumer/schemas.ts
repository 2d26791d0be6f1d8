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
import * as z from "zod";
import * as mini from "zod/mini";

export const dates: Schema<Date, string> = dateSchema;
export const token: InviteToken = inviteTokenSchema.parse({});
export const encoded: string = z.encode(inviteTokenSchema, token).expiresAt;
export const tokens: InviteToken[] = mini.parse(inviteTokensSchema, { tokens: [] }).tokens;
export const user: User = z.object({ user: userSchema }).parse({}).user;
export const names: string[] = [roleSchema.parse({}).name, invitedUserSchema.parse({}).name ?? ""];

// @ts-expect-error The types exist and are not any.
export const wrong: string = userSchema.parse({});

import type { InviteToken, User } from "unleash-invites";
import {
  dateSchema,
  invitedUserSchema,
  inviteTokenSchema,
  inviteTokensSchema,
  roleSchema,
  type Schema,
  updatedTokenSchema,
  userSchema,
} from "unleash-invites/schemas";

export const dates: Schema<Date, string> = dateSchema;
export const token: InviteToken = inviteTokenSchema.parse({});
export const tokens: InviteToken[] = inviteTokensSchema.parse({ tokens: [] }).tokens;
export const updated: InviteToken | undefined = updatedTokenSchema.parse({});
export const user: User = userSchema.parse({});
export const names: string[] = [roleSchema.parse({}).name, invitedUserSchema.parse({}).name ?? ""];

// @ts-expect-error The types are there, and are not any.
export const wrong: string = userSchema.parse({});

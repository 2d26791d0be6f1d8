import * as z from "zod";
import type { PublicSignupTokenSchema, RoleSchema, UserSchema } from "../generated/openapi.ts";
import { parseDateTime } from "./date-time.ts";
import type { InvitedUser, InviteToken, Role, User } from "./types.ts";

/** The JSON types, generated from the spec. */
export type { PublicSignupTokenSchema, RoleSchema, UserSchema };

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** A zod schema that parses `Json` into `Model`; `z.encode` turns a model back into JSON. */
export type Schema<Model, Json> = z.ZodType<Model, Json>;

/** `T` whose optional properties may also be undefined, as with zod's `optional()`. */
type Loose<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] };

/** Resolves to `S` if `S` parses exactly the JSON type of the spec into exactly the model. */
type MatchesSpec<S extends z.ZodType, Model, Json> =
  Equal<z.output<S>, Model> extends true
    ? Equal<z.input<S>, Json> extends true
      ? S
      : { "the schema and the spec differ": [z.input<S>, Json] }
    : { "the schema and the model differ": [z.output<S>, Model] };

// zod tests whether it may compile schemas with `new Function`, and a strict Content Security Policy reports that. The
// schemas of this file do without; the setting of the program is restored at the end of the file.
const { jitless } = z.config();
z.config({ jitless: true });

const dateTime = z.stringFormat("date-time", (text) => parseDateTime(text) !== undefined, {
  error: "must be a date-time",
});
const date = z.date();
// JSON Schema has no dates: describe the JSON form of a Date.
date._zod.toJSONSchema = () => ({ type: "string", format: "date-time" });

/** An ISO 8601 string with an offset in JSON, a `Date` in the model. */
export const dateSchema: Schema<Date, string> = z.codec(dateTime, date, {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

const role = z.object({
  id: z.number(),
  name: z.string(),
  type: z.string(),
  description: z.string().optional(),
  project: z.string().nullish(),
});
type RoleJson = Loose<RoleSchema>;
/** Schema of a {@link Role}. */
export const roleSchema: Schema<Role, RoleJson> = role satisfies MatchesSpec<typeof role, Role, RoleJson>;

// The spec has the full user here; every server sends only these three properties.
type InvitedUserJson = Pick<UserJson, "id" | "name" | "username">;
const invitedUser = z.object({
  id: z.number(),
  name: z.string().nullish(),
  username: z.string().nullish(),
});
/** Schema of an {@link InvitedUser}, an item of a token's `users`. */
export const invitedUserSchema: Schema<InvitedUser, InvitedUserJson> = invitedUser satisfies MatchesSpec<
  typeof invitedUser,
  InvitedUser,
  InvitedUserJson
>;

const user = z.object({
  id: z.number(),
  name: z.string().nullish(),
  email: z.string().optional(),
  username: z.string().nullish(),
  accountType: z.string().optional(),
  imageUrl: z.string().optional(),
  inviteLink: z.string().optional(),
  loginAttempts: z.number().optional(),
  emailSent: z.boolean().optional(),
  rootRole: z.number().optional(),
  seenAt: dateSchema.nullish(),
  createdAt: dateSchema.optional(),
  scimId: z.string().nullish(),
  activeSessions: z.number().nullish(),
  deletedSessions: z.number().optional(),
  seatType: z.string().nullish(),
  companyRole: z.string().nullish(),
  productUpdatesEmailConsent: z.boolean().nullish(),
  isAPI: z.boolean().optional(),
  permissions: z.array(z.string()).optional(),
});
type UserJson = Loose<UserSchema>;
/** Schema of a {@link User}, the response to a sign-up. */
export const userSchema: Schema<User, UserJson> = user satisfies MatchesSpec<typeof user, User, UserJson>;

// null and undefined are read as an empty list.
const invitedUsers = z.codec(z.array(invitedUserSchema).nullish(), z.array(invitedUserSchema), {
  decode: (users) => users ?? [],
  encode: (users) => users,
});

type InviteTokenJson = Loose<
  Omit<PublicSignupTokenSchema, "users" | "role"> & {
    users?: InvitedUserJson[] | Exclude<PublicSignupTokenSchema["users"], unknown[]>;
    role: RoleJson;
  }
>;
const inviteToken = z.object({
  secret: z.string(),
  url: z.string().nullable(),
  name: z.string(),
  enabled: z.boolean(),
  expiresAt: dateSchema,
  createdAt: dateSchema,
  createdBy: z.string().nullable(),
  users: invitedUsers,
  role: roleSchema,
});
/** Schema of an {@link InviteToken}. The response to an update does not match it: it lacks the role. */
export const inviteTokenSchema: Schema<InviteToken, InviteTokenJson> = inviteToken satisfies MatchesSpec<
  typeof inviteToken,
  InviteToken,
  InviteTokenJson
>;

type InviteTokensJson = { tokens: InviteTokenJson[] };
const inviteTokens = z.object({ tokens: z.array(inviteTokenSchema) });
/** Schema of the response to a list: `{ tokens }`. */
export const inviteTokensSchema: Schema<{ tokens: InviteToken[] }, InviteTokensJson> =
  inviteTokens satisfies MatchesSpec<typeof inviteTokens, { tokens: InviteToken[] }, InviteTokensJson>;

z.config({ jitless });

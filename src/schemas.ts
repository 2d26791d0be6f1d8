import * as z from "zod/mini";
import type { PublicSignupTokenSchema, RoleSchema, UserSchema } from "../generated/openapi.ts";
import type { InvitedUser, InviteToken, Role, User } from "./model.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** A schema that reads `Model` from the JSON of an answer, `Json`, and with `z.encode` writes it back. */
export type Schema<Model, Json> = z.ZodMiniType<Model, Json>;

/** `S` itself, but only while it reads exactly this JSON, as generated from the spec, into exactly this model. */
type Tied<S extends z.ZodMiniType, Model, Json> =
  Equal<z.output<S>, Model> extends true
    ? Equal<z.input<S>, Json> extends true
      ? S
      : { "the schema and the spec differ": [z.input<S>, Json] }
    : { "the schema and the model differ": [z.output<S>, Model] };

// A year past 9999 is sent with a sign and six digits; an update lets an offset carry a date there.
const ISO_DATE_TIME = /^(\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** An ISO 8601 string with an offset in JSON, a `Date` in the model. */
export const dateSchema: Schema<Date, string> = z.codec(z.string().check(z.regex(ISO_DATE_TIME)), z.date(), {
  decode: (iso) => new Date(iso),
  encode: (date) => date.toISOString(),
});

const role = z.object({
  id: z.int().check(z.gte(0)),
  name: z.string(),
  type: z.string(),
  description: z.exactOptional(z.string()),
  project: z.exactOptional(z.nullable(z.string())),
});
export const roleSchema: Schema<Role, RoleSchema> = role satisfies Tied<typeof role, Role, RoleSchema>;

// The documents give the whole user here; every server sends these three properties alone.
type InvitedUserJson = Pick<UserSchema, "id" | "name" | "username">;
const invitedUser = z.object({
  id: z.int(),
  name: z.exactOptional(z.nullable(z.string())),
  username: z.exactOptional(z.nullable(z.string())),
});
export const invitedUserSchema: Schema<InvitedUser, InvitedUserJson> = invitedUser satisfies Tied<
  typeof invitedUser,
  InvitedUser,
  InvitedUserJson
>;

const user = z.object({
  id: z.int(),
  name: z.exactOptional(z.nullable(z.string())),
  email: z.exactOptional(z.string()),
  username: z.exactOptional(z.nullable(z.string())),
  accountType: z.exactOptional(z.string()),
  imageUrl: z.exactOptional(z.string()),
  inviteLink: z.exactOptional(z.string()),
  loginAttempts: z.exactOptional(z.int().check(z.gte(0))),
  emailSent: z.exactOptional(z.boolean()),
  rootRole: z.exactOptional(z.int().check(z.gte(0))),
  seenAt: z.exactOptional(z.nullable(dateSchema)),
  createdAt: z.exactOptional(dateSchema),
  scimId: z.exactOptional(z.nullable(z.string())),
  activeSessions: z.exactOptional(z.nullable(z.int())),
  deletedSessions: z.exactOptional(z.number()),
  seatType: z.exactOptional(z.nullable(z.string())),
  companyRole: z.exactOptional(z.nullable(z.string())),
  productUpdatesEmailConsent: z.exactOptional(z.nullable(z.boolean())),
  isAPI: z.exactOptional(z.boolean()),
  permissions: z.exactOptional(z.array(z.string())),
});
export const userSchema: Schema<User, UserSchema> = user satisfies Tied<typeof user, User, UserSchema>;

type InviteTokenJson = {
  [K in keyof PublicSignupTokenSchema]: K extends "users"
    ? InvitedUserJson[] | Exclude<PublicSignupTokenSchema[K], unknown[]> | undefined
    : PublicSignupTokenSchema[K];
};
const inviteToken = z.object({
  secret: z.string(),
  url: z.nullable(z.string()),
  name: z.string(),
  enabled: z.boolean(),
  expiresAt: dateSchema,
  createdAt: dateSchema,
  createdBy: z.nullable(z.string()),
  users: z.codec(z.optional(z.nullable(z.array(invitedUserSchema))), z.custom<InvitedUser[]>(), {
    decode: (users) => users ?? [],
    encode: (users) => users,
  }),
  role: roleSchema,
});
export const inviteTokenSchema: Schema<InviteToken, InviteTokenJson> = inviteToken satisfies Tied<
  typeof inviteToken,
  InviteToken,
  InviteTokenJson
>;

type InviteTokensJson = { tokens: InviteTokenJson[] };
const inviteTokens = z.object({ tokens: z.array(inviteTokenSchema) });
export const inviteTokensSchema: Schema<{ tokens: InviteToken[] }, InviteTokensJson> =
  inviteTokens satisfies Tied<typeof inviteTokens, { tokens: InviteToken[] }, InviteTokensJson>;

/**
 * The answer to an update. Servers up to 8.2 leave `role` empty and `users` too, whoever has signed up: of such an
 * answer nothing is taken, and the model is undefined.
 */
export const updatedTokenSchema: z.ZodMiniType<InviteToken | undefined> = z.union([
  z.pipe(
    z.object({ role: z.strictObject({}) }),
    z.transform(() => undefined),
  ),
  inviteTokenSchema,
]);

import * as z from "zod/v4/core";
import { $ZodArray, $ZodType } from "zod/v4/core";
import type { PublicSignupTokenSchema, RoleSchema, UserSchema } from "../generated/openapi.ts";
import type { InvitedUser, InviteToken, Role, User } from "./types.ts";

/** The JSON, as generated from the spec. */
export type { PublicSignupTokenSchema, RoleSchema, UserSchema };

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** A schema of zod that reads `Model` from the JSON of an answer, `Json`, and with `z.encode` writes it back. */
export type Schema<Model, Json> = z.$ZodType<Model, Json>;

/** `S` itself, but only while it reads exactly this JSON, as generated from the spec, into exactly this model. */
type MatchesSpec<S extends z.$ZodType, Model, Json> =
  Equal<z.output<S>, Model> extends true
    ? Equal<z.input<S>, Json> extends true
      ? S
      : { "the schema and the spec differ": [z.input<S>, Json] }
    : { "the schema and the model differ": [z.output<S>, Model] };

// The classes of zod's core, which zod and zod/mini wrap: their wrappers would add 1 kB, and nothing that an answer needs.
const string = new z.$ZodString({ type: "string" }) as z.$ZodString<string>;
const number = new z.$ZodNumber({ type: "number" } as z.$ZodNumberDef) as z.$ZodNumber<number>;
const boolean = new z.$ZodBoolean({ type: "boolean" }) as z.$ZodBoolean<boolean>;

function object<Shape extends z.$ZodShape>(shape: Shape): z.$ZodObject<Shape, z.$strip> {
  return new z.$ZodObject({ type: "object", shape }) as z.$ZodObject<Shape, z.$strip>;
}
function array<Item extends z.$ZodType>(element: Item): z.$ZodArray<Item> {
  return new z.$ZodArray({ type: "array", element }) as z.$ZodArray<Item>;
}
function nullable<Inner extends z.$ZodType>(innerType: Inner): z.$ZodNullable<Inner> {
  return new z.$ZodNullable({ type: "nullable", innerType }) as z.$ZodNullable<Inner>;
}
// Typed as what may be missing but not undefined. JSON knows no undefined, so the plain class does, and weighs less.
function optional<Inner extends z.$ZodType>(innerType: Inner): z.$ZodExactOptional<Inner> {
  return new z.$ZodOptional({ type: "optional", innerType }) as never;
}

// A year past 9999 is sent with a sign and six digits; an update lets an offset carry a date there.
const ISO_DATE_TIME = /^(\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

// Two classes of our own, for zod's codecs would look at each value three times, and weigh 0.3 kB.
const $Instant = z.$constructor("$UnleashInstant", (schema: z.$ZodType, def: z.$ZodTypeDef) => {
  $ZodType.init(schema, def);
  schema._zod.parse = (payload, { direction }) => {
    const input = payload.value as string & Date;
    if (direction === "backward") {
      payload.value = input.toISOString();
      return payload;
    }
    payload.value = new Date(typeof input === "string" && ISO_DATE_TIME.test(input) ? input : Number.NaN);
    // What has the form may still name no day.
    if (Number.isNaN(Number(payload.value)))
      payload.issues.push({ code: "invalid_type", expected: "date", input, inst: schema });
    return payload;
  };
});

/** An ISO 8601 string with an offset in JSON, a `Date` in the model. */
export const dateSchema: Schema<Date, string> = new $Instant({ type: "string" }) as Schema<Date, string>;

const role = object({
  id: number,
  name: string,
  type: string,
  description: optional(string),
  project: optional(nullable(string)),
});
/** A {@link Role}. */
export const roleSchema: Schema<Role, RoleSchema> = role satisfies MatchesSpec<typeof role, Role, RoleSchema>;

// The documents give the whole user here; every server sends these three properties alone.
type InvitedUserJson = Pick<UserSchema, "id" | "name" | "username">;
const invitedUser = object({
  id: number,
  name: optional(nullable(string)),
  username: optional(nullable(string)),
});
/** An {@link InvitedUser}, as the `users` of a token hold them. */
export const invitedUserSchema: Schema<InvitedUser, InvitedUserJson> = invitedUser satisfies MatchesSpec<
  typeof invitedUser,
  InvitedUser,
  InvitedUserJson
>;

const user = object({
  id: number,
  name: optional(nullable(string)),
  email: optional(string),
  username: optional(nullable(string)),
  accountType: optional(string),
  imageUrl: optional(string),
  inviteLink: optional(string),
  loginAttempts: optional(number),
  emailSent: optional(boolean),
  rootRole: optional(number),
  seenAt: optional(nullable(dateSchema)),
  createdAt: optional(dateSchema),
  scimId: optional(nullable(string)),
  activeSessions: optional(nullable(number)),
  deletedSessions: optional(number),
  seatType: optional(nullable(string)),
  companyRole: optional(nullable(string)),
  productUpdatesEmailConsent: optional(nullable(boolean)),
  isAPI: optional(boolean),
  permissions: optional(array(string)),
});
/** A {@link User}, as the answer to a sign-up holds it. */
export const userSchema: Schema<User, UserSchema> = user satisfies MatchesSpec<typeof user, User, UserSchema>;

type InviteTokenJson = {
  [K in keyof PublicSignupTokenSchema]: K extends "users"
    ? InvitedUserJson[] | Exclude<PublicSignupTokenSchema[K], unknown[]> | undefined
    : PublicSignupTokenSchema[K];
};
/** A list; null, or nothing at all, is an empty one. */
const $List = z.$constructor("$UnleashList", (schema: z.$ZodArray, def: z.$ZodArrayDef) => {
  $ZodArray.init(schema, def);
  const { parse } = schema._zod;
  schema._zod.optin = "defaulted";
  schema._zod.parse = (payload, context) => {
    payload.value ??= [];
    return parse(payload, context);
  };
});
type InvitedUsers = Schema<InvitedUser[], InvitedUserJson[] | null | undefined>;
const invitedUsers = new $List({ type: "array", element: invitedUserSchema }) as unknown as InvitedUsers & {
  _zod: { optin: "defaulted" };
};

const inviteToken = object({
  secret: string,
  url: nullable(string),
  name: string,
  enabled: boolean,
  expiresAt: dateSchema,
  createdAt: dateSchema,
  createdBy: nullable(string),
  users: invitedUsers,
  role: roleSchema,
});
/** An {@link InviteToken}; an update's answer is none, as it lacks the role. */
export const inviteTokenSchema: Schema<InviteToken, InviteTokenJson> = inviteToken satisfies MatchesSpec<
  typeof inviteToken,
  InviteToken,
  InviteTokenJson
>;

type InviteTokensJson = { tokens: InviteTokenJson[] };
const inviteTokens = object({ tokens: array(inviteTokenSchema) });
/** The answer to a list: `{ tokens }`. */
export const inviteTokensSchema: Schema<{ tokens: InviteToken[] }, InviteTokensJson> =
  inviteTokens satisfies MatchesSpec<typeof inviteTokens, { tokens: InviteToken[] }, InviteTokensJson>;

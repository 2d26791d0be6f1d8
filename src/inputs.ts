import * as z from "zod/mini";
import type {
  CreateInvitedUserSchema,
  PublicSignupTokenCreateSchema,
  PublicSignupTokenUpdateSchema,
} from "../generated/openapi.ts";
import { InvalidInputError } from "./errors.ts";
import { checkExpiry, type Duration, durationSchema, type Expiry, instantSchema } from "./expiry.ts";
import { checkInput } from "./validation.ts";

/** What an invite link is made with. */
export type CreateTokenInput = Expiry & {
  /** Shown in the admin UI alone. Not empty. */
  name: string;
  /** Lets a date pass with which the link never works: a past one, or one on the current UTC day. Default false. */
  allowExpired?: boolean | undefined;
};

/** What the one link is made with, where there is none: as for `create`, but the link must work. */
export type EnsureTokenInput = Expiry & { name: string };

/** What to change; at least one thing. */
export interface UpdateTokenInput {
  /** A `Date`, or an ISO 8601 string with an offset. The server takes any date, past ones too, and caps none. */
  expiresAt?: Date | string | undefined;
  /** A span of time from now, in place of `expiresAt`. */
  expiresIn?: Duration | undefined;
  /** false ends the link, which is how Unleash deletes one. true does not extend an expired one. */
  enabled?: boolean | undefined;
}

/** The person who signs up; the e-mail must not be known to Unleash. Nothing may be empty. */
export interface SignUpInput {
  name: string;
  email: string;
  password: string;
  /** Unique, if given. */
  username?: string | undefined;
}

function isSendable(text: string): boolean {
  // A NUL makes the server fail; half of a surrogate pair would reach it as another character.
  return !/[\0\p{Cs}]/u.test(text);
}

const sendable = z
  .string("must be a string")
  .check(z.refine(isSendable, "must not hold a NUL or half a character"));
const text = sendable.check(z.refine((value) => value.trim() !== "", "must not be empty"));
// Blanks make a password; the server would take an empty one too.
const secretText = sendable.check(z.refine((value) => value !== "", "must not be empty"));

const expiry = { expiresAt: z.optional(instantSchema), expiresIn: z.optional(durationSchema) };
const flag = z.optional(z.boolean("must be true or false"));
const AN_OBJECT = "must be an object";

const createInput = z.strictObject({ name: text, ...expiry, allowExpired: flag }, AN_OBJECT);
const ensureInput = z.strictObject({ name: text, ...expiry }, AN_OBJECT);
const updateInput = z.strictObject({ ...expiry, enabled: flag }, AN_OBJECT);
const signUpInput = z.strictObject(
  { name: text, email: text, password: secretText, username: z.optional(text) },
  AN_OBJECT,
);

/** A checked expiry: at most one of the two ways is given. */
interface CheckedExpiry {
  expiresAt?: Date | undefined;
  /** In ms. */
  expiresIn?: number | undefined;
}

function instantOf({ expiresAt, expiresIn }: CheckedExpiry, now: number): Date | undefined {
  if (expiresAt !== undefined && expiresIn !== undefined)
    throw expiryError("and expiresIn must not both be given");
  return expiresIn === undefined ? expiresAt : new Date(now + expiresIn);
}

function newExpiry(input: CheckedExpiry, now: number, allowExpired?: boolean | undefined): string {
  const expiresAt = instantOf(input, now);
  if (expiresAt === undefined) throw expiryError("or expiresIn must be given");
  return checkExpiry(expiresAt, now, allowExpired).toISOString();
}

function expiryError(message: string): InvalidInputError {
  return new InvalidInputError([{ path: "expiresAt", message }]);
}

/** @throws {InvalidInputError} */
export function checkCreate(input: CreateTokenInput, now: number): PublicSignupTokenCreateSchema {
  const { name, allowExpired, ...expiry } = checkInput(createInput, input);
  return { name, expiresAt: newExpiry(expiry, now, allowExpired) };
}

/** @throws {InvalidInputError} */
export function checkEnsure(input: EnsureTokenInput, now: number): PublicSignupTokenCreateSchema {
  const { name, ...expiry } = checkInput(ensureInput, input);
  return { name, expiresAt: newExpiry(expiry, now) };
}

/** @throws {InvalidInputError} */
export function checkUpdate(input: UpdateTokenInput, now: number): PublicSignupTokenUpdateSchema {
  const { enabled, ...expiry } = checkInput(updateInput, input);
  const expiresAt = instantOf(expiry, now);
  if (expiresAt === undefined && enabled === undefined) throw expiryError("or enabled must be given");
  return {
    ...(expiresAt !== undefined && { expiresAt: checkExpiry(expiresAt, now, true).toISOString() }),
    ...(enabled !== undefined && { enabled }),
  };
}

/**
 * The expiry of a token made later by a span of time; one that has expired starts from now.
 *
 * @throws {InvalidInputError}
 */
export function extendedExpiry(expiresAt: Date, by: number, now: number): string {
  return checkExpiry(new Date(Math.max(expiresAt.getTime(), now) + by), now).toISOString();
}

/** A span of time, in ms. @throws {InvalidInputError} */
export function checkDuration(duration: Duration): number {
  return checkInput(durationSchema, duration, "duration");
}

/** @throws {InvalidInputError} */
export function checkSignUp(input: SignUpInput): CreateInvitedUserSchema {
  const { username, ...rest } = checkInput(signUpInput, input);
  return username === undefined ? rest : { ...rest, username };
}

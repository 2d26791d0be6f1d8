import type {
  CreateInvitedUserSchema,
  PublicSignupTokenCreateSchema,
  PublicSignupTokenUpdateSchema,
} from "../generated/openapi.ts";
import { type Check, ensureRight, inTurn, isString, must, objectOf, optional } from "./check.ts";
import { InvalidInputError } from "./errors.ts";
import { aDuration, anInstant, checkExpiry, type Duration, type Expiry, msOf } from "./expiry.ts";

/** What an invite link is made with. */
export type CreateTokenInput = Expiry & {
  /** Shown in the admin UI alone. Not empty. */
  name: string;
  /** Lets a date pass with which the link never works: a past one, or one on the current UTC day. Default false. */
  allowExpired?: boolean | undefined;
};

/** What the one link is made with, where there is none: as for `create`, but the link must work. */
export type EnsureTokenInput = Expiry & {
  /** Shown in the admin UI alone. Not empty. */
  name: string;
};

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
  /** How the person is called in the admin UI. */
  name: string;
  /** An address that Unleash takes for one; it keeps it in small letters. */
  email: string;
  /** The password that the person signs in with. The endpoint behind it sets no rules for it: set your own. */
  password: string;
  /** Unique, if given. */
  username?: string | undefined;
}

// A NUL makes the server fail; half of a surrogate pair would reach it as another character.
const sendable = inTurn(
  must(isString, "must be a string"),
  must((text: string) => !/[\0\p{Cs}]/u.test(text), "must not hold a NUL or half a character"),
);
const EMPTY = "must not be empty";
const text = inTurn(
  sendable,
  must((value: string) => value.trim() !== "", EMPTY),
);
// Blanks make a password; the server would take an empty one too.
const password = inTurn(
  sendable,
  must((value) => value !== "", EMPTY),
);

const flag = must((value) => typeof value === "boolean", "must be true or false");
const expiry = { expiresAt: optional(anInstant), expiresIn: optional(aDuration) };

const AN_OBJECT = "must be an object";
const ensureInput = objectOf(AN_OBJECT, { name: text }, expiry);
const createInput = objectOf(AN_OBJECT, { name: text }, expiry, { allowExpired: optional(flag) });
const updateInput = objectOf(AN_OBJECT, expiry, { enabled: optional(flag) });
const signUpInput = objectOf(AN_OBJECT, { name: text, email: text, password, username: optional(text) });

function instantOf({ expiresAt, expiresIn }: UpdateTokenInput, now: number): Date | undefined {
  if (expiresAt !== undefined && expiresIn !== undefined)
    throw expiryError("and expiresIn must not both be given");
  if (expiresIn !== undefined) return new Date(now + msOf(expiresIn));
  return expiresAt === undefined ? undefined : new Date(expiresAt);
}

function expiryError(message: string): InvalidInputError {
  return new InvalidInputError([{ path: "expiresAt", message }]);
}

/** A body that will be JSON, which leaves out what is undefined. */
type Body<T> = { [K in keyof T]: T[K] | undefined };

/** @throws {InvalidInputError} */
export function checkCreate(
  input: CreateTokenInput,
  now: number,
  shape: Check = createInput,
): PublicSignupTokenCreateSchema {
  ensureRight(shape, input);
  const expiresAt = instantOf(input, now);
  if (expiresAt === undefined) throw expiryError("or expiresIn must be given");
  return { name: input.name, expiresAt: checkExpiry(expiresAt, now, input.allowExpired) };
}

/** @throws {InvalidInputError} */
export function checkEnsure(input: EnsureTokenInput, now: number): PublicSignupTokenCreateSchema {
  return checkCreate(input, now, ensureInput);
}

/** @throws {InvalidInputError} */
export function checkUpdate(input: UpdateTokenInput, now: number): Body<PublicSignupTokenUpdateSchema> {
  ensureRight(updateInput, input);
  const { enabled } = input;
  const expiresAt = instantOf(input, now);
  if (expiresAt === undefined && enabled === undefined) throw expiryError("or enabled must be given");
  return { expiresAt: expiresAt && checkExpiry(expiresAt, now, true), enabled };
}

/**
 * The expiry of a token made later by a span of time; one that has expired starts from now.
 *
 * @throws {InvalidInputError}
 */
export function extendedExpiry(expiresAt: Date, by: number, now: number): string {
  return checkExpiry(new Date(Math.max(expiresAt.getTime(), now) + by), now);
}

/** A span of time, in ms. @throws {InvalidInputError} */
export function checkDuration(duration: Duration): number {
  ensureRight(aDuration, duration, "duration");
  return msOf(duration);
}

/** @throws {InvalidInputError} */
export function checkSignUp(input: SignUpInput): Body<CreateInvitedUserSchema> & { password: string } {
  ensureRight(signUpInput, input);
  const { name, email, password, username } = input;
  return { name, email, password, username };
}

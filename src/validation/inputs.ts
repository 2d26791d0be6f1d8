import type {
  CreateInvitedUserSchema,
  PublicSignupTokenCreateSchema,
  PublicSignupTokenUpdateSchema,
} from "../../generated/openapi.ts";
import { InvalidInputError } from "../errors.ts";
import { dateTimeValidator, durationToMs, durationValidator, serializeExpiry } from "../expiry.ts";
import type {
  CreateTokenInput,
  Duration,
  EnsureTokenInput,
  SignUpInput,
  UpdateTokenInput,
} from "../types.ts";
import {
  assertValid,
  isString,
  optional,
  rule,
  sequence,
  strictObject,
  type Validator,
} from "./validators.ts";

// A NUL makes the server fail; half of a surrogate pair would reach it as another character.
const sendable = sequence(
  rule(isString, "must be a string"),
  rule((text: string) => !/[\0\p{Cs}]/u.test(text), "must not hold a NUL or half a character"),
);
const EMPTY = "must not be empty";
const text = sequence(
  sendable,
  rule((value: string) => value.trim() !== "", EMPTY),
);
// Blanks make a password; the server would take an empty one too.
const password = sequence(
  sendable,
  rule((value) => value !== "", EMPTY),
);

const flag = rule((value) => typeof value === "boolean", "must be true or false");
const expiry = { expiresAt: optional(dateTimeValidator), expiresIn: optional(durationValidator) };

const AN_OBJECT = "must be an object";
const ensureInput = strictObject(AN_OBJECT, { name: text }, expiry);
const createInput = strictObject(AN_OBJECT, { name: text }, expiry, { allowExpired: optional(flag) });
const updateInput = strictObject(AN_OBJECT, expiry, { enabled: optional(flag) });
const signUpInput = strictObject(AN_OBJECT, { name: text, email: text, password, username: optional(text) });

function resolveExpiresAt({ expiresAt, expiresIn }: UpdateTokenInput, now: number): Date | undefined {
  if (expiresAt !== undefined && expiresIn !== undefined)
    throw expiryError("and expiresIn must not both be given");
  if (expiresIn !== undefined) return new Date(now + durationToMs(expiresIn));
  return expiresAt === undefined ? undefined : new Date(expiresAt);
}

function expiryError(message: string): InvalidInputError {
  return new InvalidInputError([{ path: "expiresAt", message }]);
}

/** @throws {InvalidInputError} */
export function parseCreateInput(
  input: CreateTokenInput,
  now: number,
  shape: Validator = createInput,
): PublicSignupTokenCreateSchema {
  assertValid(shape, input);
  const expiresAt = resolveExpiresAt(input, now);
  if (expiresAt === undefined) throw expiryError("or expiresIn must be given");
  return { name: input.name, expiresAt: serializeExpiry(expiresAt, now, input.allowExpired) };
}

/** @throws {InvalidInputError} */
export function parseEnsureInput(input: EnsureTokenInput, now: number): PublicSignupTokenCreateSchema {
  return parseCreateInput(input, now, ensureInput);
}

/** @throws {InvalidInputError} */
export function parseUpdateInput(input: UpdateTokenInput, now: number): PublicSignupTokenUpdateSchema {
  assertValid(updateInput, input);
  const { enabled } = input;
  const expiresAt = resolveExpiresAt(input, now);
  if (expiresAt === undefined && enabled === undefined) throw expiryError("or enabled must be given");
  return {
    ...(expiresAt && { expiresAt: serializeExpiry(expiresAt, now, true) }),
    ...(enabled !== undefined && { enabled }),
  };
}

/**
 * The expiry of a token made later by a span of time; one that has expired starts from now.
 *
 * @throws {InvalidInputError}
 */
export function extendedExpiry(expiresAt: Date, by: number, now: number): string {
  return serializeExpiry(new Date(Math.max(expiresAt.getTime(), now) + by), now);
}

/** A span of time, in ms. @throws {InvalidInputError} */
export function parseDuration(duration: Duration): number {
  assertValid(durationValidator, duration, "duration");
  return durationToMs(duration);
}

/** @throws {InvalidInputError} */
export function parseSignUpInput(input: SignUpInput): CreateInvitedUserSchema {
  assertValid(signUpInput, input);
  const { name, email, password, username } = input;
  return { name, email, password, ...(username !== undefined && { username }) };
}

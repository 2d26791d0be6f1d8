import type {
  CreateInvitedUserSchema,
  PublicSignupTokenCreateSchema,
  PublicSignupTokenUpdateSchema,
} from "../../generated/openapi.ts";
import { InvalidInputError } from "../errors.ts";
import {
  dateTimeValidator,
  durationExpiry,
  durationToMs,
  durationValidator,
  tokenStatus,
  validUntil,
} from "../expiry.ts";
import type {
  CreateTokenInput,
  Duration,
  EnsureTokenInput,
  Expiry,
  InviteToken,
  RotateTokenInput,
  SignUpInput,
  TokenFilter,
  TokenName,
  UpdateTokenInput,
} from "../types.ts";
import {
  assertValid,
  isString,
  looseObject,
  optional,
  rule,
  sequence,
  strictObject,
  type Validator,
} from "./validators.ts";

// A NUL causes a server error; a lone surrogate would arrive as another character.
const sendable: Validator = (value) =>
  sequence(
    rule(isString, "must be a string"),
    rule((text: string) => !/[\0\p{Cs}]/u.test(text), "must not contain NUL or lone surrogates"),
  )(value);
const EMPTY = "must not be empty";
const text: Validator = (value) =>
  sequence(
    sendable,
    rule((value: string) => value.trim() !== "", EMPTY),
  )(value);
// A password may be spaces only; the server would accept an empty one too.
const password: Validator = (value) =>
  sequence(
    sendable,
    rule((value) => value !== "", EMPTY),
  )(value);
const flag: Validator = (value) => rule((value) => typeof value === "boolean", "must be a boolean")(value);
const tokenStatusValidator: Validator = (value) =>
  rule(
    (value) => value === "active" || value === "expired" || value === "disabled",
    'must be "active", "expired" or "disabled"',
  )(value);

const name = { name: text };
const expiry = () => ({ expiresAt: optional(dateTimeValidator), expiresIn: optional(durationValidator) });

const NEW_TOKEN = "needs an object such as { name, expiresIn: { days: 7 } }";
const createInput: Validator = (value) =>
  strictObject(`create() ${NEW_TOKEN}`, name, expiry(), { allowExpired: optional(flag) })(value);
const ensureInput: Validator = (value) =>
  strictObject(`ensure() ${NEW_TOKEN}`, name, expiry(), {
    renewBefore: optional(durationValidator),
  })(value);
const rotateInput: Validator = (value) => strictObject(`rotate() ${NEW_TOKEN}`, name, expiry())(value);
const updateInput: Validator = (value) =>
  strictObject("update() needs an object such as { enabled: false }", expiry(), {
    enabled: optional(flag),
  })(value);
const listInput: Validator = (value) =>
  strictObject("list() needs a filter such as { name, status } as its first argument", {
    name: optional(text),
    status: optional(tokenStatusValidator),
  })(value);
const disableAllInput: Validator = (value) =>
  strictObject("disableAll() needs an object such as { name }", name)(value);
const signUpInput: Validator = (value) =>
  looseObject("signUp() needs an object with name, email and password", name, {
    email: text,
    password,
    username: optional(text),
  })(value);

function resolveExpiresAt({ expiresAt, expiresIn }: UpdateTokenInput, now: number): Date | undefined {
  if (expiresAt !== undefined && expiresIn !== undefined)
    throw expiryError("and expiresIn must not both be given");
  if (expiresIn !== undefined) return durationExpiry(now, durationToMs(expiresIn), "expiresIn");
  return expiresAt === undefined ? undefined : new Date(expiresAt);
}

function resolveNewExpiry(input: Expiry & { allowExpired?: boolean | undefined }, now: number): Date {
  const expiresAt = resolveExpiresAt(input, now);
  if (expiresAt === undefined) throw expiryError("or expiresIn must be given");
  if (!input.allowExpired && tokenStatus({ enabled: true, expiresAt }, now) !== "active")
    throw expiryError(
      "must be after the current UTC date: links stop working at 00:00 UTC on the date they expire",
    );
  return expiresAt;
}

function expiryError(message: string): InvalidInputError {
  return new InvalidInputError([{ path: "expiresAt", message }]);
}

/** @throws {InvalidInputError} */
export function parseCreateInput(input: CreateTokenInput, now: number): PublicSignupTokenCreateSchema {
  return parseNewToken(createInput, input, now);
}

function parseNewToken(
  validator: Validator,
  input: CreateTokenInput,
  now: number,
): PublicSignupTokenCreateSchema {
  assertValid(validator, input);
  return { name: input.name, expiresAt: resolveNewExpiry(input, now).toISOString() };
}

/** @throws {InvalidInputError} */
export function parseRotateInput(input: RotateTokenInput, now: number): PublicSignupTokenCreateSchema {
  return parseNewToken(rotateInput, input, now);
}

/** @throws {InvalidInputError} */
export function parseEnsureInput(input: EnsureTokenInput, now: number): PublicSignupTokenCreateSchema {
  return parseNewToken(ensureInput, input, now);
}

/** @throws {InvalidInputError} */
export function parseUpdateInput(input: UpdateTokenInput, now: number): PublicSignupTokenUpdateSchema {
  assertValid(updateInput, input);
  const { enabled } = input;
  const expiresAt = resolveExpiresAt(input, now);
  if (expiresAt === undefined && enabled === undefined)
    throw expiryError("or expiresIn or enabled must be given");
  return {
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...(enabled !== undefined && { enabled }),
  };
}

/** @throws {InvalidInputError} */
export function parseListFilter(filter: TokenFilter | undefined): TokenFilter {
  if (filter !== undefined) assertValid(listInput, filter);
  return { ...filter };
}

/** @throws {InvalidInputError} */
export function parseTokenName(input: TokenName): string {
  assertValid(disableAllInput, input);
  return input.name;
}

/** Converts a duration to milliseconds. @throws {InvalidInputError} */
export function parseDuration(duration: Duration): number {
  assertValid(durationValidator, duration, "duration");
  return durationToMs(duration);
}

/**
 * Returns the expiry of a token extended by a duration in milliseconds, starting when the link expires, or now if that
 * has passed.
 *
 * @throws {InvalidInputError} if the expiry would be after the year 9999
 */
export function extendedExpiry(token: InviteToken, durationMs: number, now: number): string {
  return durationExpiry(Math.max(Number(validUntil(token)), now), durationMs, "duration").toISOString();
}

/** @throws {InvalidInputError} */
export function parseSignUpInput(input: SignUpInput): CreateInvitedUserSchema {
  assertValid(signUpInput, input);
  const { name, email, password, username } = input;
  return { name, email, password, ...(username !== undefined && { username }) };
}

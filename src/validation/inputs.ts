import type {
  CreateInvitedUserSchema,
  PublicSignupTokenCreateSchema,
  PublicSignupTokenUpdateSchema,
} from "../../generated/openapi.ts";
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
  inputError,
  isObject,
  isString,
  optional,
  type Shape,
  type Validator,
  validateOptions,
  validateProperties,
} from "./validators.ts";

// A NUL causes a server error; a lone surrogate would arrive as another character.
const UNSENDABLE = /[\0\p{Cs}]/u;

/** Accepts a non-empty string. It may be spaces only: the server accepts such a password. */
const passwordValidator: Validator = (value) => {
  if (!isString(value)) return "must be a string";
  if (UNSENDABLE.test(value)) return "must not contain NUL or lone surrogates";
  return value === "" ? "must not be empty" : undefined;
};
/** Accepts a string that is not blank. */
export const textValidator: Validator = (value) => passwordValidator(isString(value) ? value.trim() : value);
const booleanValidator: Validator = (value) => (typeof value === "boolean" ? undefined : "must be a boolean");
const statusValidator: Validator = (value) =>
  value === "active" || value === "expired" || value === "disabled"
    ? undefined
    : 'must be "active", "expired" or "disabled"';

const expiry = () => ({ expiresAt: optional(dateTimeValidator), expiresIn: optional(durationValidator) });
const newToken = () => ({ name: textValidator, ...expiry() });

function resolveExpiresAt({ expiresAt, expiresIn }: UpdateTokenInput, now: number): Date | undefined {
  if (expiresAt !== undefined && expiresIn !== undefined)
    throw inputError("expiresAt", "and expiresIn must not both be given");
  if (expiresIn !== undefined) return durationExpiry(now, durationToMs(expiresIn), "expiresIn");
  return expiresAt === undefined ? undefined : new Date(expiresAt);
}

function resolveNewExpiry(input: Expiry & { allowExpired?: boolean | undefined }, now: number): Date {
  const expiresAt = resolveExpiresAt(input, now);
  if (expiresAt === undefined) throw inputError("expiresAt", "or expiresIn must be given");
  if (!input.allowExpired && tokenStatus({ enabled: true, expiresAt }, now) !== "active")
    throw inputError(
      "expiresAt",
      "must be after the current UTC date: links stop working at 00:00 UTC on the date they expire",
    );
  return expiresAt;
}

/** @throws {InvalidInputError} */
export function parseCreateInput(input: CreateTokenInput, now: number): PublicSignupTokenCreateSchema {
  return parseNewToken("create", input, now, { allowExpired: optional(booleanValidator) });
}

function parseNewToken(
  method: string,
  input: CreateTokenInput,
  now: number,
  shape: Shape,
): PublicSignupTokenCreateSchema {
  const message = `${method}() needs an object such as { name, expiresIn: { days: 7 } }`;
  assertValid(validateOptions(input, message, { ...newToken(), ...shape }));
  return { name: input.name, expiresAt: resolveNewExpiry(input, now).toISOString() };
}

/** @throws {InvalidInputError} */
export function parseRotateInput(input: RotateTokenInput, now: number): PublicSignupTokenCreateSchema {
  return parseNewToken("rotate", input, now, {});
}

/** @throws {InvalidInputError} */
export function parseEnsureInput(input: EnsureTokenInput, now: number): PublicSignupTokenCreateSchema {
  return parseNewToken("ensure", input, now, { renewBefore: optional(durationValidator) });
}

/** @throws {InvalidInputError} */
export function parseUpdateInput(input: UpdateTokenInput, now: number): PublicSignupTokenUpdateSchema {
  const shape = { ...expiry(), enabled: optional(booleanValidator) };
  assertValid(validateOptions(input, "update() needs an object such as { enabled: false }", shape));
  const { enabled } = input;
  const expiresAt = resolveExpiresAt(input, now);
  if (expiresAt === undefined && enabled === undefined)
    throw inputError("expiresAt", "or expiresIn or enabled must be given");
  return {
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...(enabled !== undefined && { enabled }),
  };
}

/** @throws {InvalidInputError} */
export function parseListFilter(filter: TokenFilter | undefined): TokenFilter {
  const message = "list() needs a filter such as { name, status } as its first argument";
  const shape = { name: optional(textValidator), status: optional(statusValidator) };
  if (filter !== undefined) assertValid(validateOptions(filter, message, shape));
  return { ...filter };
}

/** @throws {InvalidInputError} */
export function parseTokenName(input: TokenName): string {
  assertValid(
    validateOptions(input, "disableAll() needs an object such as { name }", { name: textValidator }),
  );
  return input.name;
}

/** Converts a duration to milliseconds. @throws {InvalidInputError} */
export function parseDuration(duration: Duration): number {
  assertValid(durationValidator(duration), "duration");
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
  const shape = {
    name: textValidator,
    email: textValidator,
    password: passwordValidator,
    username: optional(textValidator),
  };
  // Other properties are ignored: forms have more.
  assertValid(
    isObject(input)
      ? validateProperties(input, shape)
      : "signUp() needs an object with name, email and password",
  );
  const { name, email, password, username } = input;
  return { name, email, password, ...(username !== undefined && { username }) };
}

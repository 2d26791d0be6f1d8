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
  InviteToken,
  RotateTokenInput,
  SignUpInput,
  TokenFilter,
  TokenName,
  TokenStatus,
  UpdateTokenInput,
} from "../types.ts";
import { assertValid, inputError, isString, parseInput, type Shape, type Validator } from "./validators.ts";

/** Accepts a non-empty string. It may be spaces only: the server accepts such a password. */
const passwordValidator: Validator = (value) => {
  if (!isString(value)) return "must be a string";
  // A NUL causes a server error; a lone surrogate would arrive as another character.
  if (/[\0\p{Cs}]/u.test(value)) return "must not contain NUL or lone surrogates";
  return value === "" && "must not be empty";
};
/** Accepts a string that is not blank. */
export const textValidator: Validator = (value) => passwordValidator(isString(value) ? value.trim() : value);
const booleanValidator: Validator = (value) => typeof value !== "boolean" && "must be a boolean";
const STATUSES: unknown[] = ["active", "expired", "disabled"] satisfies TokenStatus[];
const statusValidator: Validator = (value) =>
  !STATUSES.includes(value) && `must be one of ${STATUSES.join(", ")}`;

const EXPIRY: Shape = { expiresAt: dateTimeValidator, expiresIn: durationValidator };

/** Returns the expiry to send. */
function resolveExpiry(
  { expiresAt, expiresIn }: Partial<Pick<CreateTokenInput, "expiresAt" | "expiresIn">>,
  now: number,
): Date {
  if (expiresAt && !expiresIn) return new Date(expiresAt);
  if (expiresIn && !expiresAt) return durationExpiry(now + durationToMs(expiresIn), "expiresIn");
  throw inputError("expiresAt", "or expiresIn must be given, not both");
}

function parseNewToken(
  method: string,
  input: CreateTokenInput,
  now: number,
  optional: Shape,
): PublicSignupTokenCreateSchema {
  const { name, allowExpired, ...expiry } = parseInput(
    method,
    input,
    { name: textValidator },
    { ...EXPIRY, ...optional },
  );
  const expiresAt = resolveExpiry(expiry, now);
  if (!allowExpired && tokenStatus({ enabled: true, expiresAt }, now) !== "active")
    throw inputError("expiresAt", "must be after the current UTC date");
  return { name, expiresAt: expiresAt.toISOString() };
}

/** @throws {InvalidInputError} */
export function parseCreateInput(input: CreateTokenInput, now: number): PublicSignupTokenCreateSchema {
  return parseNewToken("create", input, now, { allowExpired: booleanValidator });
}

/** @throws {InvalidInputError} */
export function parseRotateInput(input: RotateTokenInput, now: number): PublicSignupTokenCreateSchema {
  return parseNewToken("rotate", input, now, {});
}

/** @throws {InvalidInputError} */
export function parseEnsureInput(input: EnsureTokenInput, now: number): PublicSignupTokenCreateSchema {
  return parseNewToken("ensure", input, now, { renewBefore: durationValidator });
}

/** @throws {InvalidInputError} */
export function parseUpdateInput(input: UpdateTokenInput, now: number): PublicSignupTokenUpdateSchema {
  const { expiresAt, expiresIn, ...change } = parseInput(
    "update",
    input,
    {},
    { ...EXPIRY, enabled: booleanValidator },
  );
  if (!expiresAt && !expiresIn) {
    assertValid("enabled", !("enabled" in change) && "or an expiry must be given");
    return change;
  }
  return { ...change, expiresAt: resolveExpiry({ expiresAt, expiresIn }, now).toISOString() };
}

/** @throws {InvalidInputError} */
export function parseListFilter(filter: TokenFilter | undefined): TokenFilter {
  if (filter === undefined) return {};
  return parseInput("list", filter, {}, { name: textValidator, status: statusValidator });
}

/** @throws {InvalidInputError} */
export function parseTokenName(input: TokenName): string {
  return parseInput("disableAll", input, { name: textValidator }, {}).name;
}

/** Converts a duration to milliseconds. @throws {InvalidInputError} */
export function parseDuration(duration: Duration): number {
  assertValid("duration", durationValidator(duration));
  return durationToMs(duration);
}

/**
 * Returns the expiry of a token extended by a duration in milliseconds, starting when the link expires, or now if that
 * has passed.
 *
 * @throws {InvalidInputError} if the expiry would be after the year 9999
 */
export function extendedExpiry(token: InviteToken, durationMs: number, now: number): string {
  return durationExpiry(Math.max(Number(validUntil(token)), now) + durationMs, "duration").toISOString();
}

/** @throws {InvalidInputError} */
export function parseSignUpInput(input: SignUpInput): CreateInvitedUserSchema {
  const required = { name: textValidator, email: textValidator, password: passwordValidator };
  // Other properties are ignored: forms have more.
  return parseInput("signUp", input, required, { username: textValidator }, {});
}

import type {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  InviteApiError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from "./api-errors.ts";
import {
  type ApiKeyError,
  type ConnectionError,
  type ErrorCode,
  type InvalidInputError,
  type InvalidResponseError,
  InviteError,
  type RequestTimeoutError,
} from "./errors.ts";

/** Error classes by code. */
interface ErrorClasses {
  bad_request: BadRequestError;
  invalid_invite: BadRequestError;
  user_exists: BadRequestError | ConflictError | ServerError;
  unauthorized: UnauthorizedError;
  forbidden: ForbiddenError;
  not_found: NotFoundError;
  conflict: ConflictError;
  rate_limited: RateLimitError;
  server_error: ServerError;
  redirected: InviteApiError;
  not_unleash: InviteApiError | InvalidResponseError;
  unexpected_status: InviteApiError;
  invalid_response: InvalidResponseError;
  invalid_input: InvalidInputError;
  api_key_unavailable: ApiKeyError;
  connection_failed: ConnectionError;
  timeout: RequestTimeoutError;
}

/** The errors with one of these codes: `InviteErrorWithCode<"rate_limited">` has `retryAfterMs`. */
export type InviteErrorWithCode<Code extends ErrorCode = ErrorCode> = {
  [C in Code]: ErrorClasses[C] & { readonly code: C };
}[Code];

/**
 * Returns whether a value is an error of this SDK, with one of these codes if any are given. Narrows to the classes
 * with these codes; after a call without codes, a `switch` over `error.code` narrows.
 *
 * @param value the caught value
 * @param codes codes to match; without codes every error of this SDK matches
 * @example if (isInviteError(error, "rate_limited")) await sleep(error.retryAfterMs ?? 60_000);
 */
export function isInviteError<Code extends ErrorCode = ErrorCode>(
  value: unknown,
  ...codes: readonly Code[]
): value is InviteErrorWithCode<Code> {
  return value instanceof InviteError && (codes.length === 0 || codes.includes(value.code as Code));
}

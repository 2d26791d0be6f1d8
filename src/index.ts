// Public API. Not exported: zod schemas (entry ./schemas), and how requests are built, sent, retried and parsed.

export type { ApiErrorFields } from "./api-errors.ts";
export {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  InviteApiError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from "./api-errors.ts";
export type { InviteClient } from "./client.ts";
export { createInviteClient } from "./client.ts";
export type { AppliedChange, ErrorCode, ErrorDetail, Issue } from "./errors.ts";
export {
  ApiKeyError,
  ConnectionError,
  InvalidInputError,
  InvalidResponseError,
  InviteError,
  RequestTimeoutError,
} from "./errors.ts";
export type { ClientEvent, FailureEvent, RequestEvent, ResponseEvent, RetryEvent } from "./events.ts";
export { tokenStatus, validUntil } from "./expiry.ts";
export { parseInviteLink } from "./invite-link.ts";
export type { InviteErrorWithCode } from "./is-invite-error.ts";
export { isInviteError } from "./is-invite-error.ts";
export type { EventLogger } from "./log-events.ts";
export { logEvents } from "./log-events.ts";
export type {
  ApiKey,
  ClientOptions,
  Fetch,
  FetchInit,
  FetchResponse,
  HeaderOptions,
  RequestOptions,
} from "./options.ts";
export type { InviteTokens } from "./tokens.ts";
export type {
  CreatedInviteToken,
  CreateTokenInput,
  Duration,
  EnsuredInviteToken,
  EnsureTokenInput,
  Expiry,
  InvitedUser,
  InviteToken,
  OperationId,
  Role,
  RotatedInviteToken,
  RotateTokenInput,
  SignUpInput,
  TokenFilter,
  TokenName,
  TokenReference,
  TokenStatus,
  UpdateTokenInput,
  User,
} from "./types.ts";
export type { SignUp, WatchSignUpsInput } from "./watch-sign-ups.ts";

// The public face. Withheld: zod schemas (entry ./schemas), and how requests are made, retried and read.

export type { InviteClient } from "./client.ts";
export { createInviteClient } from "./client.ts";
export type { ApiErrorFields, AppliedChange, ErrorCode, ErrorDetail, Issue } from "./errors.ts";
export {
  BadRequestError,
  ConflictError,
  ConnectionError,
  ForbiddenError,
  InvalidInputError,
  InvalidResponseError,
  InviteApiError,
  InviteError,
  isInviteError,
  NotFoundError,
  RateLimitError,
  RequestTimeoutError,
  ServerError,
  UnauthorizedError,
} from "./errors.ts";
export type { ClientEvent, FailureEvent, RequestEvent, ResponseEvent, RetryEvent } from "./events.ts";
export { tokenStatus, validUntil } from "./expiry.ts";
export { parseInviteLink } from "./invite-link.ts";
export type { OperationId } from "./operations.ts";
export type { ApiKey, ClientOptions, Fetch, HeaderOptions, RequestOptions } from "./options.ts";
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

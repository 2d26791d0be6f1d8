import { type ErrorCode, type ErrorDetail, InviteError, type Issue } from "./errors.ts";
import type { OperationId } from "./types.ts";

/** Constructor fields of {@link InviteApiError}. */
export interface ApiErrorFields {
  /** See {@link InviteError.code}. */
  readonly code: ErrorCode;
  /** See {@link InviteApiError.operation}. */
  readonly operation: OperationId;
  /** See {@link InviteApiError.status}. */
  readonly status: number;
  /** See {@link InviteApiError.headers}. Default: none. */
  readonly headers?: Headers | undefined;
  /** See {@link InviteApiError.body}. Default `""`. */
  readonly body?: string | undefined;
  /** See {@link InviteApiError.serverMessage}. */
  readonly serverMessage?: string | undefined;
  /** See {@link InviteApiError.errorId}. */
  readonly errorId?: string | undefined;
  /** See {@link InviteApiError.details}. Default: none. */
  readonly details?: readonly ErrorDetail[] | undefined;
  /** See {@link InviteApiError.issues}. Default: none. */
  readonly issues?: readonly Issue[] | undefined;
  /** See {@link ForbiddenError.requiredPermissions}. Default: none. */
  readonly requiredPermissions?: readonly string[] | undefined;
  /** See {@link RateLimitError.retryAfterMs}. */
  readonly retryAfterMs?: number | undefined;
}

/** Thrown when the server responds with a non-2xx status. */
export class InviteApiError extends InviteError {
  static override readonly kind: string = "InviteApiError";
  /** The operation of the API. */
  readonly operation: OperationId;
  /** The HTTP status of Unleash's response; 0 for a redirect in a browser. Do not use it as the status of your own response. */
  readonly status: number;
  /** The response headers, redacted, without `set-cookie`. */
  readonly headers: Headers;
  /** The start of the response body as text, redacted, at most 4,000 characters. */
  readonly body: string;
  /** Error message from the server; undefined if absent, and for a 500, whose text may be SQL (see `body`). */
  readonly serverMessage: string | undefined;
  /** The server's id of this error, for finding it in the server's log. */
  readonly errorId: string | undefined;
  /** The reasons that the server gives. May be empty. */
  readonly details: readonly ErrorDetail[];
  /** Problems by input property, for example `email`, for display next to a form field. May be empty. */
  readonly issues: readonly Issue[];

  constructor(message: string, fields: ApiErrorFields, options?: ErrorOptions) {
    super(message, fields, options);
    this.operation = fields.operation;
    this.status = fields.status;
    this.headers = fields.headers ?? new Headers();
    this.body = fields.body ?? "";
    this.serverMessage = fields.serverMessage;
    this.errorId = fields.errorId;
    this.details = fields.details ?? [];
    this.issues = fields.issues ?? [];
  }
}

/** 400: the server rejected the request. `code` distinguishes an invalid link (`invalid_invite`) and an existing user (`user_exists`). */
export class BadRequestError extends InviteApiError {
  static override readonly kind: string = "BadRequestError";
}

/** 401: the API key is unknown to the server or has expired. */
export class UnauthorizedError extends InviteApiError {
  static override readonly kind: string = "UnauthorizedError";
}

/** 403: the API key is known but lacks the permission. */
export class ForbiddenError extends InviteApiError {
  static override readonly kind: string = "ForbiddenError";
  /** Permissions of which one is required, for example `["ADMIN"]`. Empty if the server does not name them. */
  readonly requiredPermissions: readonly string[];

  constructor(message: string, fields: ApiErrorFields, options?: ErrorOptions) {
    super(message, fields, options);
    this.requiredPermissions = fields.requiredPermissions ?? [];
  }
}

/** 404 from Unleash itself: no token has this secret. Any other 404 is an `InviteApiError` with the code `not_unleash`. */
export class NotFoundError extends InviteApiError {
  static override readonly kind: string = "NotFoundError";
}

/** 409: conflict with existing data. With the code `user_exists`, the email or username is taken. */
export class ConflictError extends InviteApiError {
  static override readonly kind: string = "ConflictError";
}

/** 429: too many requests, after all retries. Thrown without a retry when the server asks to wait for more than 60 s. */
export class RateLimitError extends InviteApiError {
  static override readonly kind: string = "RateLimitError";
  /** Wait requested by the server, in milliseconds; undefined if the response has none. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, fields: ApiErrorFields, options?: ErrorOptions) {
    super(message, fields, options);
    this.retryAfterMs = fields.retryAfterMs;
  }
}

/** 5xx: the server or a proxy in front of it failed; `user_exists` when a taken username was the cause. */
export class ServerError extends InviteApiError {
  static override readonly kind: string = "ServerError";
}

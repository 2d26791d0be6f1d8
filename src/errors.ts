import type { OperationId } from "./operations.ts";

/** What went wrong, where the class or the status alone does not tell; a closed list, safe to `switch` over. */
export type ErrorCode =
  | "bad_request"
  | "invalid_invite"
  | "user_exists"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "rate_limited"
  | "server_error"
  | "redirected"
  | "not_unleash"
  | "unexpected_status"
  | "invalid_response"
  | "invalid_input"
  | "connection_failed"
  | "timeout";

/** One thing that is wrong with an input or an answer. It never holds the value itself. */
export interface Issue {
  /** Where, for example `expiresAt` or `tokens[0].role.id`; empty for the whole. */
  readonly path: string;
  /** What, in words that follow the path: `must be a string`. */
  readonly message: string;
}

/** One reason of a refusal, in the server's words. */
export interface ErrorDetail {
  /** What is wrong. */
  readonly message: string;
  /** The property it is about, for example `/body/email` (7.x, 8.x) or `email` (5.x). */
  readonly path?: string | undefined;
}

/** A change that a call had made on the server before it failed. */
export interface AppliedChange {
  /** What was done; `updated` is any change but an end. */
  readonly change: "created" | "updated" | "disabled";
  /** The whole secret of the invite token. Only code sees it: it is left out of whatever prints the error. */
  readonly secret: string;
}

/** A secret as it may be shown: `a3c8…42fc`. */
export function maskSecret(secret: string): string {
  return secret.length < 16 ? "…" : `${secret.slice(0, 4)}…${secret.slice(-4)}`;
}

// In the registry that all copies of this package share, so that `instanceof` holds between the ESM and the CJS
// build, and between two installed versions: what it gives is the error's class, and classes are told by their `kind`.
const CLASS = Symbol.for("unleash-invites.error-class");

/**
 * The base of everything that this SDK throws, but for the reason of your own abort signal.
 * No API key, password or whole secret is in any of its printed forms.
 */
export class InviteError extends Error {
  /** The class by its name, which holds across copies of this package. */
  static readonly kind: string = "InviteError";
  /** What went wrong, to `switch` over. */
  declare readonly code: ErrorCode;
  // Private, so that nothing that prints or serialises the error shows the secrets.
  #applied: readonly AppliedChange[] = [];

  constructor(message: string, fields: { readonly code: ErrorCode }, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, fields);
    Object.defineProperty(this, CLASS, { value: new.target });
  }

  /** Makes `instanceof` hold across the ESM and the CJS build, and two installed versions. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass of yours has no kind of its own: it is told by its prototype, as usual.
    if (!Object.hasOwn(this, "kind")) return Function.prototype[Symbol.hasInstance].call(this, value);
    let type: { kind?: unknown } | null | undefined = (value as { [CLASS]?: object } | null | undefined)?.[
      CLASS
    ];
    while (type && type.kind !== this.kind) type = Object.getPrototypeOf(type);
    return !!type;
  }

  /** The name of the class. */
  override get name(): string {
    return (this.constructor as typeof InviteError).kind;
  }

  /**
   * What the call had already changed on the server when it failed, oldest first; nothing, as a rule. An abort, which
   * rejects with your own reason, cannot tell it.
   */
  get applied(): readonly AppliedChange[] {
    return this.#applied;
  }

  /** @internal Adds what the call had changed before this error, to the message too. */
  addApplied(changes: readonly AppliedChange[]): this {
    if (changes.length === 0) return this;
    this.#applied = [...changes, ...this.#applied];
    const summary = changes.map(({ change, secret }) => `${maskSecret(secret)} ${change}`).join(", ");
    this.message += ` (already done: ${summary})`;
    return this;
  }

  /** The error for a log: its fields without headers and body, secrets masked. */
  toJSON(): Record<string, unknown> {
    const applied = this.#applied.map(({ change, secret }) => ({ change, secret: maskSecret(secret) }));
    const { headers, body, ...fields } = this as { headers?: unknown; body?: unknown };
    return { name: this.name, message: this.message, ...fields, ...(applied.length > 0 && { applied }) };
  }
}

/** What an {@link InviteApiError} is made of. */
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
  /** Of a {@link ForbiddenError}. */
  readonly requiredPermissions?: readonly string[] | undefined;
  /** Of a {@link RateLimitError}. */
  readonly retryAfterMs?: number | undefined;
}

/** The server answered, and the answer was a refusal or a failure. */
export class InviteApiError extends InviteError {
  static override readonly kind: string = "InviteApiError";
  /** The operation of the API that was refused. */
  declare readonly operation: OperationId;
  /** The HTTP status; 0 for a redirect in a browser, which does not tell it. */
  declare readonly status: number;
  /** The answer's headers. */
  declare readonly headers: Headers;
  /** The start of the answer's body, at most 4 kB, as text. */
  declare readonly body: string;
  /** What the server said; undefined when it said nothing, and for a 500, whose text may be SQL (see `body`). */
  declare readonly serverMessage: string | undefined;
  /** The server's id of this error, to find it in the server's log. */
  declare readonly errorId: string | undefined;
  /** The reasons, one by one; empty when the server gives none. */
  declare readonly details: readonly ErrorDetail[];

  constructor(message: string, fields: ApiErrorFields) {
    super(message, { headers: new Headers(), body: "", details: [], ...fields });
  }
}

/** 400: the server refused the request. `code` tells a dead link (`invalid_invite`) and a known user (`user_exists`). */
export class BadRequestError extends InviteApiError {
  static override readonly kind: string = "BadRequestError";
}

/** 401: the API key is missing at the server, wrong, or has expired. */
export class UnauthorizedError extends InviteApiError {
  static override readonly kind: string = "UnauthorizedError";
}

/** 403: the API key is known, and may not do this. */
export class ForbiddenError extends InviteApiError {
  static override readonly kind: string = "ForbiddenError";
  /** The permissions that would have been enough, for example `["ADMIN"]`; empty when the server does not tell. */
  declare readonly requiredPermissions: readonly string[];

  constructor(message: string, fields: ApiErrorFields) {
    super(message, { requiredPermissions: [], ...fields });
  }
}

/** 404: no token has this secret; or, with the code `not_unleash`, nothing of Unleash is at this address. */
export class NotFoundError extends InviteApiError {
  static override readonly kind: string = "NotFoundError";
}

/** 409: a conflict with what is there; with the code `user_exists`, the e-mail or username is taken. */
export class ConflictError extends InviteApiError {
  static override readonly kind: string = "ConflictError";
}

/** 429: too many requests, after the retries too; at once when the server asks to wait for more than 60 s. */
export class RateLimitError extends InviteApiError {
  static override readonly kind: string = "RateLimitError";
  /** How long the server asks to wait, in ms; undefined when it does not tell. */
  declare readonly retryAfterMs: number | undefined;
}

/** 5xx: the server or a proxy before it failed; `user_exists` when a taken username was the cause. */
export class ServerError extends InviteApiError {
  static override readonly kind: string = "ServerError";
}

/** A success that is not what the operation promises: HTML (`not_unleash`), broken JSON, or JSON of another shape. */
export class InvalidResponseError extends InviteError {
  static override readonly kind: string = "InvalidResponseError";
  /** The operation of the API that was answered so. */
  declare readonly operation: OperationId;
  /** The HTTP status, a 2xx. */
  declare readonly status: number;
  /** What is wrong with the answer, at most 20 places. */
  declare readonly issues: readonly Issue[];

  constructor(
    message: string,
    fields: Pick<InvalidResponseError, "code" | "operation" | "status" | "issues">,
  ) {
    super(message, fields);
  }
}

/** What was given to the SDK cannot be sent; nothing was. */
export class InvalidInputError extends InviteError {
  static override readonly kind: string = "InvalidInputError";
  /** What is wrong with the input, one by one. */
  declare readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], options?: ErrorOptions) {
    const message = issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
    super(message, { code: "invalid_input", issues } as { code: ErrorCode }, options);
  }
}

/** No whole answer came: the name did not resolve, the connection was refused or reset, the body broke off. */
export class ConnectionError extends InviteError {
  static override readonly kind: string = "ConnectionError";
  /** The operation of the API that got no whole answer. */
  declare readonly operation: OperationId;

  constructor(message: string, fields: Pick<ConnectionError, "operation">, options?: ErrorOptions) {
    super(message, { ...fields, code: "connection_failed" }, options);
  }
}

/** The last try took longer than `timeoutMs`, its body included. */
export class RequestTimeoutError extends InviteError {
  static override readonly kind: string = "RequestTimeoutError";
  /** The operation of the API that got no whole answer. */
  declare readonly operation: OperationId;
  /** The time that one try had, in ms. */
  declare readonly timeoutMs: number;

  constructor(message: string, fields: Pick<RequestTimeoutError, "operation" | "timeoutMs">) {
    super(message, { ...fields, code: "timeout" });
  }
}

/**
 * Whether a value is an error of this SDK, and, if a code is given, one with this code.
 *
 * @param value what was caught
 * @example if (isInviteError(error, "user_exists")) showField("email", "You have an account already");
 */
export function isInviteError<Code extends ErrorCode>(
  value: unknown,
  code?: Code,
): value is InviteError & { readonly code: Code } {
  return value instanceof InviteError && (code === undefined || value.code === code);
}

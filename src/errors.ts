import { maskSecret } from "./mask-secret.ts";
import type { OperationId } from "./types.ts";

/** Error code. More specific than the class and the status. A closed list, safe to `switch` over. */
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
  | "api_key_unavailable"
  | "connection_failed"
  | "timeout";

/** One problem with an input or a response. It never contains the value itself. */
export interface Issue {
  /** The property, for example `email`, `expiresAt` or `tokens[0].role.id`; empty for the whole value. */
  readonly path: string;
  /** The problem, phrased to follow the path: `must be a string`. */
  readonly message: string;
}

/** Joins issues for a message. */
export function formatIssues(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
}

/** One reason for an error response, as sent by the server. */
export interface ErrorDetail {
  /** The problem. */
  readonly message: string;
  /** The affected property, for example `/body/email` (6.x and later) or `email` (5.x). */
  readonly path?: string | undefined;
}

/** A change that a call had applied on the server before it failed. */
export interface AppliedChange {
  /** Kind of change. `updated` is any update except disabling. */
  readonly change: "created" | "updated" | "disabled" | "signed_up";
  /**
   * The full secret of the invite token; undefined when a token was created but the response could not be read.
   * Accessible to code only; it is masked in `message`, `toJSON()` and inspection output.
   */
  readonly secret: string | undefined;
}

// In the global symbol registry, so that `instanceof` works between the ESM and the CJS build and between two installed
// versions: the property holds the class of the error, and classes are compared by their `kind`.
const CLASS = Symbol.for("unleash-invites.error-class");
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** Prevents `util.inspect` with `getters: true` from calling the getter of `applied`, which returns secrets. */
function inspectWithoutGetters(
  this: InviteError,
  _depth: number,
  options: { readonly getters?: unknown },
  inspect: (value: unknown, options: object) => string,
): unknown {
  return options.getters ? inspect(this, { ...options, getters: false }) : this;
}

/**
 * Base class of all errors thrown by this SDK, except the `reason` of a caller's abort signal.
 * No API key, password or full secret is included in its message, `toJSON()` or `util.inspect()` output.
 */
export class InviteError extends Error {
  /** The name of the class. It identifies the class across copies of this package. */
  static readonly kind: string = "InviteError";
  /** Error code, to `switch` over. */
  readonly code: ErrorCode;
  /**
   * True if an attempt of a POST or PUT was sent and its outcome is unknown: read the token or the list before you
   * call again.
   */
  readonly mayHaveApplied: boolean = false;
  // Private, so that printing or serializing the error does not reveal the secrets.
  #applied: readonly AppliedChange[] = [];

  constructor(message: string, fields: { readonly code: ErrorCode }, options?: ErrorOptions) {
    super(message, options);
    this.code = fields.code;
    Object.defineProperties(this, {
      // Not enumerable, as on built-in errors; writable, so that a subclass can set its own.
      name: { value: new.target.kind, writable: true, configurable: true },
      [CLASS]: { value: new.target },
      [INSPECT]: { value: inspectWithoutGetters },
    });
  }

  /** Makes `instanceof` work across the ESM and the CJS build, and across two installed versions. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass defined by the caller has no own `kind`: compare prototypes, as usual.
    if (!Object.hasOwn(this, "kind")) return super[Symbol.hasInstance](value);
    let type: { kind?: unknown } | null | undefined = (value as { [CLASS]?: object } | null | undefined)?.[
      CLASS
    ];
    while (type && type.kind !== this.kind) type = Object.getPrototypeOf(type);
    return !!type;
  }

  /**
   * Changes already applied on the server when the call failed, oldest first. Usually empty. Not available after an
   * abort, which rejects with `signal.reason`.
   */
  get applied(): readonly AppliedChange[] {
    return this.#applied;
  }

  /** @internal Prepends changes that were applied before this error, and adds them to the message. */
  addApplied(changes: readonly AppliedChange[]): this {
    if (changes.length === 0) return this;
    this.#applied = [...changes, ...this.#applied];
    const summary = changes.map(({ change, secret }) => `${maskSecret(secret)} ${change}`).join(", ");
    this.message += ` (already applied: ${summary})`;
    return this;
  }

  /** @internal Records that an attempt may have been applied, and adds it to the message. */
  setMayHaveApplied(): this {
    this.message += "; the request may still have been applied";
    return Object.assign(this, { mayHaveApplied: true });
  }

  /** Returns the fields for a log, without headers and body; secrets are masked. */
  toJSON(): Record<string, unknown> {
    const applied = this.#applied.map(({ change, secret }) => ({ change, secret: maskSecret(secret) }));
    const { headers, body, ...fields } = this as { headers?: unknown; body?: unknown };
    return { ...errorToJSON(this), ...fields, applied };
  }
}

/** Serializes an error with its causes: redacted copies of limited depth, see `redactCause`. */
function errorToJSON(error: Error): Record<string, unknown> {
  const { name, message, code, errors, cause } = error as Error & { code?: string; errors?: Error[] };
  return {
    name,
    message,
    code,
    errors: errors?.map(errorToJSON),
    cause: cause instanceof Error ? errorToJSON(cause) : undefined,
  };
}

/** Thrown when a 2xx response does not match the expected schema: HTML (`not_unleash`), invalid JSON, or JSON of another shape. */
export class InvalidResponseError extends InviteError {
  static override readonly kind: string = "InvalidResponseError";
  /** The operation of the API. */
  readonly operation: OperationId;
  /** The HTTP status, a 2xx. */
  readonly status: number;
  /** Problems of the response, at most 20. */
  readonly issues: readonly Issue[];

  constructor(
    message: string,
    fields: Pick<InvalidResponseError, "code" | "operation" | "status" | "issues">,
  ) {
    super(message, fields);
    this.operation = fields.operation;
    this.status = fields.status;
    this.issues = fields.issues;
  }
}

/** Thrown when an argument fails validation. No request was sent. */
export class InvalidInputError extends InviteError {
  static override readonly kind: string = "InvalidInputError";
  /** Problems of the input. */
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], options?: ErrorOptions) {
    super(formatIssues(issues), { code: "invalid_input" }, options);
    this.issues = issues;
  }
}

/** Thrown when the `apiKey` function failed or took longer than `timeoutMs`. No request was sent. */
export class ApiKeyError extends InviteError {
  static override readonly kind: string = "ApiKeyError";

  constructor(message: string, options?: ErrorOptions) {
    super(message, { code: "api_key_unavailable" }, options);
  }
}

/** Thrown when no complete response was received: DNS failure, refused or reset connection, truncated body. */
export class ConnectionError extends InviteError {
  static override readonly kind: string = "ConnectionError";
  /** The operation of the API. */
  readonly operation: OperationId;
  /** The status of the response whose body was truncated; undefined when no response arrived. */
  readonly status: number | undefined;

  constructor(
    message: string,
    fields: { readonly operation: OperationId; readonly status?: number | undefined },
    options?: ErrorOptions,
  ) {
    super(message, { code: "connection_failed" }, options);
    this.operation = fields.operation;
    this.status = fields.status;
  }
}

/** Thrown when the last attempt exceeded `timeoutMs` (including reading the body). */
export class RequestTimeoutError extends InviteError {
  static override readonly kind: string = "RequestTimeoutError";
  /** The operation of the API. */
  readonly operation: OperationId;
  /** Timeout per attempt in milliseconds. */
  readonly timeoutMs: number;
  /** The status of the response whose body stalled; undefined when no response arrived. */
  readonly status: number | undefined;

  constructor(
    message: string,
    fields: {
      readonly operation: OperationId;
      readonly timeoutMs: number;
      readonly status?: number | undefined;
    },
  ) {
    super(message, { code: "timeout" });
    this.operation = fields.operation;
    this.timeoutMs = fields.timeoutMs;
    this.status = fields.status;
  }
}

import type { ErrorCode } from "./errors.ts";
import type { OperationId } from "./types.ts";

interface AttemptFields {
  /** The operation of the API. */
  readonly operation: OperationId;
  /** The HTTP method. */
  readonly method: "GET" | "POST" | "PUT";
  /** The path of the operation, with `{token}` in place of the secret. */
  readonly path: string;
  /** Attempt number, starting at 1. */
  readonly attempt: number;
}

/** Emitted before each attempt is sent. */
export interface RequestEvent extends AttemptFields {
  /** Discriminates the event union. */
  readonly type: "request";
}

/** Emitted after a response body has been read. */
export interface ResponseEvent extends AttemptFields {
  /** Discriminates the event union. */
  readonly type: "response";
  /** The HTTP status. */
  readonly status: number;
  /** Duration of this attempt, in milliseconds. */
  readonly durationMs: number;
}

/** Emitted when an attempt failed and will be retried. */
export interface RetryEvent extends AttemptFields {
  /** Discriminates the event union. */
  readonly type: "retry";
  /** Code of the error of this attempt. */
  readonly code: ErrorCode;
  /** Status of the response; undefined if there was none. */
  readonly status: number | undefined;
  /** Delay before the next attempt, in milliseconds. */
  readonly delayMs: number;
}

/** Emitted when the request has failed and will not be retried. The error is thrown next. */
export interface FailureEvent extends AttemptFields {
  /** Discriminates the event union. */
  readonly type: "failure";
  /** Code of the error; `aborted` if the caller's signal aborted the call. */
  readonly code: ErrorCode | "aborted";
  /** Status of the last response; undefined if there was none. */
  readonly status: number | undefined;
  /** Duration since the first attempt, in milliseconds, including backoff. */
  readonly durationMs: number;
}

/** Event passed to `onEvent`. Events never contain API keys, passwords, secrets or hosts. */
export type ClientEvent = RequestEvent | ResponseEvent | RetryEvent | FailureEvent;

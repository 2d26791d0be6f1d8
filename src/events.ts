import type { ErrorCode } from "./errors.ts";
import type { OperationId } from "./types.ts";

interface AttemptFields {
  /** The operation of the API. */
  readonly operation: OperationId;
  /** The HTTP method. */
  readonly method: "GET" | "POST" | "PUT";
  /** The path of the operation, with `{token}` in place of the secret. */
  readonly path: string;
  /** Which try it is, from 1. */
  readonly attempt: number;
}

/** A request is about to be sent. */
export interface RequestEvent extends AttemptFields {
  /** Tells the events apart. */
  readonly type: "request";
}

/** An answer is here, its body read. */
export interface ResponseEvent extends AttemptFields {
  /** Tells the events apart. */
  readonly type: "response";
  /** The HTTP status. */
  readonly status: number;
  /** Time since the request of this try, in ms. */
  readonly durationMs: number;
}

/** The try failed, and another follows. */
export interface RetryEvent extends AttemptFields {
  /** Tells the events apart. */
  readonly type: "retry";
  /** Why the try failed: the code of its error. */
  readonly code: ErrorCode;
  /** The answer's status; undefined when there was none. */
  readonly status: number | undefined;
  /** The wait before the next try, in ms. */
  readonly delayMs: number;
}

/** The request has failed for good: its error is thrown next. */
export interface FailureEvent extends AttemptFields {
  /** Tells the events apart. */
  readonly type: "failure";
  /** The code of the error; `aborted` when your signal ended the call. */
  readonly code: ErrorCode | "aborted";
  /** The last answer's status; undefined when there was none. */
  readonly status: number | undefined;
  /** Time since the request of the first try, in ms, waits included. */
  readonly durationMs: number;
}

/** What `onEvent` hears. No event holds a key, a password, a secret or a host. */
export type ClientEvent = RequestEvent | ResponseEvent | RetryEvent | FailureEvent;

// Types only: compiled by `npm run check:types`, never run.
import { expectTypeOf } from "vitest";
import {
  type BadRequestError,
  type ConflictError,
  type ErrorCode,
  InviteApiError,
  type InviteError,
  type InviteErrorWithCode,
  isInviteError,
  type NotFoundError,
  type RateLimitError,
  type ServerError,
} from "../src/index.ts";

export function narrowsToTheClassesOfTheCodes(error: unknown): void {
  if (isInviteError(error, "rate_limited")) {
    expectTypeOf(error).toExtend<RateLimitError>();
    expectTypeOf(error.code).toEqualTypeOf<"rate_limited">();
    expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>();
  }
  if (isInviteError(error, "user_exists")) {
    expectTypeOf(error).toExtend<BadRequestError | ConflictError | ServerError>();
    expectTypeOf(error.status).toEqualTypeOf<number>();
  }
  if (isInviteError(error, "timeout", "forbidden")) {
    expectTypeOf(error.code).toEqualTypeOf<"timeout" | "forbidden">();
    expectTypeOf(error.operation).not.toBeAny();
    // @ts-expect-error Only one of the two classes has it.
    error.timeoutMs;
    if (error.code === "timeout") expectTypeOf(error.timeoutMs).toEqualTypeOf<number>();
    else expectTypeOf(error.requiredPermissions).toEqualTypeOf<readonly string[]>();
  }
  // @ts-expect-error An unknown code.
  isInviteError(error, "rate_limit");
}

export function narrowsBySwitch(error: unknown): string {
  if (!isInviteError(error)) {
    expectTypeOf(error).toEqualTypeOf<unknown>();
    return "";
  }
  expectTypeOf(error).toEqualTypeOf<InviteErrorWithCode>();
  expectTypeOf(error.code).toEqualTypeOf<ErrorCode>();
  switch (error.code) {
    case "invalid_input":
    case "invalid_response":
      return error.issues.join();
    case "timeout":
      return error.timeoutMs.toFixed();
    case "not_found":
      expectTypeOf(error).toExtend<NotFoundError>();
      return error.body;
    default:
      // @ts-expect-error Only input and response errors and those of the API have issues.
      return error.issues;
  }
}

export function losesNothingInTheFalseBranch(
  error: InviteError,
  apiError: InviteApiError,
  notFound: NotFoundError,
  mixed: RateLimitError | TypeError,
): void {
  if (!isInviteError(error, "not_found")) {
    expectTypeOf(error).toEqualTypeOf<InviteError>();
    if (error instanceof InviteApiError) expectTypeOf(error.status).toEqualTypeOf<number>();
  }
  if (!isInviteError(apiError, "not_found")) expectTypeOf(apiError).toEqualTypeOf<InviteApiError>();
  // A caller may construct one with another code.
  if (!isInviteError(notFound, "not_found")) expectTypeOf(notFound).toEqualTypeOf<NotFoundError>();
  if (!isInviteError(mixed, "timeout")) expectTypeOf(mixed).toEqualTypeOf<RateLimitError | TypeError>();
  if (!isInviteError(error, "timeout") && !isInviteError(error, "forbidden")) {
    expectTypeOf(error).toEqualTypeOf<InviteError>();
  }
}

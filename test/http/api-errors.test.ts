import { describe, expect, it } from "vitest";
import {
  BadRequestError,
  ConflictError,
  type ErrorCode,
  ForbiddenError,
  InviteApiError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from "../../src/index.ts";
import { operationIds, refused } from "../helpers/calls.ts";

const LIST = "getAllPublicSignupTokens";
const CREATE = "createPublicSignupToken";
const VALIDATE = "validatePublicSignupToken";
const SIGN_UP = "addPublicSignupTokenUser";

describe.each(operationIds)("the class and code of %s", (id) => {
  const key = id !== VALIDATE && id !== SIGN_UP;
  const rows: [number, new (...args: never[]) => InviteApiError, ErrorCode, string][] = [
    [401, UnauthorizedError, "unauthorized", key ? "check apiKey" : "access is denied before Unleash"],
    [403, ForbiddenError, "forbidden", key ? "lacks the needed permission" : "denied before Unleash"],
    [
      404,
      NotFoundError,
      "not_found",
      [LIST, CREATE].includes(id) ? "check baseUrl" : "no invite link has this secret",
    ],
    [
      409,
      ConflictError,
      id === SIGN_UP ? "user_exists" : "conflict",
      id === SIGN_UP ? "exists already" : "refused the request: it gave no reason",
    ],
    [410, InviteApiError, "unexpected_status", "refused the request: it gave no reason"],
    [413, InviteApiError, "unexpected_status", "the request is too large"],
    [429, RateLimitError, "rate_limited", "wait before the next"],
    [500, ServerError, "server_error", "try again later"],
    [502, ServerError, "server_error", "try again later"],
    [503, ServerError, "server_error", "in maintenance: try again later"],
    [599, ServerError, "server_error", "try again later"],
  ];
  it.each(rows)("are right for an empty %d", async (status, type, code, advice) => {
    const error = await refused(id, status, "");
    expect(error.constructor).toBe(type);
    expect(error).toMatchObject({ name: type.name, code, status, operation: id, body: "", details: [] });
    expect(error.message).toMatch(new RegExp(`^${status}: `));
    expect(error.message).toContain(advice);
    expect(error).toMatchObject({ serverMessage: undefined, errorId: undefined });
  });
});

const failed = "Request validation failed: your request body or params contain invalid data";

describe("at sign-up", () => {
  const exists = `${failed}: User already exists`;

  it("an empty 400 is a dead link", async () => {
    const error = await refused(SIGN_UP, 400, "");
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ code: "invalid_invite" });
    expect(error.message).toBe("400: this invite link is unknown, expired or disabled");
  });

  it.each<[string, number, unknown]>([
    ["8.x", 400, { name: "BadDataError", message: exists, details: [{ message: "User already exists" }] }],
    [
      "5.x",
      400,
      { id: "u", name: "BadDataError", message: exists, details: [{ message: "User already exists" }] },
    ],
    ["as documented", 409, { message: "conflict" }],
    [
      "a taken username",
      500,
      {
        name: "UnknownError",
        message:
          'insert into "users" ("email") values ($1) - duplicate key value violates unique constraint "users_username_key"',
      },
    ],
  ])("a known user is user_exists: %s", async (_, status, body) => {
    const error = await refused(SIGN_UP, status, body);
    expect(error).toMatchObject({ code: "user_exists", status });
    expect(error.message).toBe(`${status}: a user with this e-mail or username exists already`);
  });

  it("another 400 is bad_request, with the reason in the message", async () => {
    const error = await refused(SIGN_UP, 400, {
      message: failed,
      details: [{ message: '"email" must be a valid email' }],
    });
    expect(error).toMatchObject({ code: "bad_request" });
    expect(error.message).toContain('"email" must be a valid email');
  });

  it("another 500 is server_error", async () => {
    expect(await refused(SIGN_UP, 500, { message: "select 1 - timeout" })).toMatchObject({
      code: "server_error",
    });
  });
});

describe("the SQL of a 500", () => {
  const sql = 'insert into "public_signup_tokens" ("secret") values ($1) - invalid byte sequence';

  it.each(operationIds)("is in no field but the body, and not in the JSON: %s", async (id) => {
    const error = await refused(id, 500, {
      id: "u-7",
      name: "UnknownError",
      message: sql,
      details: [{ message: sql }],
    });
    expect(error).toMatchObject({ errorId: "u-7", serverMessage: undefined, details: [] });
    expect(error.body).toContain("public_signup_tokens");
    expect(error.message + JSON.stringify(error) + String(error)).not.toContain("insert");
  });
});

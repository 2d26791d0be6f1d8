import { describe, expect, it } from "vitest";
import {
  BadRequestError,
  ConflictError,
  type ErrorCode,
  ForbiddenError,
  InviteApiError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from "../../src/index.ts";
import { operationIds, refused } from "../helpers/calls.ts";

const CREATE = "createPublicSignupToken";
const VALIDATE = "validatePublicSignupToken";
const SIGN_UP = "addPublicSignupTokenUser";
const MAYBE_PROXY = "; a proxy may have responded";
const NO_REASON = `the server rejected the request: no reason given${MAYBE_PROXY}`;
const SERVER_ERROR = "server error; retry later or check the server's log";
const UNKNOWN_OUTCOME = "; the request may still have been applied";

describe.each(operationIds)("an error response without a body, for %s,", (id) => {
  const isPublic = id === VALIDATE || id === SIGN_UP;
  const isPost = id === CREATE || id === SIGN_UP;
  const doubt = isPost || id === "updatePublicSignupToken" ? UNKNOWN_OUTCOME : "";
  const rows: [number, new (...args: never[]) => InviteApiError, ErrorCode, string][] = [
    [
      401,
      UnauthorizedError,
      "unauthorized",
      isPublic ? NO_REASON : `invalid API key; check apiKey${MAYBE_PROXY}`,
    ],
    [403, ForbiddenError, "forbidden", NO_REASON],
    [404, InviteApiError, "not_unleash", "endpoint not found; check baseUrl"],
    [409, ConflictError, "conflict", NO_REASON],
    [410, InviteApiError, "unexpected_status", NO_REASON],
    [413, InviteApiError, "unexpected_status", NO_REASON],
    [429, RateLimitError, "rate_limited", "rate limit exceeded; retry later"],
    [
      500,
      ServerError,
      "server_error",
      (id === SIGN_UP ? "the email or username may already be taken" : SERVER_ERROR) + doubt,
    ],
    [502, ServerError, "server_error", SERVER_ERROR + doubt],
    [503, ServerError, "server_error", SERVER_ERROR],
    [504, ServerError, "server_error", SERVER_ERROR + doubt],
    [599, ServerError, "server_error", SERVER_ERROR + doubt],
  ];
  it.each(rows)("has the class, the code and the message of a %d", async (status, type, code, message) => {
    const error = await refused(id, status, "");
    expect(error.constructor).toBe(type);
    expect(error).toMatchObject({ name: type.name, code, status, operation: id, body: "", details: [] });
    expect(error.message).toBe(`${status}: ${message}`);
    expect(error).toMatchObject({ serverMessage: undefined, errorId: undefined, issues: [], applied: [] });
  });
});

const failed = "Request validation failed: your request body or params contain invalid data";

describe("at sign-up", () => {
  const exists = `${failed}: User already exists`;

  it("returns invalid_invite for an empty 400", async () => {
    const error = await refused(SIGN_UP, 400, "");
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ code: "invalid_invite" });
    expect(error.message).toBe("400: this invite link is unknown, expired or disabled");
  });

  it.each<[string, number, unknown, string]>([
    [
      "8.x",
      400,
      { name: "BadDataError", message: exists, details: [{ message: "User already exists" }] },
      "email",
    ],
    [
      "5.x",
      400,
      { id: "u", name: "BadDataError", message: exists, details: [{ message: "User already exists" }] },
      "email",
    ],
    ["as documented", 409, { name: "ConflictError", message: "conflict" }, "email or username"],
    [
      "a taken username",
      500,
      {
        name: "UnknownError",
        message:
          'insert into "users" ("email") values ($1) - duplicate key value violates unique constraint "users_username_key"',
      },
      "username",
    ],
  ])("returns user_exists for an existing user: %s", async (_, status, body, property) => {
    const error = await refused(SIGN_UP, status, body);
    expect(error).toMatchObject({ code: "user_exists", status });
    expect(error.message).toBe(`${status}: ${property} is already taken`);
  });

  it("returns bad_request for any other 400, with the reason in the message", async () => {
    const error = await refused(SIGN_UP, 400, {
      name: "BadDataError",
      message: failed,
      details: [{ message: '"email" must be a valid email' }],
    });
    expect(error).toMatchObject({ code: "bad_request" });
    expect(error.message).toBe("400: the server rejected the request: email must be a valid email");
  });

  it("returns server_error for any other 500", async () => {
    expect(await refused(SIGN_UP, 500, { message: "select 1 - timeout" })).toMatchObject({
      code: "server_error",
    });
  });
});

describe("the SQL of a 500", () => {
  const sql = 'insert into "public_signup_tokens" ("secret") values ($1) - invalid byte sequence';

  it.each(operationIds)("is only in the body, and not in the message or the JSON: %s", async (id) => {
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

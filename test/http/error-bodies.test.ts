import { describe, expect, it } from "vitest";
import type { OperationId } from "../../src/index.ts";
import { refused } from "../helpers/calls.ts";

const LIST = "getAllPublicSignupTokens";
const CREATE = "createPublicSignupToken";
const GET = "getPublicSignupToken";
const MAYBE_PROXY = "; a proxy may have responded";
const UPDATE = "updatePublicSignupToken";

const schemaDetail = 'The `/body/expiresAt` property must match format "date-time". You sent "soon".';
const required = 'The `/body/expiresAt` property must match format "date-time"';
const failed = "Request validation failed: your request body or params contain invalid data";

describe("the error body of a server", () => {
  it.each<[string, OperationId, number, unknown, object]>([
    [
      "a failed schema validation, 7.x and 8.x",
      CREATE,
      400,
      {
        id: "u-1",
        name: "BadDataError",
        message: failed,
        details: [{ message: schemaDetail, path: "/body/expiresAt" }],
      },
      {
        errorId: "u-1",
        serverMessage: failed,
        details: [{ message: required, path: "/body/expiresAt" }],
        issues: [{ path: "expiresAt", message: 'must match format "date-time"' }],
        message: '400: the server rejected the request: expiresAt must match format "date-time"',
      },
    ],
    [
      "a failed schema validation, 5.x",
      CREATE,
      400,
      {
        id: "u-1",
        name: "BadDataError",
        message: failed,
        details: [{ message: schemaDetail, description: schemaDetail, path: "expiresAt" }],
      },
      {
        details: [{ message: required, path: "expiresAt" }],
        issues: [{ path: "expiresAt", message: 'must match format "date-time"' }],
      },
    ],
    [
      "a failed validation by a service",
      UPDATE,
      400,
      { name: "BadDataError", message: "No such thing", details: [{ message: "No such thing" }] },
      { code: "bad_request", serverMessage: "No such thing", details: [{ message: "No such thing" }] },
    ],
    [
      "no key",
      LIST,
      401,
      {
        id: "u-2",
        name: "AuthenticationRequired",
        message: "You must log in",
        details: [{ message: "You must log in" }],
        path: "/auth/simple/login",
        type: "password",
        defaultHidden: false,
      },
      {
        errorId: "u-2",
        serverMessage: "You must log in",
        message: "401: invalid API key; check apiKey",
      },
    ],
    [
      "an unknown key",
      LIST,
      401,
      {
        id: "u-3",
        name: "UnauthorizedError",
        message: "You must log in to use Unleash.",
        details: [{ message: "You must log in to use Unleash." }],
      },
      { serverMessage: "You must log in to use Unleash." },
    ],
    [
      "a missing permission, 7.x and 8.x",
      GET,
      403,
      {
        id: "u-4",
        name: "PermissionError",
        message: 'You need the "ADMIN" permission.',
        details: [{ message: "x" }],
        permissions: ["ADMIN"],
      },
      { requiredPermissions: ["ADMIN"], message: "403: this API key lacks the ADMIN permission" },
    ],
    [
      "several sufficient permissions",
      GET,
      403,
      { name: "PermissionError", message: "no", permissions: ["ADMIN", "READ_TOKENS"] },
      {
        requiredPermissions: ["ADMIN", "READ_TOKENS"],
        message: "403: this API key lacks the ADMIN or READ_TOKENS permission",
      },
    ],
    [
      "a missing permission, 5.x",
      GET,
      403,
      { name: "PermissionError", permission: "ADMIN", message: "no" },
      { requiredPermissions: ["ADMIN"], message: "403: this API key lacks the ADMIN permission" },
    ],
    [
      "a missing permission without its name",
      GET,
      403,
      { name: "PermissionError", message: "no" },
      {
        requiredPermissions: [],
        message: "403: not an administrator's API key; use a personal access or service account token",
      },
    ],
    [
      "an unknown secret",
      GET,
      404,
      { name: "NotFoundError", message: "Could not find public signup token.", details: [{ message: "x" }] },
      {
        serverMessage: "Could not find public signup token.",
        message: "404: invite token not found",
      },
    ],
    [
      "a wrong content type",
      CREATE,
      415,
      { id: "u-5", name: "ContentTypeError", message: "no text", details: [{ message: "no text" }] },
      { code: "unexpected_status", errorId: "u-5", message: "415: the server rejected the request: no text" },
    ],
    [
      "maintenance",
      CREATE,
      503,
      { message: "Unleash is currently in maintenance mode." },
      {
        code: "server_error",
        serverMessage: "Unleash is currently in maintenance mode.",
        message: "503: server error; retry later or check the server's log",
      },
    ],
    [
      "too many requests, in plain text",
      LIST,
      429,
      "Too many requests, please try again later.",
      { code: "rate_limited", serverMessage: "Too many requests, please try again later." },
    ],
    [
      "no message",
      UPDATE,
      400,
      { id: "u-6", name: "BadDataError" },
      {
        serverMessage: undefined,
        details: [],
        message: `400: the server rejected the request: no reason given${MAYBE_PROXY}`,
      },
    ],
    [
      "an empty message",
      UPDATE,
      400,
      { message: "", error: "" },
      { details: [], message: `400: the server rejected the request: no reason given${MAYBE_PROXY}` },
    ],
    [
      "a message beside an error",
      UPDATE,
      400,
      { message: "the message", error: "Bad Request" },
      { serverMessage: "the message" },
    ],
    ["plain text with white space", UPDATE, 400, "\n  no such luck \n", { serverMessage: "no such luck" }],
    ["truncated JSON", UPDATE, 400, '{"message":"no', { serverMessage: undefined, body: '{"message":"no' }],
    ["an array", UPDATE, 400, [{ message: "no" }], { serverMessage: undefined, details: [] }],
    ["a number", UPDATE, 400, 42, { serverMessage: undefined, details: [] }],
    ["a string", UPDATE, 400, '"no"', { serverMessage: undefined, details: [] }],
    ["null", UPDATE, 400, null, { serverMessage: undefined, details: [] }],
    ["true", UPDATE, 400, true, { serverMessage: undefined, details: [] }],
    [
      "properties of other types",
      UPDATE,
      400,
      {
        id: 5,
        message: { a: 1 },
        error: { x: 1 },
        details: [1, null, "x", { message: 5 }, { message: "kept", path: 5 }],
        validation: "no",
        permissions: { ADMIN: true },
        permission: 7,
      },
      { errorId: undefined, serverMessage: undefined, details: [{ message: "kept" }] },
    ],
    [
      "a name that cannot be converted to a string",
      UPDATE,
      400,
      { name: { toString: 1, valueOf: 1 }, message: "no" },
      { code: "bad_request", serverMessage: "no" },
    ],
    [
      "several messages",
      UPDATE,
      400,
      { message: ["the first", "the second"], error: "Bad Request" },
      { serverMessage: "the first" },
    ],
    [
      "validations of another framework",
      UPDATE,
      400,
      { validation: [{ message: "no" }] },
      { details: [{ message: "no" }], issues: [], message: expect.stringContaining(MAYBE_PROXY) },
    ],
    [
      "permissions of other types",
      GET,
      403,
      { permissions: [1, null, "ADMIN"], permission: { a: 1 } },
      { requiredPermissions: ["ADMIN"] },
    ],
  ])("is parsed: %s", async (_, id, status, body, expected) => {
    expect(await refused(id, status, body)).toMatchObject(expected);
  });

  it("is truncated to 300 characters in a message and to 4,000 in a field", async () => {
    const long = await refused(UPDATE, 400, {
      name: "BadDataError",
      message: "m".repeat(9_000),
      id: "i".repeat(9_000),
    });
    expect(long.message).toHaveLength("400: the server rejected the request: ".length + 300);
    expect([long.serverMessage, long.errorId, long.body].map((text) => text?.length)).toEqual([
      4_000, 4_000, 4_000,
    ]);
    const permissions = (
      await refused(GET, 403, { name: "PermissionError", message: "no", permissions: ["P".repeat(9_000)] })
    ).message;
    expect(permissions).toHaveLength("403: this API key lacks the  permission".length + 300);
  });
});

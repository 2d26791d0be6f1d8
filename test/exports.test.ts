import { expect, it } from "vitest";
import * as api from "../src/api/index.ts";
import * as handler from "../src/handler/index.ts";
import * as index from "../src/index.ts";
import * as msw from "../src/msw/index.ts";
import * as schemas from "../src/schemas.ts";
import * as testing from "../src/testing/index.ts";

it("The main entry exports exactly the public API", () => {
  expect(Object.keys(index).sort()).toEqual([
    "ApiKeyError",
    "BadRequestError",
    "ConflictError",
    "ConnectionError",
    "ForbiddenError",
    "InvalidInputError",
    "InvalidResponseError",
    "InviteApiError",
    "InviteError",
    "NotFoundError",
    "RateLimitError",
    "RequestTimeoutError",
    "ServerError",
    "UnauthorizedError",
    "createInviteClient",
    "isInviteError",
    "logEvents",
    "parseInviteLink",
    "tokenStatus",
    "validUntil",
  ]);
});

it("The entry ./schemas exports exactly the schemas", () => {
  expect(Object.keys(schemas).sort()).toEqual([
    "dateSchema",
    "inviteTokenSchema",
    "inviteTokensSchema",
    "invitedUserSchema",
    "roleSchema",
    "userSchema",
  ]);
});

it("The entry ./testing exports exactly the fake and the builders", () => {
  expect(Object.keys(testing).sort()).toEqual([
    "buildInviteToken",
    "buildUser",
    "createFakeUnleash",
    "inviteTokenJson",
    "userJson",
  ]);
});

it("The entry ./msw exports exactly the function that creates the handlers", () => {
  expect(Object.keys(msw)).toEqual(["createInviteHandlers"]);
});

it("The entry ./handler exports exactly the function that creates the endpoint", () => {
  expect(Object.keys(handler)).toEqual(["createSignUpHandler"]);
});

it("The entry ./api exports exactly the function that creates the client", () => {
  expect(Object.keys(api)).toEqual(["createInviteApi"]);
});

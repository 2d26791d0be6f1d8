import { describe, expect, it } from "vitest";
import { type ErrorCode, InviteApiError, NotFoundError } from "../../src/index.ts";
import { calls, clientFor, failure, operationIds, refused } from "../helpers/calls.ts";
import { type ErrorStatus, proxyResponses } from "../helpers/proxy-responses.ts";

/** The codes that do not concern a token or a person. */
const CODES: Record<ErrorStatus, ErrorCode> = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_unleash",
  413: "unexpected_status",
  429: "rate_limited",
  431: "unexpected_status",
  502: "server_error",
  503: "server_error",
  504: "server_error",
};

/** The codes that only Unleash can cause. */
const STATEMENT = /expired|disabled|already|not found$|lacks|permission/;

const responses = Object.entries(proxyResponses).flatMap(([product, ofProduct]) =>
  Object.entries(ofProduct).map(([status, response]) => ({
    product,
    status: Number(status) as ErrorStatus,
    ...response,
  })),
);

describe.each(operationIds)("an error response that is not Unleash's, to %s,", (id) => {
  it.each(responses)("does not concern a token or a person: $status of $product", async (response) => {
    const { status, body, type } = response;
    const error = await refused(id, status, body, type);
    expect(error).toMatchObject({
      code: CODES[status],
      status,
      operation: id,
      issues: [],
      details: [],
      applied: [],
    });
    expect(error).not.toBeInstanceOf(NotFoundError);
    expect(error.message).not.toMatch(STATEMENT);
  });

  it.each([401, 403])("has a message that a proxy may have responded: %d", async (status) => {
    for (const { body, type } of responses.filter((response) => response.status === status)) {
      const { message } = await refused(id, status, body, type);
      expect(message).toContain("; a proxy may have responded");
    }
  });

  it("has a message that a proxy may have responded: 400", async () => {
    for (const { body, type } of responses.filter(({ status }) => status === 400)) {
      const { message } = await refused(id, 400, body, type);
      expect(message).toContain("; a proxy may have responded");
    }
  });

  it.each([520, 521, 522, 525, 530])("does not concern a person: %d of Cloudflare", async (status) => {
    const error = await refused(id, status, `error code: ${status}`);
    expect(error).toMatchObject({ code: "server_error", status });
    expect(error.message).not.toMatch(STATEMENT);
  });

  it("is not a NotFoundError with the JSON of another framework", async () => {
    for (const body of [
      { name: "NotFound", message: "Page not found", code: 404, className: "not-found", errors: {} },
      { statusCode: 404, message: "Cannot GET /invite", error: "Not Found" },
      { name: "NotFoundError" },
      { message: "NotFoundError" },
      [{ name: "NotFoundError", message: "no" }],
    ]) {
      const error = await refused(id, 404, body);
      expect(error).not.toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ code: "not_unleash", issues: [] });
    }
  });
});

describe("an error object that is not Unleash's", () => {
  const SIGN_UP = "addPublicSignupTokenUser";

  it.each([
    [400, "User already exists"],
    [409, "User already exists"],
    [500, 'duplicate key value violates unique constraint "users_username_key"'],
  ])("is no user_exists, even if the text of a %d is the same", async (status, message) => {
    for (const body of [message, { message }, { error: message }, { details: [{ message }] }]) {
      const error = await refused(SIGN_UP, status, body);
      expect(error.code).not.toBe("user_exists");
      expect(error.issues).toEqual([]);
    }
  });

  it("does not make validate false: a 400 of Feathers", async () => {
    const body = { name: "BadRequest", message: "Invalid", code: 400, className: "bad-request", errors: {} };
    const error = await refused("validatePublicSignupToken", 400, body);
    expect(error).toMatchObject({ code: "bad_request", status: 400 });
  });

  it("has no issues, even if it has details in the same form", async () => {
    const details = [{ message: "must be an email", path: "email" }];
    const error = await refused(SIGN_UP, 400, { message: "Validation failed", details });
    expect(error).toMatchObject({ code: "bad_request", issues: [], details });
  });
});

describe("Unleash's own 404", () => {
  const body = { name: "NotFoundError", message: "Could not find public signup token." };

  it.each(operationIds.filter((id) => !/All|create/.test(id)))("is a NotFoundError: %s", async (id) => {
    const error = await refused(id, 404, body);
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ code: "not_found", message: "404: invite token not found" });
  });

  it.each(["getAllPublicSignupTokens", "createPublicSignupToken"] as const)(
    "is not a NotFoundError for a path without a token: %s",
    async (id) => {
      const error = await refused(id, 404, body);
      expect(error).not.toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ code: "not_unleash", message: "404: endpoint not found; check baseUrl" });
    },
  );
});

describe("Unleash's 404 for a path", () => {
  it.each(operationIds)("is not a NotFoundError, because it does not concern a token: %s", async (id) => {
    const message = "The path you were looking for (/api/admin/invite-link/tokens/x) is not available.";
    const error = await refused(id, 404, { name: "NotFoundError", message });
    expect(error).not.toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ code: "not_unleash", message: "404: endpoint not found; check baseUrl" });
  });
});

describe("a client token as the API key", () => {
  it.each(operationIds.filter((id) => !/validate|User/.test(id)))(
    "causes a message that names the required kind of key: %s",
    async (id) => {
      const { client } = clientFor("https://unleash.example.com", {
        apiKey: "*:development.7d1f6b0c9e2a4835d6c1b7f0a9e3d248",
        fetch: async () =>
          Response.json(
            {
              id: "u-1",
              name: "PermissionError",
              message:
                "You don't have the required permissions to perform this operation. expected a different token type for this endpoint",
              details: [{ message: "expected a different token type for this endpoint" }],
            },
            { status: 403 },
          ),
      });
      const error = await failure(calls[id](client), InviteApiError);
      expect(error).toMatchObject({ code: "forbidden", status: 403 });
      expect(error.message).toBe(
        "403: not an administrator's API key; use a personal access or service account token",
      );
    },
  );
});

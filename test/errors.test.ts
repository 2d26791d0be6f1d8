import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import * as sdk from "../src/index.ts";
import { InviteApiError, InviteError, isInviteError, NotFoundError } from "../src/index.ts";

const fields = { code: "not_found", operation: "getPublicSignupToken", status: 404, body: "{}" } as const;
const notFound = () => new NotFoundError("404: invite token not found", fields);

describe("an error of this SDK", () => {
  it("is an instance of its class and of its parent classes only", () => {
    const error = notFound();
    for (const type of [NotFoundError, InviteApiError, InviteError, Error])
      expect(error).toBeInstanceOf(type);
    for (const type of [sdk.ConflictError, sdk.RequestTimeoutError, TypeError])
      expect(error).not.toBeInstanceOf(type);
    expect(new InviteError("x", { code: "timeout" })).not.toBeInstanceOf(NotFoundError);
  });

  it("is not equal in class to a value that only looks like one", () => {
    for (const value of [
      null,
      undefined,
      "NotFoundError",
      { name: "NotFoundError", code: "not_found" },
      new Error("404"),
    ]) {
      expect(value instanceof NotFoundError).toBe(false);
      expect(isInviteError(value)).toBe(false);
    }
  });

  it("can be subclassed, and its parent is not an instance of the subclass", () => {
    class MissingLink extends NotFoundError {}
    const mine = new MissingLink("gone", fields);
    expect(mine).toBeInstanceOf(MissingLink);
    expect(mine).toBeInstanceOf(NotFoundError);
    expect(notFound()).not.toBeInstanceOf(MissingLink);
  });

  it("has a literal name, in its stack too", () => {
    for (const [name, type] of Object.entries(sdk)) {
      if (typeof type === "function" && /Error$/.test(name) && name !== "isInviteError")
        expect(type).toHaveProperty("kind", name);
    }
    expect(notFound().name).toBe("NotFoundError");
    expect(String(notFound())).toBe("NotFoundError: 404: invite token not found");
    expect(notFound().stack).toMatch(/^NotFoundError: 404: invite token not found/);
  });

  it("has a cause like an Error", () => {
    const cause = new Error("socket hang up");
    const error = new sdk.ConnectionError(
      "connection error",
      { operation: "getPublicSignupToken" },
      { cause },
    );
    expect(error.cause).toBe(cause);
    expect(Object.keys(error)).not.toContain("cause");
  });

  it("has a toJSON with its fields, without headers and body", () => {
    const headers = new Headers({ "x-request-id": "1" });
    const limited = new sdk.RateLimitError("429: wait", {
      ...fields,
      code: "rate_limited",
      status: 429,
      headers,
      retryAfterMs: 5_000,
    });
    expect(JSON.parse(JSON.stringify(limited))).toEqual({
      name: "RateLimitError",
      message: "429: wait",
      code: "rate_limited",
      operation: "getPublicSignupToken",
      status: 429,
      details: [],
      issues: [],
      retryAfterMs: 5_000,
      mayHaveApplied: false,
      applied: [],
    });
    const input = new sdk.InvalidInputError([{ path: "name", message: "must not be empty" }]);
    expect(input.toJSON()).toMatchObject({ code: "invalid_input", issues: [{ path: "name" }] });
    const slow = new sdk.RequestTimeoutError("slow", { operation: "getPublicSignupToken", timeoutMs: 10 });
    expect(slow.toJSON()).toMatchObject({ code: "timeout", timeoutMs: 10 });
  });

  it("masks the secrets of applied changes in output, not for code", () => {
    const secret = "a3c84b25409ea8ca1782ef17f94a42fc";
    const error = notFound()
      .addApplied([{ change: "disabled", secret }])
      .addApplied([{ change: "created", secret: "short" }]);
    expect(error.applied.map(({ change }) => change)).toEqual(["created", "disabled"]);
    expect(error.applied[1]?.secret).toBe(secret);
    const printed = [
      inspect(error, { showHidden: true, depth: null }),
      JSON.stringify(error),
      String(error),
      error.stack,
    ].join();
    expect(printed).not.toContain(secret);
    expect(printed).toContain("a3c8…42fc disabled");
    expect(printed).not.toContain("short");
  });
});

describe("isInviteError", () => {
  it("returns whether a value is an error of this SDK with one of the codes", () => {
    const error: unknown = notFound();
    expect(isInviteError(error)).toBe(true);
    expect(isInviteError(error, "not_found")).toBe(true);
    expect(isInviteError(error, "timeout")).toBe(false);
    if (isInviteError(error, "not_found")) error.code satisfies "not_found";
  });
});

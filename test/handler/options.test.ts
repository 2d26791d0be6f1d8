import { describe, expect, it } from "vitest";
import { createSignUpHandler, type SignUpHandlerOptions } from "../../src/handler/index.ts";
import { InvalidInputError, type SignUpInput, type User } from "../../src/index.ts";
import { ENDPOINT, FORM, mount, post, problemOf } from "./helpers.ts";

const { invite: _, ...PERSON } = FORM;

describe("validate", () => {
  it("gets the person and the request, and refuses with its issues before Unleash is asked", async () => {
    const seen: SignUpInput[] = [];
    const { handler, fake } = mount({
      async validate(person, request) {
        seen.push(person);
        const domain = request.headers.get("x-domain") ?? "";
        return person.email.endsWith(domain)
          ? undefined
          : [{ path: "email", message: `must end in ${domain}` }];
      },
    });
    const response = await handler(post(FORM, { "x-domain": "@other.example" }));
    expect(response.status).toBe(400);
    expect((await problemOf(response)).issues).toEqual([
      { path: "email", message: "must end in @other.example" },
    ]);
    expect(fake.requests).toEqual([]);
    expect(seen).toEqual([{ ...PERSON, username: undefined }]);
    expect((await handler(post(FORM, { "x-domain": "@example.com" }))).status).toBe(201);
  });

  it.each([
    () => {
      throw new Error("database at 10.0.0.1 is down");
    },
    () => Promise.reject(new Error("database at 10.0.0.1 is down")),
    () => false as never,
  ])("nobody is signed up if it fails: %s", async (validate) => {
    const errors: unknown[] = [];
    const { handler, fake } = mount({ validate, onError: (error) => errors.push(error) });
    const response = await handler(post());
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("10.0.0.1");
    expect([fake.requests.length, errors.length]).toEqual([0, 1]);
  });
});

describe("onSignUp", () => {
  it("gets the new user and the request before the response is sent", async () => {
    const seen: [User, string][] = [];
    const { handler, fake } = mount({
      async onSignUp(user, request) {
        await Promise.resolve();
        seen.push([user, request.url]);
      },
    });
    await handler(post());
    expect(seen).toEqual([
      [expect.objectContaining({ id: fake.users[0]?.id, email: PERSON.email }), ENDPOINT],
    ]);
  });

  it("does not turn a sign-up into an error when it fails", async () => {
    const errors: unknown[] = [];
    const options = {
      onSignUp: () => Promise.reject(new Error("no mail")),
      onError: (e: unknown) => errors.push(e),
    };
    expect((await mount(options).handler(post())).status).toBe(201);
    expect(String(errors)).toBe("Error: no mail");
    const bad = () => Promise.reject(new Error("no log"));
    expect((await mount({ onSignUp: bad, onError: bad }).handler(post())).status).toBe(201);
  });
});

describe("The options", () => {
  it("are refused with a reason each, those of the client included", () => {
    const options = {
      baseUrl: "ftp://x",
      apiKey: "user:0123456789abcdef",
      validate: 1,
      allowedOrigins: ["*", "https://example.com/path", "null", 5],
      maxBodyBytes: 0,
      unknown: 1,
    } as unknown as SignUpHandlerOptions;
    expect.assertions(3);
    try {
      createSignUpHandler(options);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInputError);
      expect((error as InvalidInputError).issues.map(({ path }) => path)).toEqual([
        "apiKey",
        "validate",
        ...[0, 1, 2, 3].map((index) => `allowedOrigins[${index}]`),
        "maxBodyBytes",
        "baseUrl",
        "unknown",
      ]);
      expect(String(error)).not.toContain("0123456789abcdef");
    }
  });

  it("must be an object", () => {
    expect(() => createSignUpHandler(undefined as never)).toThrow(InvalidInputError);
  });

  it("may ask for retries", async () => {
    const { handler, fake } = mount({ maxRetries: 1 });
    fake.failNext("addPublicSignupTokenUser", { status: 429, headers: { "retry-after": "0" } });
    expect((await handler(post())).status).toBe(201);
  });
});

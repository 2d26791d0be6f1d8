import { describe, expect, it } from "vitest";
import { BadRequestError, ServerError, type SignUpInput } from "../../src/index.ts";
import { type Backend, isBefore } from "./backend.ts";
import {
  adminOf,
  failure,
  listenTo,
  newToken,
  refusal,
  somebody,
  unknownSecret,
  visitorOf,
} from "./helpers.ts";

/** An unused username; in lower case, as some servers store it. */
function freshUsername(): string {
  return `ada-${unknownSecret()}`;
}

export function signUpCases(backend: Backend): void {
  const { tokens } = adminOf(backend);
  const visitor = visitorOf(backend);

  describe("A sign-up", () => {
    it("returns the new user with the root role of the token", async () => {
      const { secret, role } = await newToken(backend);
      const person = somebody({ username: freshUsername() });
      const wire = listenTo(backend);
      const user = await visitorOf(backend, { fetch: wire.fetch }).signUp(secret, person);
      expect(wire.exchanges).toMatchObject([{ method: "POST", status: 201 }]);
      expect(user).toMatchObject({
        name: person.name,
        email: person.email,
        username: person.username,
        ...(!isBefore(backend, "5.8") && { rootRole: role.id }),
        ...(!isBefore(backend, "5") && { accountType: "User" }),
        loginAttempts: 0,
        seenAt: null,
        imageUrl: expect.any(String),
        createdAt: expect.any(Date),
      });
      expect(user).not.toHaveProperty("password");
    });

    it("accepts the link instead of the secret", async () => {
      const { secret, url } = await newToken(backend);
      const { id } = await visitor.signUp(String(url), somebody());
      expect((await tokens.get(secret)).users).toMatchObject([{ id }]);
    });

    it("returns a user without a username if none is given", async () => {
      const { secret } = await newToken(backend);
      expect(await visitor.signUp(secret, somebody())).not.toHaveProperty("username");
    });

    it("adds id, name and username of each person to the token, and nothing else", async () => {
      const { secret } = await newToken(backend);
      const ada = await visitor.signUp(secret, somebody({ username: freshUsername() }));
      const grace = await visitor.signUp(secret, somebody({ name: "Grace Hopper" }));
      const { users } = await tokens.get(secret);
      expect(users).toHaveLength(2);
      expect(users).toEqual(
        expect.arrayContaining([
          { id: ada.id, name: "Ada Lovelace", username: ada.username },
          { id: grace.id, name: "Grace Hopper", username: null },
        ]),
      );
    });

    it("accepts a name with emoji, quotes and markup unchanged", async () => {
      const { secret } = await newToken(backend);
      const name = `Åsa "O'Hara" <b>😀</b> 設計`;
      expect((await visitor.signUp(secret, somebody({ name }))).name).toBe(name);
      expect((await tokens.get(secret)).users).toMatchObject([{ name }]);
    });

    it("accepts a password of one character", async () => {
      const { secret } = await newToken(backend);
      expect((await visitor.signUp(secret, somebody({ password: "x" }))).id).toBeTypeOf("number");
    });
  });

  describe("A sign-up with a link that does not work", () => {
    const invalid = {
      unknown: async () => unknownSecret(),
      disabled: async () => (await tokens.disable((await newToken(backend)).secret)).secret,
      expired: async () =>
        (await tokens.create({ name: "Old", expiresAt: new Date(0), allowExpired: true })).secret,
    };

    it.each(Object.entries(invalid))("is rejected with the code invalid_invite: %s", async (_, secretOf) => {
      const error = await failure(visitor.signUp(await secretOf(), somebody()), BadRequestError);
      expect(error).toMatchObject({ status: 400, code: "invalid_invite", body: "", details: [] });
    });

    it("creates no user: the same person can sign up once the link works", async () => {
      const { secret } = await newToken(backend);
      await tokens.disable(secret);
      const person = somebody();
      await failure(visitor.signUp(secret, person), BadRequestError);
      expect((await tokens.enable(secret)).users).toEqual([]);
      expect((await visitor.signUp(secret, person)).email).toBe(person.email);
    });

    it("is rejected because of the link first, even if the email exists or is invalid", async () => {
      const person = somebody();
      await visitor.signUp((await newToken(backend)).secret, person);
      const known = await failure(visitor.signUp(unknownSecret(), person), BadRequestError);
      const bad = await failure(
        visitor.signUp(unknownSecret(), somebody({ email: "nowhere" })),
        BadRequestError,
      );
      expect([known.code, bad.code]).toEqual(["invalid_invite", "invalid_invite"]);
    });
  });

  describe("A sign-up that the server rejects", () => {
    it.each(["nowhere", "a@", "@example.com", "a b@example.com"])(
      "reports the reason: the email %s",
      async (email) => {
        const { secret } = await newToken(backend);
        const error = await failure(visitor.signUp(secret, somebody({ email })), BadRequestError);
        expect(error).toMatchObject({ status: 400, code: "bad_request" });
        expect(error.details).toHaveLength(1);
        expect(error.details[0]?.message).toContain("must be a valid email");
        expect(error.message).toContain("must be a valid email");
      },
    );
  });

  it("A sign-up ignores properties that the server would reject, such as those of a form", async () => {
    const { secret } = await newToken(backend);
    const form = { ...somebody(), role: "Admin", repeated: "x" };
    expect((await visitorOf(backend).signUp(secret, form)).id).toBeTypeOf("number");
  });

  describe("A sign-up that the SDK rejects before a request is sent", () => {
    it.each<[string, object, string]>([
      ["an empty password, which the server would accept", { password: "" }, "password"],
      ["an empty name", { name: "" }, "name"],
      ["a name that is not a string, which the server would accept", { name: 5 }, "name"],
      ["an empty email", { email: "" }, "email"],
      ["an empty username", { username: "" }, "username"],
      ["a NUL, which causes a server error", { name: "a\0b" }, "name"],
    ])("has %s", async (_, over, path) => {
      const { secret } = await newToken(backend);
      const person = { ...somebody(), ...over } as SignUpInput;
      const error = await refusal(backend, (client) => client.signUp(secret, person));
      expect(error.issues).toMatchObject([{ path }]);
      expect((await tokens.get(secret)).users).toEqual([]);
    });
  });

  if (isBefore(backend, "5")) {
    it("A sign-up of an existing user is a 500 with an empty body, without a reason", async () => {
      const { secret } = await newToken(backend);
      const person = somebody({ username: freshUsername() });
      await visitor.signUp(secret, person);
      for (const known of [person, somebody({ ...person, email: somebody().email })]) {
        const error = await failure(visitor.signUp(secret, known), ServerError);
        expect(error).toMatchObject({ status: 500, code: "server_error", body: "" });
        expect(error.message).not.toContain("maintenance");
      }
      expect((await tokens.get(secret)).users).toHaveLength(1);
    });
    return;
  }

  describe("A sign-up of an existing user", () => {
    it("is rejected with the code user_exists for the email, in any letter case", async () => {
      const { secret } = await newToken(backend);
      const { email } = await visitor.signUp(secret, somebody());
      for (const known of [String(email), String(email).toUpperCase()]) {
        const error = await failure(visitor.signUp(secret, somebody({ email: known })), BadRequestError);
        expect(error).toMatchObject({ status: 400, code: "user_exists" });
        expect(error.details).toMatchObject([{ message: "User already exists" }]);
      }
      expect((await tokens.get(secret)).users).toHaveLength(1);
    });

    it("is rejected for the email with another link too", async () => {
      const person = somebody();
      await visitor.signUp((await newToken(backend)).secret, person);
      const error = await failure(visitor.signUp((await newToken(backend)).secret, person), BadRequestError);
      expect(error.code).toBe("user_exists");
    });

    it("is rejected with the code user_exists for all but one of several concurrent sign-ups", async () => {
      const { secret } = await newToken(backend);
      const person = somebody();
      // A 400 if the server finds the email in time, otherwise a 500.
      const calls = await Promise.allSettled(Array.from({ length: 5 }, () => visitor.signUp(secret, person)));
      const refused = calls.filter((call) => call.status === "rejected").map(({ reason }) => reason);
      expect(refused).toHaveLength(4);
      for (const error of refused) expect(error).toMatchObject({ code: "user_exists" });
      expect((await tokens.get(secret)).users).toHaveLength(1);
    });

    it("is rejected with the code user_exists for the username, and the message contains no SQL", async () => {
      const { secret } = await newToken(backend);
      const username = freshUsername();
      await visitor.signUp(secret, somebody({ username }));
      const error = await failure(visitor.signUp(secret, somebody({ username })), ServerError);
      expect(error).toMatchObject({
        status: 500,
        code: "user_exists",
        serverMessage: undefined,
        details: [],
      });
      expect(`${error} ${JSON.stringify(error)}`).not.toMatch(/insert|duplicate|constraint|values/i);
      expect(error.body).toContain("duplicate key value violates unique constraint");
      expect((await tokens.get(secret)).users).toHaveLength(1);
    });
  });
}

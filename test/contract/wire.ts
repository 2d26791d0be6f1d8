import { describe, expect, it } from "vitest";
import {
  BadRequestError,
  InvalidResponseError,
  InviteApiError,
  ServerError,
  UnauthorizedError,
} from "../../src/index.ts";
import { type Backend, isBefore } from "./backend.ts";
import { DAY } from "./clock.ts";
import { adminSending, failure, newToken, somebody, tamperedAdmin } from "./helpers.ts";

const TOKENS = "/api/admin/invite-link/tokens";
const input = { name: "Design team", expiresIn: { days: 7 } };
const expiresAt = new Date(Date.now() + 7 * DAY).toISOString();

/** Requests that the SDK never sends, and how the SDK reads the responses. */
export function wireCases(backend: Backend): void {
  /** Creates an admin client that requests another path, unencoded. */
  const asking = (path: string) => tamperedAdmin(backend, () => ({ url: backend.baseUrl + path }));

  describe("A request that the SDK never sends", () => {
    it("an update without a change: a 400 with an empty body", async () => {
      const { secret } = await newToken(backend);
      const error = await failure(adminSending(backend, "{}").tokens.enable(secret), BadRequestError);
      expect(error).toMatchObject({ code: "bad_request", body: "", details: [], serverMessage: undefined });
    });

    it("invalid JSON: a 400 without server internals in the message", async () => {
      const error = await failure(adminSending(backend, "{").tokens.create(input), BadRequestError);
      expect(error.code).toBe("bad_request");
      expect(error.message).not.toMatch(/[<{]|node_modules/);
    });

    it.each([
      ["a word", "soon"],
      ["a date without a time", "2027-01-31"],
      ["a year of six digits", "+010000-01-01T00:00:00.000Z"],
    ])("an expiry that is %s: a 400 that names the property", async (_, date) => {
      const sending = adminSending(backend, JSON.stringify({ name: "x", expiresAt: date }));
      const error = await failure(sending.tokens.create(input), BadRequestError);
      expect(error.code).toBe("bad_request");
      expect(error.details).toMatchObject([{ path: expect.stringMatching(/expiresAt$/) }]);
      expect(error.message).toContain("date-time");
      if (!isBefore(backend, "5")) expect(error.errorId).toMatch(/^[0-9a-f-]{36}$/);
    });

    it.each([
      ["a token without a name", { expiresAt }],
      ["a token without an expiry", { name: "x" }],
    ])("%s: a 400", async (_, body) => {
      const sending = adminSending(backend, JSON.stringify(body));
      expect((await failure(sending.tokens.create(input), BadRequestError)).code).toBe("bad_request");
    });

    it("a token with an empty name: it is created", async () => {
      const sending = adminSending(backend, JSON.stringify({ name: "", expiresAt }));
      expect((await sending.tokens.create(input)).name).toBe("");
    });

    it("an expiry with an offset: it is returned in UTC, with milliseconds", async () => {
      const sending = adminSending(backend, JSON.stringify({ expiresAt: "2030-01-31T18:00:00+05:30" }));
      const token = await sending.tokens.enable((await newToken(backend)).secret);
      expect(token.expiresAt).toEqual(new Date("2030-01-31T12:30:00.000Z"));
    });

    it.each([
      [
        "a token",
        (body: string) => adminSending(backend, body).tokens.create(input),
        { name: "x", expiresAt },
      ],
      ["an update", update, { enabled: true }],
      ["a sign-up", signUp, somebody()],
    ])("an additional property in %s: a 400 that names it", async (_, call, body) => {
      const error = await failure(call(JSON.stringify({ ...body, colour: "red" })), BadRequestError);
      expect(error.code).toBe("bad_request");
      if (isBefore(backend, "5")) return; // 4.x does not name it in a message
      expect(error.details.map(({ message }) => message).join()).toContain("colour");
    });

    it("a sign-up with an empty password and a number as name: the person is signed up", async () => {
      const user = await signUp(JSON.stringify({ ...somebody(), password: "", name: 5 }));
      expect(user.name).toBe("5");
    });

    it("a NUL in a name or a secret: a 500 whose SQL is not in the error message", async () => {
      const naming = adminSending(backend, JSON.stringify({ name: "a\0b", expiresAt }));
      const reading = asking(`${TOKENS}/a%00b`);
      for (const call of [() => naming.tokens.create(input), () => reading.tokens.get("a")]) {
        const error = await failure(call(), ServerError);
        expect(error).toMatchObject({ status: 500, code: "server_error", details: [] });
        expect(error.serverMessage).toBeUndefined();
        expect(`${error} ${JSON.stringify(error)}`).not.toMatch(/insert|select|encoding/i);
      }
    });

    it("a body whose content type is not JSON: a 415", async () => {
      const plainText = tamperedAdmin(backend, ({ init }) => {
        const headers = new Headers(init.headers);
        headers.set("content-type", "text/plain");
        return { init: { ...init, headers } };
      });
      expect((await failure(plainText.tokens.create(input), InviteApiError)).status).toBe(415);
    });

    it("an admin request without a key: a 401", async () => {
      const bare = tamperedAdmin(backend, ({ init }) => {
        const headers = new Headers(init.headers);
        headers.delete("authorization");
        return { init: { ...init, headers } };
      });
      const error = await failure(bare.tokens.list(), UnauthorizedError);
      const reason = isBefore(backend, "5") ? "You must sign in" : "no authorization header";
      expect(error.serverMessage).toContain(reason);
    });

    it("an empty secret: the response is the list, and is not accepted as a token", async () => {
      const error = await failure(asking(`${TOKENS}/`).tokens.get("a"), InvalidResponseError);
      expect(error.code).toBe("invalid_response");
    });

    it.each(["/invite/../validate", "/invite//validate"])(
      "%s: the response is a page, and the link is not valid",
      async (path) => {
        const error = await failure(asking(path).validate("a"), InvalidResponseError);
        expect(error).toMatchObject({ status: 200, code: "not_unleash" });
      },
    );
  });

  async function update(body: string) {
    return adminSending(backend, body).tokens.enable((await newToken(backend)).secret);
  }

  async function signUp(body: string) {
    return adminSending(backend, body).signUp((await newToken(backend)).secret, somebody());
  }
}

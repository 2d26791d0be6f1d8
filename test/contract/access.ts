import { describe, expect, it } from "vitest";
import {
  ForbiddenError,
  InvalidResponseError,
  InviteApiError,
  type InviteClient,
  NotFoundError,
  UnauthorizedError,
} from "../../src/index.ts";
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

const expiresIn = { days: 7 };
const input = { name: "Design team", expiresIn };

/** All calls that require an admin API key. */
const adminCalls: [string, (client: InviteClient) => Promise<unknown>][] = [
  ["list", ({ tokens }) => tokens.list()],
  ["get", ({ tokens }) => tokens.get(unknownSecret())],
  ["create", ({ tokens }) => tokens.create(input)],
  ["update", ({ tokens }) => tokens.update(unknownSecret(), { expiresIn })],
  ["enable", ({ tokens }) => tokens.enable(unknownSecret())],
  ["disable", ({ tokens }) => tokens.disable(unknownSecret())],
  ["extend", ({ tokens }) => tokens.extend(unknownSecret(), { days: 1 })],
  ["disableAll", ({ tokens }) => tokens.disableAll({ name: "Design team" })],
  ["ensure", ({ tokens }) => tokens.ensure(input)],
  ["rotate", ({ tokens }) => tokens.rotate(input)],
];

export function accessCases(backend: Backend): void {
  describe("An API key", () => {
    it.each(adminCalls)("that is unknown is an UnauthorizedError: %s", async (_, call) => {
      const apiKey = `user:${unknownSecret()}`;
      const error = await failure(call(adminOf(backend, { apiKey })), UnauthorizedError);
      expect(error).toMatchObject({ status: 401, code: "unauthorized" });
      const reason = isBefore(backend, "5") ? "Unauthorized" : "You must log in to use Unleash";
      expect(error.serverMessage).toContain(reason);
      expect(`${error} ${JSON.stringify(error)} ${error.body}`).not.toContain(apiKey);
    });

    it.each(adminCalls)(
      "of a viewer is a ForbiddenError that names the permission ADMIN: %s",
      async (_, call) => {
        const viewer = adminOf(backend, { apiKey: backend.viewerKey });
        const error = await failure(call(viewer), ForbiddenError);
        expect(error).toMatchObject({ status: 403, code: "forbidden", requiredPermissions: ["ADMIN"] });
        expect(error.message).toBe("403: this API key lacks the ADMIN permission");
      },
    );

    it.each(adminCalls)("that is missing is rejected before a request is sent: %s", async (_, call) => {
      for (const apiKey of [undefined, "", () => ""]) {
        const wire = listenTo(backend);
        const error = await refusal(backend, () => call(visitorOf(backend, { apiKey, fetch: wire.fetch })));
        expect(error.issues).toMatchObject([{ path: "apiKey" }]);
        expect(wire.exchanges).toEqual([]);
      }
    });

    it("works bare, with Bearer, and from a function", async () => {
      const { secret } = await newToken(backend);
      const { adminKey } = backend;
      for (const apiKey of [adminKey, () => adminKey]) {
        expect((await adminOf(backend, { apiKey }).tokens.get(secret)).secret).toBe(secret);
      }
      for (const apiKey of [`Bearer ${adminKey}`, async () => `Bearer ${adminKey}`]) {
        const { tokens } = adminOf(backend, { apiKey });
        // Servers support this form since 5.12.
        if (isBefore(backend, "5.12")) await failure(tokens.get(secret), UnauthorizedError);
        else expect((await tokens.get(secret)).secret).toBe(secret);
      }
    });

    it("of a viewer is rejected with Bearer too", async () => {
      const viewer = adminOf(backend, { apiKey: `Bearer ${backend.viewerKey}` });
      await failure(viewer.tokens.list(), isBefore(backend, "5.12") ? UnauthorizedError : ForbiddenError);
    });
  });

  describe("The public calls", () => {
    it("send no API key, even if the client has one", async () => {
      const wire = listenTo(backend);
      const client = adminOf(backend, { fetch: wire.fetch });
      const { secret } = await client.tokens.create(input);
      expect(await client.validate(secret)).toBe(true);
      await client.signUp(secret, somebody());
      expect(wire.exchanges.map(({ path, headers }) => [path, headers.get("authorization")])).toEqual([
        ["/api/admin/invite-link/tokens", backend.adminKey],
        [`/invite/${secret}/validate`, null],
        [`/invite/${secret}/signup`, null],
      ]);
    });

    it("have no rate limit headers, unlike admin calls since 8.x", async () => {
      const wire = listenTo(backend);
      const client = adminOf(backend, { fetch: wire.fetch });
      await client.tokens.list();
      await client.validate(unknownSecret());
      const [admin, visitor] = wire.exchanges.map(({ answerHeaders }) => answerHeaders);
      for (const name of ["policy", "limit", "remaining", "reset"].map((part) => `ratelimit-${part}`)) {
        const number = expect.stringMatching(/^\d+/);
        expect(admin?.get(name), name).toEqual(backend.version >= 8 ? number : null);
        expect(visitor?.get(name), name).toBeNull();
      }
    });

    it("cannot be made by pages of other origins: no response has a CORS header", async () => {
      const wire = listenTo(backend);
      const page = visitorOf(backend, {
        fetch: wire.fetch,
        headers: { origin: "https://signup.example.com" },
      });
      const { secret } = await newToken(backend);
      await page.validate(secret);
      await page.signUp(secret, somebody());
      const headers = wire.exchanges.map(({ answerHeaders }) =>
        answerHeaders.get("access-control-allow-origin"),
      );
      expect(headers).toEqual([null, null]);
    });
  });

  describe("The base URL", () => {
    it.each(["", "/", "/api", "/api/", "/api/admin", "/api/admin/"])("may end in %j", async (ending) => {
      const client = adminOf(backend, { baseUrl: backend.baseUrl + ending });
      const { secret } = await client.tokens.create(input);
      expect((await client.tokens.get(secret)).secret).toBe(secret);
      expect(await client.validate(secret)).toBe(true);
      expect((await client.signUp(secret, somebody())).id).toBeTypeOf("number");
    });

    const baseUrl = `${backend.baseUrl}/wrong`;

    it("with a wrong path is an InvalidResponseError for reads: the response is a page", async () => {
      const { secret } = await newToken(backend);
      const client = adminOf(backend, { baseUrl });
      const { tokens } = client;
      for (const call of [() => client.validate(secret), () => tokens.list(), () => tokens.get(secret)]) {
        const error = await failure(call(), InvalidResponseError);
        expect(error).toMatchObject({ status: 200, code: "not_unleash" });
        expect(error.message).toContain("check baseUrl");
      }
    });

    it("with a wrong path is an InviteApiError for writes: the page has the status 404", async () => {
      const { secret } = await newToken(backend);
      const client = adminOf(backend, { baseUrl });
      const calls = [
        () => client.signUp(secret, somebody()),
        () => client.tokens.create(input),
        () => client.tokens.disable(secret),
      ];
      for (const call of calls) {
        const error = await failure(call(), InviteApiError);
        expect(error).not.toBeInstanceOf(NotFoundError);
        expect(error).toMatchObject({ status: 404, code: "not_unleash" });
        expect(error.message).toContain("check baseUrl");
      }
    });
  });
}

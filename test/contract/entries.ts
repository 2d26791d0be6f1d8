import { describe, expect, it } from "vitest";
import { createInviteApi } from "../../src/api/index.ts";
import { createSignUpHandler, type SignUpHandlerOptions } from "../../src/handler/index.ts";
import { createInviteClient, logEvents } from "../../src/index.ts";
import type { Backend } from "./backend.ts";
import { adminOf, newToken, somebody, unknownSecret, visitorOf } from "./helpers.ts";

const ENDPOINT = "https://app.example.com/sign-up";

/** Behavior of the entries besides the main one on an Unleash. */
export function entryCases(backend: Backend): void {
  const { tokens } = adminOf(backend);
  const { baseUrl, fetch, adminKey } = backend;
  const timeoutMs = 110_000;

  describe("The sign-up handler", () => {
    const options: SignUpHandlerOptions = { baseUrl, fetch, timeoutMs };
    const handler = createSignUpHandler(options);
    const post = (fields: object, handle = handler) => {
      const headers = { "content-type": "application/json" };
      return handle(new Request(ENDPOINT, { method: "POST", headers, body: JSON.stringify(fields) }));
    };

    it("returns whether a link works", async () => {
      const { secret } = await newToken(backend);
      for (const [invite, valid] of [
        [secret, true],
        [unknownSecret(), false],
      ] as const) {
        const response = await handler(new Request(`${ENDPOINT}?invite=${invite}`));
        expect([response.status, await response.json()]).toEqual([200, { valid }]);
      }
    });

    it("signs a person up, and calls onSignUp with the user", async () => {
      const { secret, url } = await newToken(backend);
      const ids: number[] = [];
      const handle = createSignUpHandler({ ...options, onSignUp: ({ id }) => ids.push(id) });
      const person = somebody();
      const response = await post({ ...person, invite: url }, handle);
      expect(response.status).toBe(201);
      expect(await response.json()).toEqual({ id: ids[0], name: person.name, email: person.email });
      expect((await tokens.get(secret)).users).toMatchObject([{ id: ids[0] }]);
    });

    it("responds to each error with its own status and issues", async () => {
      const { secret: invite } = await newToken(backend);
      const person = somebody({ username: `ada-${unknownSecret()}` });
      expect((await post({ ...person, invite })).status).toBe(201);
      // Unleash 4 responds to an existing user with an empty 500.
      const existing = (path: string) =>
        backend.version === 4
          ? ([502, "unleash_failed", []] as const)
          : ([409, "user_exists", [path]] as const);
      const cases = [
        [{ ...somebody(), invite: unknownSecret() }, 410, "invalid_invite", []],
        [{ ...somebody(), invite, email: person.email }, ...existing("email")],
        [{ ...somebody(), invite, username: person.username }, ...existing("username")],
        [{ ...somebody(), invite, email: "nowhere" }, 400, "invalid_input", ["email"]],
      ] as const;
      for (const [fields, status, code, paths] of cases) {
        const response = await post(fields);
        const text = await response.text();
        const { issues, ...problem } = JSON.parse(text);
        expect([response.status, problem]).toMatchObject([status, { status, code }]);
        expect(issues.map(({ path }: { path: string }) => path)).toEqual(paths);
        expect(text).not.toMatch(/nowhere|insert|constraint/);
      }
    });
  });

  describe("The client of openapi-fetch", () => {
    const api = createInviteApi({ baseUrl, apiKey: adminKey, fetch, timeoutMs });
    const TOKEN = "/api/admin/invite-link/tokens/{token}";

    it("performs the six operations and returns their JSON", async () => {
      const expiresAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
      const { data } = await api.POST("/api/admin/invite-link/tokens", { body: { name: "api", expiresAt } });
      const params = { path: { token: data?.secret ?? "" } };
      expect(data?.expiresAt).toBe(expiresAt);
      expect((await api.GET("/api/admin/invite-link/tokens")).data?.tokens).toContainEqual(
        expect.objectContaining({ secret: data?.secret }),
      );
      expect((await api.GET("/invite/{token}/validate", { params })).error).toBeUndefined();
      const { name, email, password } = somebody();
      const signedUp = await api.POST("/invite/{token}/signup", { params, body: { name, email, password } });
      expect(signedUp.response.status).toBe(201);
      expect((await api.PUT(TOKEN, { params, body: { enabled: false } })).data).toMatchObject({ role: {} });
      expect((await api.GET(TOKEN, { params })).data?.users).toMatchObject([{ id: signedUp.data?.id }]);
      const { error, response } = await api.GET("/invite/{token}/validate", { params });
      expect([response.status, error]).toEqual([400, { message: expect.any(String) }]);
    });

    it("returns the error bodies of the server", async () => {
      const params = { path: { token: unknownSecret() } };
      const { error, response } = await api.GET(TOKEN, { params });
      expect([response.status, error]).toMatchObject([404, { name: "NotFoundError" }]);
    });
  });

  describe("watchSignUps", () => {
    it("yields existing and new sign-ups of a name, each once", async () => {
      const name = `Watched ${unknownSecret()}`;
      const { secret } = await newToken(backend, name);
      const visitor = visitorOf(backend);
      const first = await visitor.signUp(secret, somebody());
      const seen: number[] = [];
      let second: number | undefined;
      for await (const { user, token } of tokens.watchSignUps({ name, intervalMs: 10 })) {
        expect(token.secret).toBe(secret);
        seen.push(user.id);
        if (second !== undefined) break;
        second = (await visitor.signUp(secret, somebody())).id;
      }
      expect(seen).toEqual([first.id, second]);
    });
  });

  describe("logEvents", () => {
    it("logs one line for each response", async () => {
      const lines: string[] = [];
      const log = (line: string) => lines.push(line);
      const onEvent = logEvents({ debug: log, info: log, warn: log, error: log });
      await createInviteClient({ baseUrl, apiKey: adminKey, fetch, timeoutMs, onEvent }).tokens.list();
      expect(lines).toEqual([
        expect.stringMatching(/^getAllPublicSignupTokens: 200 in \d+ ms \(attempt 1\)$/),
      ]);
    });
  });
}

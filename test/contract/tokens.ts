import { describe, expect, it } from "vitest";
import { InviteApiError, NotFoundError, type TokenStatus } from "../../src/index.ts";
import type { Backend } from "./backend.ts";
import {
  adminOf,
  failure,
  listenTo,
  newName,
  newToken,
  plain,
  refusal,
  somebody,
  unknownSecret,
  visitorOf,
} from "./helpers.ts";

export function tokenCases(backend: Backend): void {
  const { tokens } = adminOf(backend);
  const expiresIn = { days: 7 };

  describe("A new token", () => {
    it("is enabled, has the role Viewer and no sign-ups", async () => {
      const token = await tokens.create({ name: "Design team", expiresIn });
      expect(token).toMatchObject({ name: "Design team", enabled: true, users: [] });
      expect(token.role).toMatchObject({ name: "Viewer", type: "root" });
      expect(token.createdBy).toBeTypeOf("string");
    });

    it("has a secret of 32 hexadecimal digits, and a link that ends in it", async () => {
      const { secret, url } = await newToken(backend);
      expect(secret).toMatch(/^[0-9a-f]{32}$/);
      expect(url).toMatch(new RegExp(`^https?://.+/new-user\\?invite=${secret}$`));
    });

    it("is returned unchanged by get, by its secret and by its link", async () => {
      const token = await newToken(backend);
      expect(await tokens.get(token.secret)).toEqual(plain(token));
      expect(await tokens.get(String(token.url))).toEqual(plain(token));
    });

    it("may have the name of another token", async () => {
      const [one, other] = [await newToken(backend, "Twins"), await newToken(backend, "Twins")];
      expect(one.secret).not.toBe(other.secret);
    });

    it("does not disable earlier ones: several links work at the same time", async () => {
      const [one, other] = [await newToken(backend), await newToken(backend)];
      expect(await visitorOf(backend).validate(one.secret)).toBe(true);
      expect(await visitorOf(backend).validate(other.secret)).toBe(true);
    });

    it("has its URL in the Location header, relative to the path of the tokens", async () => {
      const wire = listenTo(backend);
      const { secret } = await adminOf(backend, { fetch: wire.fetch }).tokens.create({
        name: "x",
        expiresIn,
      });
      expect(wire.exchanges[0]).toMatchObject({ status: 201, path: "/api/admin/invite-link/tokens" });
      expect(wire.exchanges[0]?.answerHeaders.get("location")).toBe(`tokens/${secret}`);
    });
  });

  describe("The name of a token", () => {
    it.each([
      ["emoji and other Unicode", "Дизайн 設計 👩🏽‍🎨 🇦🇹 é"],
      ["1,000 characters", "x".repeat(1000)],
      ["1,000 emoji", "😀".repeat(1000)],
      ["quotes, a backslash and markup", `"Robert'); -- \\ <b>&amp;</b> $1 \${x}`],
      ["line breaks, a tab and spaces around it", " one\n\ttwo\r\n "],
      ["direction marks and an unassigned character", "\u202eabc\u200f\uffff"],
    ])("is returned unchanged: %s", async (_, name) => {
      const token = await tokens.create({ name, expiresIn });
      expect(token.name).toBe(name);
      expect((await tokens.get(token.secret)).name).toBe(name);
    });

    it.each([
      ["is empty", ""],
      ["has only spaces", " \n "],
      ["has a NUL", "a\0b"],
      ["has a lone surrogate", "a\ud83d"],
      ["is not a string", 5],
    ])("is rejected before a request is sent when it %s", async (_, name) => {
      const error = await refusal(backend, (client) =>
        client.tokens.create({ name: name as string, expiresIn }),
      );
      expect(error.issues).toMatchObject([{ path: "name" }]);
    });

    it("is rejected by the server with a 413 if it is over 100 kB", async () => {
      const error = await failure(tokens.create({ name: "x".repeat(100 * 1024), expiresIn }), InviteApiError);
      expect(error).toMatchObject({ status: 413, operation: "createPublicSignupToken" });
      expect(error.message).not.toMatch(/[<{]|node_modules/);
    });
  });

  describe("The list", () => {
    it("contains all tokens, including disabled and expired ones", async () => {
      const active = await newToken(backend);
      const disabled = await tokens.disable((await newToken(backend)).secret);
      const expired = await tokens.create({ name: "Old", expiresAt: new Date(0), allowExpired: true });
      const list = await tokens.list();
      expect(list).toEqual(expect.arrayContaining([plain(active), disabled, plain(expired)]));
    });

    it("contains each token once, however many people have signed up with it", async () => {
      const { secret } = await newToken(backend);
      for (const name of ["Ada", "Grace", "Hedy"])
        await visitorOf(backend).signUp(secret, somebody({ name }));
      const listed = (await tokens.list()).filter((token) => token.secret === secret);
      expect(listed).toEqual([await tokens.get(secret)]);
      expect(listed[0]?.users).toHaveLength(3);
    });
  });

  describe("The list", () => {
    it("is sorted newest first, and filters by name and status", async () => {
      const name = newName();
      const [old, disabled] = [await newToken(backend, name), await newToken(backend, name)];
      await tokens.disable(disabled);
      const newest = await newToken(backend, name);
      const secrets = async (status?: TokenStatus) =>
        new Set((await tokens.list({ name, status })).map(({ secret }) => secret));
      expect(await secrets()).toEqual(new Set([newest.secret, disabled.secret, old.secret]));
      expect(await secrets("active")).toEqual(new Set([newest.secret, old.secret]));
      const dates = (await tokens.list()).map(({ createdAt }) => createdAt.getTime());
      expect(dates).toEqual([...dates].sort((a, b) => b - a));
    });
  });

  describe("An unknown secret", () => {
    it.each([
      ["get", () => tokens.get(unknownSecret())],
      ["update", () => tokens.update(unknownSecret(), { expiresIn })],
      ["enable", () => tokens.enable(unknownSecret())],
      ["disable", () => tokens.disable(unknownSecret())],
      ["extend", () => tokens.extend(unknownSecret(), { days: 1 })],
    ])("is a NotFoundError for %s", async (_, call) => {
      const error = await failure(call(), NotFoundError);
      expect(error).toMatchObject({
        status: 404,
        code: "not_found",
        serverMessage: "Could not find public signup token.",
        applied: [],
      });
    });
  });
}

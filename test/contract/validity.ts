import { describe, expect, it } from "vitest";
import { NotFoundError } from "../../src/index.ts";
import type { Backend } from "./backend.ts";
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

export function validityCases(backend: Backend): void {
  const { tokens } = adminOf(backend);
  const visitor = visitorOf(backend);

  describe("validate", () => {
    it("is true for a link that works, given as secret or as link", async () => {
      const { secret, url } = await newToken(backend);
      expect(await visitor.validate(secret)).toBe(true);
      expect(await visitor.validate(String(url))).toBe(true);
    });

    it("is false for an unknown secret", async () => {
      expect(await visitor.validate(unknownSecret())).toBe(false);
      expect(await visitor.validate(`https://unleash.example.com/new-user?invite=${unknownSecret()}`)).toBe(
        false,
      );
    });

    it("is false for a disabled link, and true again once it is enabled", async () => {
      const { secret } = await newToken(backend);
      await tokens.disable(secret);
      expect(await visitor.validate(secret)).toBe(false);
      await tokens.enable(secret);
      expect(await visitor.validate(secret)).toBe(true);
    });

    it("is false for an expired link, though enabling it succeeds", async () => {
      const { secret } = await tokens.create({ name: "Old", expiresAt: new Date(0), allowExpired: true });
      expect((await tokens.enable(secret)).enabled).toBe(true);
      expect(await visitor.validate(secret)).toBe(false);
    });

    it("depends only on the status: the responses are a 200 and a 400 without a body", async () => {
      const { secret } = await newToken(backend);
      const wire = listenTo(backend);
      const client = visitorOf(backend, { fetch: wire.fetch });
      expect([await client.validate(secret), await client.validate(unknownSecret())]).toEqual([true, false]);
      expect(wire.exchanges.map(({ status, answer }) => [status, answer])).toEqual([
        [200, ""],
        [400, ""],
      ]);
    });

    it("is true for a secret with white space around it, and false for a part of it", async () => {
      const { secret } = await newToken(backend);
      expect(await visitor.validate(` ${secret}\n`)).toBe(true);
      expect(await visitor.validate(secret.slice(0, -1))).toBe(false);
      expect(await visitor.validate(`${secret.slice(0, -1)}G`)).toBe(false);
    });
  });

  describe("A secret that cannot be sent", () => {
    it.each([
      ["nothing", ""],
      ["a dot", "."],
      ["two dots", ".."],
      ["a NUL", "a\0b"],
      ["a line break", "a\nb"],
      ["a delete character", "a\x7f"],
      ["a lone surrogate", "a\ud83d"],
      ["a link without a secret", "https://unleash.example.com/new-user"],
      ["a link with an empty secret", "https://unleash.example.com/new-user?invite="],
      ["a link whose secret is two dots", "https://unleash.example.com/new-user?invite=.."],
    ])("is rejected by every method before a request is sent: %s", async (_, secret) => {
      await refusal(backend, (client) => client.validate(secret));
      await refusal(backend, (client) => client.signUp(secret, somebody()));
      await refusal(backend, (client) => client.tokens.get(secret));
      await refusal(backend, (client) => client.tokens.update(secret, { enabled: true }));
      await refusal(backend, (client) => client.tokens.enable(secret));
      await refusal(backend, (client) => client.tokens.disable(secret));
      await refusal(backend, (client) => client.tokens.extend(secret, { days: 1 }));
    });
  });

  describe("A secret with characters that are special in a URL", () => {
    it.each([
      ["a slash", "a/b"],
      ["a path to a parent", "../../api"],
      ["an encoded path to a parent", "%2e%2e%2f"],
      ["an encoded NUL", "%00"],
      ["a percent sign alone", "100%"],
      ["a query and a fragment", "a?b=c#d"],
      ["a backslash", "..\\a"],
      ["three dots", "..."],
      ["spaces", " a b "],
      ["a semicolon and a plus", "a;b+c"],
      ["other scripts and emoji", "設計😀"],
    ])("is sent unchanged, and is unknown: %s", async (_, secret) => {
      expect(await visitor.validate(secret)).toBe(false);
      expect((await failure(tokens.get(secret), NotFoundError)).code).toBe("not_found");
      expect((await failure(tokens.disable(secret), NotFoundError)).code).toBe("not_found");
    });
  });
}

import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { createInviteClient, InvalidInputError } from "../../src/index.ts";
import { calls, clientFor, failure, goodBody, operationIds } from "../helpers/calls.ts";
import { serve } from "../helpers/loopback.ts";

const PATHS = {
  getAllPublicSignupTokens: "/api/admin/invite-link/tokens",
  createPublicSignupToken: "/api/admin/invite-link/tokens",
  getPublicSignupToken: "/api/admin/invite-link/tokens/s",
  updatePublicSignupToken: "/api/admin/invite-link/tokens/s",
  validatePublicSignupToken: "/invite/s/validate",
  addPublicSignupTokenUser: "/invite/s/signup",
};

describe.each(operationIds)("the URL of %s", (id) => {
  it.each([
    ["", ""],
    ["/", ""],
    ["///", ""],
    ["/api", ""],
    ["/api/", ""],
    ["//api//", ""],
    ["/api/admin", ""],
    ["/api/admin/", ""],
    ["/api//admin//", ""],
    ["/demo", "/demo"],
    ["/demo/", "/demo"],
    ["/demo/api", "/demo"],
    ["/demo//api/", "/demo"],
    ["/demo/api/admin/", "/demo"],
    ["/a/b%2Fc/api", "/a/b%2Fc"],
    ["/api/v2", "/api/v2"],
    ["/admin", "/admin"],
    ["/my-api", "/my-api"],
  ])("is correct for the base URL …%s, as a string and as a URL", async (path, prefix) => {
    const { baseUrl, received } = await serve((response) => response.end(goodBody(id)));
    await calls[id](clientFor(`  ${baseUrl}${path} `).client, {}, "s");
    const url = new URL(baseUrl + path);
    const { client } = clientFor(url);
    // The client copies it, so that later changes have no effect.
    url.pathname = "/elsewhere";
    await calls[id](client, {}, "s");
    expect(received.map(({ path }) => path)).toEqual([prefix + PATHS[id], prefix + PATHS[id]]);
  });
});

describe("a base URL", () => {
  it("may have a port, upper-case letters and an international host", async () => {
    const sent: string[] = [];
    const fetch = async (url: string) => {
      sent.push(url);
      return new Response();
    };
    for (const baseUrl of [
      "HTTPS://Unleash.Example.com:8443",
      "https://bücher.example/",
      "http://[::1]:4242",
    ]) {
      await createInviteClient({ baseUrl, fetch }).validate("s");
    }
    expect(sent).toEqual([
      "https://unleash.example.com:8443/invite/s/validate",
      "https://xn--bcher-kva.example/invite/s/validate",
      "http://[::1]:4242/invite/s/validate",
    ]);
  });

  it.each([
    [""],
    ["unleash.example.com"],
    ["//unleash.example.com"],
    ["/api"],
    ["localhost:4242"],
    ["ftp://unleash.example.com"],
    ["file:///etc/passwd"],
    ["javascript:alert(1)"],
    ["https://"],
    ["https://unleash.example.com:99999"],
    ["https://admin:unleash4all@unleash.example.com"],
    ["https://unleash4all@unleash.example.com/api"],
    ["https://unleash.example.com/?key=unleash4all"],
    ["https://unleash.example.com/#unleash4all"],
    [undefined],
    [null],
    [42],
    [{ href: 5 }],
    [[]],
    [{ href: "https://unleash.example.com" }],
  ])("is refused, and its credentials are not printed: %s", (baseUrl) => {
    for (const given of [baseUrl, URL.canParse(String(baseUrl)) ? new URL(String(baseUrl)) : baseUrl]) {
      const make = () => createInviteClient({ baseUrl: given as string });
      expect(make).toThrow(InvalidInputError);
      expect(make).toThrow("baseUrl must be a URL of the form http(s)://host/path");
      try {
        make();
      } catch (error) {
        expect(inspect(error, { showHidden: true, depth: null })).not.toContain("unleash4all");
      }
    }
  });
});

describe("a secret in a URL", () => {
  const withSecret = operationIds.filter((id) => PATHS[id].includes("/s"));

  it.each([
    "a/b?c#d %2F ü 💥",
    "...",
    ". .",
    "%2e",
    "%2E%2e",
    "a\\b",
    "$&$1",
    "{token}",
    "a;b=c",
    ":@!'()*",
    "a\u00a0\u2028b",
  ])("is one path segment, which the server decodes to the same secret: %s", async (secret) => {
    for (const id of withSecret) {
      const { baseUrl, received } = await serve((response) => response.end(goodBody(id)));
      await calls[id](clientFor(`${baseUrl}/demo/api`).client, {}, secret);
      const path = received[0]?.path ?? "";
      const [before = "", after = ""] = `/demo${PATHS[id]}`.split(/(?<=\/)s(?=\/|$)/);
      expect(path.startsWith(before) && path.endsWith(after)).toBe(true);
      const segment = path.slice(before.length, path.length - after.length);
      expect(segment).not.toContain("/");
      expect(decodeURIComponent(segment)).toBe(secret);
    }
  });

  it.each(["", ".", "..", "a\0b", "a\nb", "\u007f", "\u0085", "\ud800", "a\udfff"])(
    "is rejected before a request is sent: %j",
    async (secret) => {
      const fetch = vi.fn();
      const { client } = clientFor("https://unleash.example.com", { fetch });
      for (const id of withSecret) {
        const error = await failure(calls[id](client, {}, secret), InvalidInputError);
        expect(error.issues.map(({ path }) => path)).toEqual(["secret"]);
      }
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  it("may be given as a link", async () => {
    for (const id of withSecret) {
      const { baseUrl, received } = await serve((response) => response.end(goodBody(id)));
      await calls[id](clientFor(baseUrl).client, {}, "https://x.example/new-user?a=b&invite=a%2Fb%20c#d");
      expect(received[0]?.path).toBe(PATHS[id].replace(/\/s(?=\/|$)/, "/a%2Fb%20c"));
    }
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInputError, type OperationId } from "../../src/index.ts";
import { calls, clientFor, goodBody, rejection } from "../helpers/calls.ts";
import { anyString, checkProperty } from "../helpers/property.ts";

const PATHS = {
  getPublicSignupToken: ["", "demo", "api", "admin", "invite-link", "tokens", "*"],
  updatePublicSignupToken: ["", "demo", "api", "admin", "invite-link", "tokens", "*"],
  validatePublicSignupToken: ["", "demo", "invite", "*", "validate"],
  addPublicSignupTokenUser: ["", "demo", "invite", "*", "signup"],
};
const ids = Object.keys(PATHS) as (keyof typeof PATHS)[];

/** Text that a URL cannot contain or that it normalizes, and control characters, which cause a server error. */
const unsendable = (secret: string) => ["", ".", ".."].includes(secret) || /[\p{Cc}\p{Cs}]/u.test(secret);
const isLink = (text: string) => /^\s*<?https?:\/\/|\?.*invite=/is.test(text);

/** Returns the URLs that a call requests, and the error that it rejects with, if any. */
async function send(id: OperationId, secret: string): Promise<{ urls: string[]; error: unknown }> {
  const urls: string[] = [];
  const { client } = clientFor("https://unleash.example.com/demo/api/", {
    fetch: async (url) => {
      urls.push(url);
      return new Response(goodBody(id));
    },
  });
  const call = calls[id](client, {}, secret);
  return call.then(
    () => ({ urls, error: undefined }),
    (error: unknown) => ({ urls, error }),
  );
}

/** Fails unless a server reads this secret from this URL, for this operation. */
function expectToCarry(url: string | undefined, id: keyof typeof PATHS, secret: string): void {
  const { origin, pathname, search, hash, username } = new URL(String(url));
  expect({ origin, search, hash, username }).toEqual({
    origin: "https://unleash.example.com",
    search: "",
    hash: "",
    username: "",
  });
  const segments = pathname.split("/");
  expect(segments.map((segment, index) => (PATHS[id][index] === "*" ? "*" : segment))).toEqual(PATHS[id]);
  expect(decodeURIComponent(segments[PATHS[id].indexOf("*")] ?? "")).toBe(secret);
}

describe.each(ids)("any string as the secret, for %s", (id) => {
  it("reaches the server unchanged, or is rejected before a request is sent", async () => {
    await checkProperty(
      anyString.filter((text) => !isLink(text)),
      700,
      async (secret) => {
        const { urls, error } = await send(id, secret);
        if (unsendable(secret.trim())) {
          expect(error).toBeInstanceOf(InvalidInputError);
          expect(error).toMatchObject({ issues: [{ path: "secret" }] });
          expect(urls).toEqual([]);
        } else {
          expect(error).toBeUndefined();
          expect(urls).toHaveLength(1);
          expectToCarry(urls[0], id, secret.trim());
        }
      },
    );
  });

  it("reaches the server unchanged from a link", async () => {
    const link = fc.record({
      secret: anyString.map((text) => text.replace(/\p{Cs}/gu, "")),
      base: fc.oneof(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.constant("HTTP://x/new-user"),
      ),
      space: fc.constantFrom("", " ", "\n\t"),
    });
    await checkProperty(link, 300, async ({ secret, base, space }) => {
      const url = new URL(base);
      url.searchParams.set("invite", secret);
      const { urls, error } = await send(id, space + url.href);
      if (unsendable(secret)) {
        expect(error).toMatchObject({ name: "InvalidInputError", issues: [{ path: "secret" }] });
        expect(urls).toEqual([]);
      } else {
        expect(error).toBeUndefined();
        expectToCarry(urls[0], id, secret);
      }
    });
  });
});

describe("any string that starts like a link", () => {
  it("is parsed as a link, or rejected before a request is sent", async () => {
    const begin = fc.constantFrom(
      "http://",
      "https://",
      "HTTPS://",
      " http://",
      "http://x?invite=",
      "https://x/?a&invite=",
    );
    await checkProperty(fc.tuple(begin, anyString), 500, async ([begin, rest]) => {
      const { urls, error } = await send("validatePublicSignupToken", begin + rest);
      if (error !== undefined) {
        expect(error).toMatchObject({
          name: "InvalidInputError",
          issues: [{ path: expect.toBeOneOf(["secret", "link"]) }],
        });
        expect(urls).toEqual([]);
      } else {
        const query =
          (begin + rest)
            .replace(/[\t\n\r]/g, "")
            .trim()
            // Slack appends `|text>` to a link.
            .split(/[#|>]/, 1)[0] ?? "";
        const secret = new URLSearchParams(query.slice(query.indexOf("?"))).get("invite") ?? "";
        expectToCarry(urls[0], "validatePublicSignupToken", secret);
      }
    });
  });
});

describe("any non-string as the secret", () => {
  it("is rejected before a request is sent", async () => {
    await checkProperty(
      fc.anything().filter((value) => typeof value !== "string" && value !== undefined),
      300,
      async (value) => {
        const { client } = clientFor("https://unleash.example.com", {
          fetch: () => {
            throw new Error("sent");
          },
        });
        expect(await rejection(client.validate(value as string))).toMatchObject({
          name: "InvalidInputError",
          issues: [{ path: "token", message: "must be a secret, a link or an object with a secret" }],
        });
      },
    );
  });
});

import { describe, expect, it } from "vitest";
import { InvalidInputError, parseInviteLink } from "../src/index.ts";

const SECRET = "a3c84b25409ea8ca1782ef17f94a42fc";
const INVALID_SECRET = 'secret must not be empty, "." or "..", or contain unprintable characters';

describe("parseInviteLink", () => {
  it.each([
    `https://unleash.example.com/new-user?invite=${SECRET}`,
    `http://localhost:4242/demo/new-user?lang=en&invite=${SECRET}#top`,
    `HTTPS://UNLEASH.EXAMPLE.COM/new-user?invite=${SECRET}`,
    `  https://unleash.example.com/new-user?invite=${SECRET}\n`,
    `\r\nhttps://unleash.example.com/new-user?lang=en\r\n&invite=${SECRET}\r\n`,
    `unleash.example.com/new-user?invite=${SECRET}`,
    `localhost:4242/demo/new-user?lang=en&invite=${SECRET}#top`,
    `<https://unleash.example.com/new-user?invite=${SECRET}>`,
    `<https://unleash.example.com/new-user?invite=${SECRET}|Join us>`,
    `<https://unleash.example.com/new-user?lang=en&amp;invite=${SECRET}|unleash.example.com>`,
    `ftp://x?invite=${SECRET}`,
  ])("finds the secret in the link %j", (link) => {
    expect(parseInviteLink(link)).toBe(SECRET);
  });

  it("trims white space and line breaks around a secret", () => {
    expect(parseInviteLink(` ${SECRET}\r\n`)).toBe(SECRET);
  });

  it("returns the secret of an object, which may also be a link", () => {
    expect(parseInviteLink({ secret: SECRET })).toBe(SECRET);
    expect(parseInviteLink({ secret: `https://u.example/new-user?invite=${SECRET}` })).toBe(SECRET);
  });

  it("decodes an encoded secret in a link", () => {
    expect(parseInviteLink("https://u.example/new-user?invite=a%2Fb%20c")).toBe("a/b c");
  });

  it.each([SECRET, "with space", "a/b?c#d", "%2e%2e", "...", "💥", "invite=x", "a?b=1&c", "<x|y>"])(
    "returns the bare secret %j unchanged",
    (secret) => {
      expect(parseInviteLink(secret)).toBe(secret);
    },
  );

  it.each([
    ["", INVALID_SECRET],
    [".", INVALID_SECRET],
    ["..", INVALID_SECRET],
    ["a\0b", INVALID_SECRET],
    ["a\nb", INVALID_SECRET],
    ["a\u007fb", INVALID_SECRET],
    ["\ud800", INVALID_SECRET],
    ["https://u.example/new-user", "link must have the query parameter invite"],
    ["https://u.example/new-user?invite=", INVALID_SECRET],
    ["https://u.example/new-user?invite=..", INVALID_SECRET],
    ["https://", "link must have the query parameter invite"],
    ["https://u.example/new-user#?invite=x", "link must have the query parameter invite"],
    [" \n", INVALID_SECRET],
    [undefined, "token must be a secret, a link or an object with a secret"],
    [{ secret: 5 }, "token must be a secret, a link or an object with a secret"],
    [[SECRET], "token must be a secret, a link or an object with a secret"],
    [
      new URL(`https://u.example/?invite=${SECRET}`),
      "token must be a secret, a link or an object with a secret",
    ],
  ])("refuses %j", (value, message) => {
    const parse = () => parseInviteLink(value as string);
    expect(parse).toThrow(InvalidInputError);
    expect(parse).toThrow(message);
  });
});

import { describe, expect, it } from "vitest";
import { InvalidInputError, parseInviteLink } from "../src/index.ts";

const SECRET = "a3c84b25409ea8ca1782ef17f94a42fc";

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

  it("loses white space and line breaks around a secret", () => {
    expect(parseInviteLink(` ${SECRET}\r\n`)).toBe(SECRET);
  });

  it("returns the secret of an object, which may be a link too", () => {
    expect(parseInviteLink({ secret: SECRET })).toBe(SECRET);
    expect(parseInviteLink({ secret: `https://u.example/new-user?invite=${SECRET}` })).toBe(SECRET);
  });

  it("decodes what the link had to encode", () => {
    expect(parseInviteLink("https://u.example/new-user?invite=a%2Fb%20c")).toBe("a/b c");
  });

  it.each([SECRET, "with space", "a/b?c#d", "%2e%2e", "...", "💥", "invite=x", "a?b=1&c", "<x|y>"])(
    "gives the bare secret %j back as it is",
    (secret) => {
      expect(parseInviteLink(secret)).toBe(secret);
    },
  );

  it.each([
    ["", "secret must not be empty"],
    [".", 'secret must not be "." or ".."'],
    ["..", 'secret must not be "." or ".."'],
    ["a\0b", "secret must not contain control characters or lone surrogates"],
    ["a\nb", "secret must not contain control characters or lone surrogates"],
    ["a\u007fb", "secret must not contain control characters or lone surrogates"],
    ["\ud800", "secret must not contain control characters or lone surrogates"],
    ["https://u.example/new-user", "link does not contain an invite token (?invite=… is missing)"],
    ["https://u.example/new-user?invite=", "secret must not be empty"],
    ["https://u.example/new-user?invite=..", 'secret must not be "." or ".."'],
    ["https://", "link does not contain an invite token (?invite=… is missing)"],
    ["https://u.example/new-user#?invite=x", "link does not contain an invite token (?invite=… is missing)"],
    [" \n", "secret must not be empty"],
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

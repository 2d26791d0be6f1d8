import { describe, expect, it } from "vitest";
import { InvalidInputError, parseInviteLink } from "../src/index.ts";

const SECRET = "a3c84b25409ea8ca1782ef17f94a42fc";

describe("parseInviteLink", () => {
  it.each([
    `https://unleash.example.com/new-user?invite=${SECRET}`,
    `http://localhost:4242/demo/new-user?lang=en&invite=${SECRET}#top`,
    `HTTPS://UNLEASH.EXAMPLE.COM/new-user?invite=${SECRET}`,
    `  https://unleash.example.com/new-user?invite=${SECRET}\n`,
  ])("finds the secret in the link %j", (link) => {
    expect(parseInviteLink(link)).toBe(SECRET);
  });

  it("decodes what the link had to encode", () => {
    expect(parseInviteLink("https://u.example/new-user?invite=a%2Fb%20c")).toBe("a/b c");
  });

  it.each([SECRET, "with space", "a/b?c#d", "%2e%2e", "...", "💥", "ftp://x?invite=y"])(
    "gives the bare secret %j back as it is",
    (secret) => {
      expect(parseInviteLink(secret)).toBe(secret);
    },
  );

  it.each([
    ["", "secret must not be empty"],
    [".", "secret must not be a dot or two"],
    ["..", "secret must not be a dot or two"],
    ["a\0b", "secret must not hold control characters or half characters"],
    ["a\nb", "secret must not hold control characters or half characters"],
    ["a\u007fb", "secret must not hold control characters or half characters"],
    ["\ud800", "secret must not hold control characters or half characters"],
    ["https://u.example/new-user", "link has no secret: an invite link ends in ?invite=…"],
    ["https://u.example/new-user?invite=", "secret must not be empty"],
    ["https://u.example/new-user?invite=..", "secret must not be a dot or two"],
    ["https://", "link has no secret: an invite link ends in ?invite=…"],
    [undefined, "secret must be a string"],
    [new URL(`https://u.example/?invite=${SECRET}`), "secret must be a string"],
  ])("refuses %j", (value, message) => {
    const parse = () => parseInviteLink(value as string);
    expect(parse).toThrow(InvalidInputError);
    expect(parse).toThrow(message);
  });
});

import { assertValid, isString, rule, sequence } from "./validation/validators.ts";

// Control characters (the server answers NUL with its SQL), and lone surrogates, which no URL can carry.
const UNSENDABLE = /[\p{Cc}\p{Cs}]/u;

/**
 * The secret in an invite link; a bare secret is given back as it is.
 *
 * A link is what starts with `http://` or `https://`; its secret is the query parameter `invite`.
 *
 * @throws {InvalidInputError} for a link without a secret, and for a secret that no server can be asked about:
 *   empty, `.` or `..` (a URL folds them away, so that another endpoint would answer), with a control character or
 *   half a character, or no string at all
 * @example parseInviteLink("https://unleash.example.com/new-user?invite=a3c84b25409ea8ca1782ef17f94a42fc")
 */
export function parseInviteLink(secretOrLink: string): string {
  const secret = isLink(secretOrLink) ? extractSecret(secretOrLink) : secretOrLink;
  assertValid(secretValidator, secret, "secret");
  return secret;
}

const secretValidator = sequence(
  rule(isString, "must be a string"),
  rule((secret) => secret !== "", "must not be empty"),
  rule((secret) => secret !== "." && secret !== "..", "must not be a dot or two"),
  rule((secret: string) => !UNSENDABLE.test(secret), "must not hold control characters or half characters"),
);

function isLink(value: unknown): value is string {
  return isString(value) && /^\s*https?:\/\//i.test(value);
}

function extractSecret(link: string): string {
  const secret = URL.canParse(link) ? new URL(link).searchParams.get("invite") : null;
  assertValid(rule(isString, "has no secret: an invite link ends in ?invite=…"), secret, "link");
  return secret as string;
}

import type { TokenReference } from "./types.ts";
import { assertValid, isObject, isString, rule, sequence, type Validator } from "./validation/validators.ts";

// Control characters (the server responds to NUL with SQL), and lone surrogates, which no URL can contain.
const UNSENDABLE = /[\p{Cc}\p{Cs}]/u;
/** A URL with a scheme, or text with the query parameter `invite`, such as a link copied without its scheme. */
const LINK = /^https?:\/\/|^[^?#]*\?([^#]*&)?invite=/i;
/** A link as Slack formats it: `<https://…>` or `<https://…|text>`, with `&` as an entity. */
const SLACK_LINK = /^<(https?:\/\/[^|>]*)(\|[^>]*)?>$/i;

/**
 * Returns the secret in an invite link. A bare secret and the `secret` of an object are trimmed and returned.
 *
 * A link starts with `http://` or `https://`, or has the query parameter `invite`, which is its secret. Slack's
 * `<https://…|text>` is also accepted.
 *
 * @throws {InvalidInputError} for a link without a secret, and for a secret that cannot be sent: empty, `.` or `..` (a URL
 *   drops them, so that another endpoint would respond), or with control characters or lone surrogates
 * @example parseInviteLink("https://unleash.example.com/new-user?invite=a3c84b25409ea8ca1782ef17f94a42fc")
 */
export function parseInviteLink(token: TokenReference): string {
  const value: unknown = isObject(token) ? token.secret : token;
  assertValid(rule(isString, "must be a secret, a link or an object with a secret"), value, "token");
  const text = (value as string).trim();
  const [, slackLink] = SLACK_LINK.exec(text) ?? [];
  const link = slackLink?.replaceAll("&amp;", "&") ?? text;
  const secret = LINK.test(link) ? extractSecret(link) : text;
  assertValid(secretValidator, secret, "secret");
  return secret;
}

const secretValidator: Validator = (value) =>
  sequence(
    rule((secret) => secret !== "", "must not be empty"),
    rule((secret) => secret !== "." && secret !== "..", 'must not be "." or ".."'),
    rule(
      (secret: string) => !UNSENDABLE.test(secret),
      "must not contain control characters or lone surrogates",
    ),
  )(value);

function extractSecret(link: string): string {
  // Mail programs insert line breaks into links; the URL parser drops them too.
  const [, query] = /^[^?#]*\?([^#]*)/.exec(link.replace(/[\t\n\r]/g, "")) ?? [];
  const secret = new URLSearchParams(query).get("invite");
  assertValid(rule(isString, "does not contain an invite token (?invite=… is missing)"), secret, "link");
  return secret as string;
}

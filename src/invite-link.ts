import type { TokenReference } from "./types.ts";
import { inputError, isObject, isString } from "./validation/validators.ts";

// A URL drops `.` and `..`, so that another endpoint would respond. The server responds to NUL with SQL. No URL can
// contain lone surrogates.
const UNSENDABLE = /^\.{0,2}$|[\p{Cc}\p{Cs}]/u;
/** Captures the query parameter `invite`, or nothing at a fragment. Slack writes `<https://…&amp;invite=…|text>`. */
const INVITE = /#|[?&;](invite=[^&#|>]*)/;

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
  if (!isString(value)) throw inputError("token", "must be a secret, a link or an object with a secret");
  const text = value.trim();
  // Mail programs insert line breaks into links.
  const [, parameter] = INVITE.exec(text.replace(/[\t\n\r]/g, "")) ?? [];
  if (!parameter && /^<?https?:\/\//i.test(text))
    throw inputError("link", "must have the query parameter invite");
  const secret = parameter ? String(new URLSearchParams(parameter).get("invite")) : text;
  if (UNSENDABLE.test(secret))
    throw inputError("secret", 'must not be empty, "." or "..", or contain unprintable characters');
  return secret;
}

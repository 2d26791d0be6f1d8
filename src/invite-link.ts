import type { TokenReference } from "./types.ts";
import { inputError, isObject, isString } from "./validation/validators.ts";

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
  if (!isString(value)) throw inputError("token", "must be a secret, a link or an object with a secret");
  const text = value.trim();
  const [, slackLink] = SLACK_LINK.exec(text) ?? [];
  const link = slackLink?.replaceAll("&amp;", "&") ?? text;
  const secret = LINK.test(link) ? extractSecret(link) : text;
  const problem = secretProblem(secret);
  if (problem !== undefined) throw inputError("secret", problem);
  return secret;
}

function secretProblem(secret: string): string | undefined {
  if (secret === "") return "must not be empty";
  if (secret === "." || secret === "..") return 'must not be "." or ".."';
  return UNSENDABLE.test(secret) ? "must not contain control characters or lone surrogates" : undefined;
}

function extractSecret(link: string): string {
  // Mail programs insert line breaks into links; the URL parser drops them too.
  const [, query] = /^[^?#]*\?([^#]*)/.exec(link.replace(/[\t\n\r]/g, "")) ?? [];
  const secret = new URLSearchParams(query).get("invite");
  if (secret === null) throw inputError("link", "does not contain an invite token (?invite=… is missing)");
  return secret;
}

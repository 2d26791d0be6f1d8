import { InvalidInputError } from "./errors.ts";

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
  const secret = isLink(secretOrLink) ? secretIn(secretOrLink) : secretOrLink;
  const fault = faultOf(secret);
  if (fault !== undefined) throw new InvalidInputError([{ path: "secret", message: fault }]);
  return secret;
}

function isLink(value: unknown): value is string {
  return typeof value === "string" && /^\s*https?:\/\//i.test(value);
}

function secretIn(link: string): string {
  const secret = URL.canParse(link) ? new URL(link).searchParams.get("invite") : null;
  if (secret !== null) return secret;
  throw new InvalidInputError([{ path: "link", message: "has no secret: an invite link ends in ?invite=…" }]);
}

function faultOf(secret: unknown): string | undefined {
  if (typeof secret !== "string") return "must be a string";
  if (secret === "") return "must not be empty";
  if (secret === "." || secret === "..") return "must not be a dot or two";
  if (UNSENDABLE.test(secret)) return "must not hold control characters or half characters";
  return undefined;
}

import { topLevelDomains } from "../../generated/top-level-domains.ts";

const SEGMENT = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const TOP_LEVEL = new Set(topLevelDomains.trim().split(" "));
// Differences of the list of 5.x and 6.x.
const FORMER = new Set(
  "avianca bentley comcast dabur dunlop goo guardian kerrylogistics lancaster lipsy natura pramerica redstone shaw wolterskluwer xfinity".split(
    " ",
  ),
);
const LATER = "merck";

/** How a version validates email addresses. */
export interface EmailRules {
  /** Limits the length, and requires a domain below a top-level one. */
  readonly oldUserRules: boolean;
  /** Uses an older list of top-level domains. */
  readonly oldDomains: boolean;
}

/** Returns whether a version accepts this as an email address. */
export function isEmail(email: string, rules: EmailRules): boolean {
  const normal = email.normalize("NFC");
  const [local = "", domain = "", ...more] = normal.split("@");
  if (more.length > 0 || domain === "") return false;
  if (rules.oldUserRules && (normal.length > 254 || new TextEncoder().encode(local).length > 64))
    return false;
  return isLocalPart(local) && isDomain(domain.normalize("NFC"), rules);
}

function isLocalPart(local: string): boolean {
  return local
    .split(".")
    .every((segment) => /^(?:[\w!#$%&'*+\-/=?^`{|}~]|[\u0080-\u{10ffff}])+$/u.test(segment));
}

function isDomain(domain: string, rules: EmailRules): boolean {
  // Nothing below "!": no control character and no space.
  if (domain.length > 256 || /[^!-\u{10ffff}]|[@:/\\#!$&'()*+,;=?]/u.test(domain)) return false;
  const segments = hostOf(domain).split(".");
  const last = segments.pop() ?? "";
  return (
    (segments.length > 0 || !rules.oldUserRules) &&
    segments.every((segment) => segment.length <= 63 && SEGMENT.test(segment)) &&
    isTopLevel(last.toLowerCase(), rules)
  );
}

function isTopLevel(name: string, { oldDomains }: EmailRules): boolean {
  return oldDomains ? name !== LATER && (TOP_LEVEL.has(name) || FORMER.has(name)) : TOP_LEVEL.has(name);
}

/** In ASCII. */
function hostOf(domain: string): string {
  try {
    return new URL(`http://${domain.replaceAll("%", "%25")}`).host;
  } catch {
    return domain;
  }
}

const SEGMENT = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const TOP_LEVEL = /^[a-z][a-z0-9-]*[a-z0-9]$/i;
// Servers hold a list of all top-level domains. The fake takes every one but those that are sure not to be among them.
const NOT_PUBLIC =
  /^(?:test|example|invalid|localhost|local|localdomain|internal|intranet|lan|home|corp|private)$/i;

/** Whether servers take this for an e-mail address. */
export function isEmail(email: string, { limited }: { limited: boolean }): boolean {
  const normal = email.normalize("NFC");
  const [local = "", domain = "", ...more] = normal.split("@");
  if (more.length > 0 || domain === "") return false;
  if (limited && (normal.length > 254 || new TextEncoder().encode(local).length > 64)) return false;
  return isLocalPart(local) && isDomain(domain);
}

function isLocalPart(local: string): boolean {
  return local
    .split(".")
    .every((segment) => /^(?:[\w!#$%&'*+\-/=?^`{|}~]|[\u0080-\u{10ffff}])+$/u.test(segment));
}

function isDomain(domain: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  if (domain.length > 256 || /[\x00-\x20@:/\\#!$&'()*+,;=?]/.test(domain)) return false;
  const segments = hostOf(domain).split(".");
  const last = segments.pop() ?? "";
  return (
    segments.length > 0 &&
    segments.every((segment) => segment.length <= 63 && SEGMENT.test(segment)) &&
    last.length <= 63 &&
    TOP_LEVEL.test(last) &&
    !NOT_PUBLIC.test(last)
  );
}

/** In ASCII. */
function hostOf(domain: string): string {
  try {
    return new URL(`http://${domain.replaceAll("%", "%25")}`).host;
  } catch {
    return domain;
  }
}

/** Equals the version in package.json; a test compares them. */
export const VERSION = "0.1.0";

/**
 * Returns the `User-Agent` of requests on Node, Bun, Deno and workerd. Undefined elsewhere: a browser sends its own, and
 * setting it causes a CORS preflight.
 */
export function userAgent(): string | undefined {
  const { navigator, process } = globalThis as {
    navigator?: { userAgent?: string };
    process?: { release?: { name?: string } };
  };
  // Node 20 has no navigator; jsdom and happy-dom have one that names a browser.
  const runtime = navigator?.userAgent ?? process?.release?.name ?? "";
  const isServer = /^(node|Node\.js|Bun|Deno|Cloudflare-Workers)(\/|$)/.test(runtime);
  return isServer ? `unleash-invites/${VERSION}` : undefined;
}

let noStore: boolean | undefined;

/** Returns whether the runtime supports `cache: "no-store"`; older versions of workerd throw. */
export function supportsNoStore(): boolean {
  try {
    noStore ??= !!new Request("https://unleash.invalid", { cache: "no-store" });
  } catch {
    noStore = false;
  }
  return noStore;
}

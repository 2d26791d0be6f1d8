/**
 * Returns whether a request may have come from a page of another site.
 *
 * Browsers send `Sec-Fetch-Site`. Older browsers, and pages without TLS, send only `Origin`, whose host is compared with
 * the host of the request. Other clients send neither.
 */
export function isCrossSite(request: Request, allowedOrigins: ReadonlySet<string>): boolean {
  const { headers } = request;
  const origin = headers.get("origin");
  if (origin !== null && allowedOrigins.has(origin)) return false;
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  return origin !== null && !isOwnOrigin(origin, headers.get("host") ?? new URL(request.url).host);
}

function isOwnOrigin(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const own = `${new URL(origin).protocol}//${host}`;
  // Parsed, because a default port may be present or absent.
  return URL.canParse(own) && new URL(own).host === new URL(origin).host;
}

/** Returns the CORS headers of a response. */
export function corsHeaders(
  request: Request,
  allowedOrigins: ReadonlySet<string>,
  methods: string,
): Record<string, string> {
  if (allowedOrigins.size === 0) return {};
  const origin = request.headers.get("origin");
  if (origin === null || !allowedOrigins.has(origin)) return { vary: "Origin" };
  return {
    vary: "Origin",
    "access-control-allow-origin": origin,
    ...(request.method === "OPTIONS"
      ? {
          "access-control-allow-methods": methods,
          "access-control-allow-headers": "Content-Type",
          "access-control-max-age": "7200",
        }
      : { "access-control-expose-headers": "Retry-After" }),
  };
}

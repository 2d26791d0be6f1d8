import type { Context, Handler } from "hono";
import { refuse } from "./refuse.ts";

export interface UnleashOptions {
  /** Address of Unleash, without `/api`. */
  readonly unleashUrl: string;
  /** API key of an administrator. It stays on this server. */
  readonly apiKey: string;
  /** Default 15,000: longer than the timeout of the SDK in the browser. */
  readonly timeoutMs?: number | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

/** Headers of Unleash's response that the browser gets; a cookie of Unleash is not among them. */
const RESPONSE_HEADERS = [
  "content-type",
  "date",
  "location",
  "ratelimit-limit",
  "ratelimit-policy",
  "ratelimit-remaining",
  "ratelimit-reset",
  "retry-after",
];

/**
 * Sends a request on to Unleash with the API key. The URL is built from scratch; only method and body are taken
 * from the browser: no query, no cookie, no header.
 */
export function forward(options: UnleashOptions, path: (c: Context) => string): Handler {
  const { unleashUrl, apiKey, timeoutMs = 15_000, fetch = globalThis.fetch } = options;
  return async (c) => {
    const { method } = c.req;
    const hasBody = method === "POST" || method === "PUT";
    // Not aborted when the browser leaves: a change that has begun is completed.
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(`${unleashUrl}/api/admin/invite-link/tokens${path(c)}`, {
        method,
        headers: {
          accept: "application/json",
          authorization: apiKey,
          ...(hasBody && { "content-type": "application/json" }),
        },
        ...(hasBody && { body: await c.req.text() }),
        redirect: "manual",
        signal,
      });
      const headers = RESPONSE_HEADERS.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value] as [string, string]];
      });
      const isEmpty = method === "HEAD" || [204, 205, 304].includes(response.status);
      return new Response(isEmpty ? null : await response.arrayBuffer(), {
        status: response.status,
        headers,
      });
    } catch {
      return refuse(c, signal.aborted ? "unleash_timeout" : "unleash_unreachable");
    }
  };
}

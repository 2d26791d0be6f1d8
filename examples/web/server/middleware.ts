import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { redact } from "./redact.ts";
import { refuse } from "./refuse.ts";

/** Sets the security headers, and `no-store`: responses hold secrets of invite links or depend on the session. */
export const safeHeaders: MiddlewareHandler[] = [
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    // The address of the sign-up page contains the secret of the link.
    referrerPolicy: "no-referrer",
    xFrameOptions: "DENY",
  }),
  async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  },
];

export interface RateLimitOptions {
  /** Maximum number of requests per address and minute. */
  readonly perMinute: number;
  /** Returns the address of the client. Default: that of the connection; behind a proxy, read its header instead. */
  readonly addressOf?: ((c: Context) => string) | undefined;
  /** Returns the current time in epoch milliseconds. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** Refuses requests above a limit with a 429. It counts in memory: with several processes use a shared store. */
export function rateLimit(options: RateLimitOptions): MiddlewareHandler {
  const { perMinute, addressOf = remoteAddress, now = Date.now } = options;
  let counts = new Map<string, number>();
  let windowEnd = 0;
  return async (c, next) => {
    if (now() >= windowEnd) {
      counts = new Map();
      windowEnd = now() + 60_000;
    }
    const address = addressOf(c);
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count <= perMinute) return next();
    c.header("retry-after", `${Math.ceil((windowEnd - now()) / 1000)}`);
    return refuse(c, "too_many_requests");
  };
}

function remoteAddress(c: Context): string {
  return getConnInfo(c).remote.address ?? "";
}

/** Logs one line per request, without query, key or secret. */
export function requestLog(log: (line: string) => void): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const ms = Math.round(performance.now() - startedAt);
    log(`${c.req.method} ${redact(c.req.path)} ${c.res.status} ${ms} ms`);
  };
}

/**
 * Server of the administrators' page. The SDK runs in the browser with this server as its `baseUrl`; this server checks
 * who asks, lets four operations through and adds the API key. So the page has the SDK's types, errors and retries, and
 * there is no second API to write.
 */
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { forward, type UnleashOptions } from "./forward.ts";
import { type RateLimitOptions, rateLimit, requestLog, safeHeaders } from "./middleware.ts";
import { redact } from "./redact.ts";
import { refuse } from "./refuse.ts";
import { type Authorize, type LocalSessions, loginRequired } from "./session.ts";

export interface AdminOptions extends UnleashOptions {
  /** Origin of the sign-up page, to which links lead. */
  readonly signUpUrl: string;
  /** Folder of the built page. */
  readonly root: string;
  /** Decides who is an administrator. */
  readonly authorize: Authorize;
  /** The routes /login and /logout. Leave them out when your `authorize` knows people from elsewhere. */
  readonly sessions?: Pick<LocalSessions, "login" | "logout"> | undefined;
  /** Default: 600 requests per minute. */
  readonly rateLimit?: RateLimitOptions | undefined;
  readonly log: (line: string) => void;
}

const TOKENS = "/api/admin/invite-link/tokens";
// Secrets are letters and digits. With a dot or a percent sign in one, another endpoint might respond.
const TOKEN = `${TOKENS}/:secret{[\\w-]+}`;

export function createAdminApp(options: AdminOptions): Hono {
  const { authorize, sessions, signUpUrl, root, log } = options;
  const app = new Hono();
  app.use(requestLog(log), ...safeHeaders, rateLimit(options.rateLimit ?? { perMinute: 600 }));
  app.onError((error, c) => {
    log(redact(error.stack ?? String(error)));
    return refuse(c, "internal_error");
  });
  app.notFound((c) => refuse(c, "not_found"));

  if (sessions) app.get("/login", sessions.login);
  app.use(async (c, next) => {
    if (await authorize(c.req.raw)) return next();
    return c.req.header("accept")?.includes("text/html") ? loginRequired(c) : refuse(c, "session_required");
  });
  if (sessions) app.post("/logout", sameOrigin, sessions.logout);

  app.get("/settings.json", (c) => c.json({ signUpUrl, canLogOut: sessions !== undefined }));
  app.use("/api/*", sameOrigin, bodyLimit({ maxSize: 10_000, onError: (c) => refuse(c, "body_too_large") }));
  app.on(
    ["GET", "POST"],
    TOKENS,
    forward(options, () => ""),
  );
  app.on(
    ["GET", "PUT"],
    TOKEN,
    forward(options, (c) => `/${c.req.param("secret")}`),
  );
  for (const path of [TOKENS, TOKEN]) app.all(path, (c) => refuse(c, "method_not_allowed"));
  app.get("*", serveStatic({ root }));
  return app;
}

/**
 * Refuses requests of other pages, also of the sign-up page on this host: a SameSite cookie makes no difference between
 * two ports. Browsers set this header themselves, and no page can change it.
 */
const sameOrigin: MiddlewareHandler = async (c, next) =>
  c.req.header("sec-fetch-site") === "same-origin" ? next() : refuse(c, "cross_origin");

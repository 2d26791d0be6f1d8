import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";

/** Returns whether a request comes from an administrator. Called for every request; here your login goes. */
export type Authorize = (request: Request) => boolean | Promise<boolean>;

const COOKIE = "invite-admin";
const SESSION_MS = 12 * 3_600_000;

export interface LocalSessions {
  /** Address to open, below that of the server. It works once. */
  readonly loginPath: string;
  readonly authorize: Authorize;
  /** Exchanges the one-time token for a session cookie. */
  login(c: Context): Response | Promise<Response>;
  logout(c: Context): Response | Promise<Response>;
}

/** Creates the login of a server on one's own machine: the terminal prints an address with a one-time token. */
export function createLocalSessions(now: () => number = Date.now): LocalSessions {
  let token: string | undefined = randomBytes(32).toString("base64url");
  const sessions = new Map<string, number>();
  return {
    loginPath: `/login?token=${token}`,
    authorize(request) {
      const id = /(?:^|;\s*)invite-admin=([\w-]+)/.exec(request.headers.get("cookie") ?? "")?.[1];
      return id !== undefined && (sessions.get(id) ?? 0) > now();
    },
    login(c) {
      if (token === undefined || !isEqual(c.req.query("token") ?? "", token)) {
        return loginRequired(c);
      }
      token = undefined;
      const id = randomBytes(32).toString("base64url");
      sessions.set(id, now() + SESSION_MS);
      // `secure` belongs here too as soon as the server has HTTPS.
      setCookie(c, COOKIE, id, { httpOnly: true, sameSite: "Strict", path: "/", maxAge: SESSION_MS / 1000 });
      // Not a redirect: after a link from another site, the browser would follow it without a SameSite=Strict cookie.
      return c.html(
        html`<!doctype html><meta http-equiv="refresh" content="0;url=/" /><title>Invite links</title>`,
      );
    },
    logout(c) {
      sessions.delete(getCookie(c, COOKIE) ?? "");
      deleteCookie(c, COOKIE);
      return c.body(null, 204);
    },
  };
}

/** Explains to a person without a session how to get one. */
export function loginRequired(c: Context): Response | Promise<Response> {
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>Log in · Invite links</title>
        </head>
        <body>
          <main>
            <h1>You are not logged in</h1>
            <p>Open the address that the server printed when it started. It works once; restart the server for another.</p>
          </main>
        </body>
      </html>`,
    401,
  );
}

/** Compares in constant time. */
function isEqual(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

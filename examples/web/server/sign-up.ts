/** Server of the sign-up page, on an origin of its own. It has no API key: signing up with a link needs none. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { createSignUpHandler, type SignUpHandlerOptions } from "unleash-invites/handler";
import { type RateLimitOptions, rateLimit, requestLog, safeHeaders } from "./middleware.ts";
import { redact } from "./redact.ts";
import { refuse } from "./refuse.ts";

export interface SignUpOptions {
  /** Address of Unleash, without `/api`. */
  readonly unleashUrl: string;
  /** Address of the login, for people. Default: `/login` of `unleashUrl`. */
  readonly loginUrl?: string | undefined;
  /** Who invites, as the page says it: "Join the team …". */
  readonly team: string;
  /** Folder of the built page. */
  readonly root: string;
  /** Default: 30 requests per minute to the endpoint. */
  readonly rateLimit?: RateLimitOptions | undefined;
  readonly log: (line: string) => void;
  /** Default: the global `fetch`. */
  readonly fetch?: SignUpHandlerOptions["fetch"];
}

export function createSignUpApp(options: SignUpOptions): Hono {
  const { unleashUrl, loginUrl = `${unleashUrl}/login`, team, root, log, fetch } = options;
  const app = new Hono();
  app.use(requestLog(log), ...safeHeaders);
  app.onError((error, c) => {
    log(redact(error.stack ?? String(error)));
    return refuse(c, "internal_error");
  });
  const onError = (error: unknown) => log(redact(String(error)));
  const signUp = createSignUpHandler({ baseUrl: unleashUrl, fetch, onError });
  app.use("/sign-up", rateLimit(options.rateLimit ?? { perMinute: 30 }));
  app.all("/sign-up", (c) => signUp(c.req.raw));
  // People who sign up through a link get this role, always.
  app.get("/settings.json", (c) => c.json({ team, role: "Viewer", loginUrl }));
  app.get("*", serveStatic({ root }));
  app.notFound(async (c) => c.html(await readFile(join(root, "404.html"), "utf8"), 404));
  return app;
}

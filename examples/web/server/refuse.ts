import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Why this server itself refused a request. Unleash's own errors have no `code`, so the page can distinguish them. */
export type RefusalCode =
  | "session_required"
  | "cross_origin"
  | "not_found"
  | "method_not_allowed"
  | "body_too_large"
  | "too_many_requests"
  | "internal_error"
  | "unleash_unreachable"
  | "unleash_timeout";

const REFUSALS: Readonly<Record<RefusalCode, readonly [ContentfulStatusCode, string]>> = {
  session_required: [401, "Log in first."],
  cross_origin: [403, "Only pages of this origin may call this address."],
  not_found: [404, "Nothing is at this address."],
  method_not_allowed: [405, "This address does not accept this method."],
  body_too_large: [413, "The request is too large."],
  too_many_requests: [429, "Too many requests. Try again in a minute."],
  internal_error: [500, "This server failed. Its log has the error."],
  unleash_unreachable: [502, "Unleash cannot be reached."],
  unleash_timeout: [504, "Unleash did not respond in time."],
};

/** Responds with an error of this server: `{ code, message }`. */
export function refuse(c: Context, code: RefusalCode): Response {
  const [status, message] = REFUSALS[code];
  return c.json({ code, message }, status);
}

import { admin, anybody, type RawRequest, viewer } from "./request.ts";
import { TOKENS, UNKNOWN } from "./values.ts";

/** Authentication and permissions. */
export function accessRequests(): RawRequest[] {
  const list = `GET ${TOKENS}`;
  const one = `${TOKENS}/${UNKNOWN}`;
  const input = { name: "x", expiresAt: "2030-01-31T12:00:00Z" };
  const withKey = (authorization: string, title: string): RawRequest =>
    anybody(list, title, undefined, { headers: { authorization } });
  return [
    anybody(list, "the list without a key"),
    withKey("", "the list with an empty key"),
    withKey(`user:${UNKNOWN}`, "the list with a key that nobody has"),
    withKey(`Bearer user:${UNKNOWN}`, "the list with a key that nobody has, behind Bearer"),
    withKey("nonsense", "the list with an invalid key"),
    withKey(`*:*.${UNKNOWN}`, "the list with an unknown client token, as other SDKs use"),
    withKey("Basic YWRtaW46YWRtaW4=", "the list with a name and a password"),
    withKey("Bearer", "the list with Bearer and no key"),
    withKey("{adminKey}", "the list, which is empty"),
    withKey("Bearer {adminKey}", "the list with a key behind Bearer"),
    withKey("bearer {adminKey}", "the list with a key behind bearer"),
    withKey("Bearer  {adminKey}", "the list with a key behind Bearer and two spaces"),
    withKey("Token {adminKey}", "the list with a key behind another word"),
    withKey("{adminKey}x", "the list with a key and a letter more"),
    withKey("{viewerKey}", "the list with a viewer's key"),
    withKey("Bearer {viewerKey}", "the list with a viewer's key behind Bearer"),
    anybody(list, "the list without a key, for a browser", undefined, { headers: { accept: "text/html" } }),
    viewer(list, "the list with a viewer's key, for a browser", undefined, {
      headers: { accept: "text/html" },
    }),
    anybody(`POST ${TOKENS}`, "a new token without a key", input),
    anybody(`POST ${TOKENS}`, "a new token without a key, with a bad body", {}),
    anybody(`POST ${TOKENS}`, "a new token without a key, with broken JSON", "{"),
    viewer(`POST ${TOKENS}`, "a new token with a viewer's key", input),
    viewer(`POST ${TOKENS}`, "a new token with a viewer's key, with a bad body", {}),
    anybody(`GET ${one}`, "an unknown token without a key"),
    viewer(`GET ${one}`, "an unknown token with a viewer's key"),
    anybody(`PUT ${one}`, "an update without a key", { enabled: true }),
    viewer(`PUT ${one}`, "an update with a viewer's key", { enabled: true }),
    viewer(`PUT ${one}`, "an update with a viewer's key, with a bad body", { enabled: [] }),
  ];
}

/** Other methods, other paths. */
export function wrongWayRequests(): RawRequest[] {
  const html = { headers: { accept: "text/html,application/xhtml+xml" } };
  const origin = { headers: { origin: "https://signup.example.com" } };
  const preflight = { headers: { ...origin.headers, "access-control-request-method": "POST" } };
  const person = { name: "Ada", email: "ada.wrong@example.com", password: "x" };
  const input = { name: "x", expiresAt: "2030-01-31T12:00:00Z" };
  return [
    ...["HEAD", "DELETE", "PATCH", "OPTIONS", "PUT"].map((method) =>
      admin(`${method} ${TOKENS}`, `${method} of the list`),
    ),
    ...["HEAD", "DELETE", "PATCH", "OPTIONS", "POST"].map((method) =>
      admin(`${method} ${TOKENS}/{week}`, `${method} of a token`),
    ),
    anybody(`DELETE ${TOKENS}/{week}`, "DELETE of a token without a key"),
    viewer(`DELETE ${TOKENS}/{week}`, "DELETE of a token with a viewer's key"),
    ...["HEAD", "POST", "PUT", "DELETE", "OPTIONS"].map((method) =>
      anybody(`${method} /invite/{week}/validate`, `${method} of the check`),
    ),
    anybody("HEAD /invite/{disabled}/validate", "HEAD of the check of a disabled link"),
    ...["GET", "HEAD", "PUT", "OPTIONS"].map((method) =>
      anybody(`${method} /invite/{week}/signup`, `${method} of the sign-up`),
    ),
    anybody("GET /invite/{week}/validate", "the check from a page of another origin", undefined, origin),
    anybody(
      "OPTIONS /invite/{week}/signup",
      "the sign-up's preflight from another origin",
      undefined,
      preflight,
    ),
    anybody(`OPTIONS ${TOKENS}`, "the list's preflight from another origin", undefined, preflight),

    admin(`GET /wrong${TOKENS}`, "the list below a wrong prefix"),
    admin(`GET /wrong${TOKENS}/{week}`, "a token below a wrong prefix"),
    admin(`POST /wrong${TOKENS}`, "a new token below a wrong prefix", input),
    admin(`PUT /wrong${TOKENS}/{week}`, "an update below a wrong prefix", { enabled: true }),
    anybody("GET /wrong/invite/{week}/validate", "the check below a wrong prefix"),
    anybody(
      "GET /wrong/invite/{week}/validate",
      "the check below a wrong prefix, for a browser",
      undefined,
      html,
    ),
    anybody("POST /wrong/invite/{week}/signup", "the sign-up below a wrong prefix", person),
    anybody("HEAD /wrong/invite/{week}/validate", "HEAD of the check below a wrong prefix"),
    admin(`GET /api${TOKENS}`, "the list below /api twice"),
    anybody(`GET /api${TOKENS}`, "the list below /api twice, without a key"),
    anybody("GET /api/invite/{week}/validate", "the check below /api"),
    admin("GET /api/invite/{week}/validate", "the check below /api, with a key"),

    admin("GET /api/admin/invite-link", "the path above the list"),
    admin("GET /api/admin/invite-link/token", "a path beside the list"),
    admin("GET /api/admin/invite-link/token", "a path beside the list, for a browser", undefined, html),
    anybody("GET /api/admin/invite-link/token", "a path beside the list, without a key"),
    viewer("GET /api/admin/invite-link/token", "a path beside the list, with a viewer's key"),
    admin(`GET ${TOKENS}/{week}/more`, "a path below a token"),
    anybody("GET /", "the front page"),
    anybody("GET /new-user?invite={week}", "the sign-up page of a link"),
    anybody("GET /invite", "the path above the check"),
    anybody("GET /invite/{week}", "a link without what is asked of it"),
    anybody("GET /invite/validate", "the check without a secret"),
    anybody("GET /invite/{week}/validate/more", "a path below the check"),
    anybody("POST /invite/{week}", "POST of a link without what is asked of it", person),
  ];
}

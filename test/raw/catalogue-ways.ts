import { admin, anybody, type RawRequest } from "./request.ts";
import { TOKENS, TOO_LARGE, UNKNOWN } from "./values.ts";

/** Unusual paths and keys. */
export function oddWayRequests(): RawRequest[] {
  return [...oddPaths(), ...oddKeys()];
}

function oddPaths(): RawRequest[] {
  const get = (path: string) => admin(`GET ${path}`, `GET of the odd path ${path}`);
  const look = (path: string) => anybody(`GET ${path}`, `the odd path ${path}`);
  return [
    get(`${TOKENS}//`),
    get(`${TOKENS}/%2F`),
    get(`${TOKENS}/{week}//`),
    get(`${TOKENS}/{week}%2F`),
    get(`${TOKENS}/{week};x`),
    get(`${TOKENS}/{week}+`),
    get(`${TOKENS}/a.b`),
    get(`${TOKENS}?`),
    get(`${TOKENS}/?a=b/c`),
    get("/api/admin/invite-link%2Ftokens"),
    get("/api%2Fadmin/invite-link/tokens"),
    get("/api/admin/invite-link/tokens.json"),
    get("/api/admin/invite-link/tokensx"),
    get("/api"),
    get("/api/"),
    get("/api/admin/x?y=1"),
    get("/api/admin/%zz"),
    get("/apix"),
    look("/api/admin/invite-link/%E0%A4%A"),
    look("/invite/a/b/validate"),
    look("/invite/a%2Fb%2Fvalidate"),
    look("/invite/%2F/validate"),
    look("/invite/%20/validate"),
    look("/invite/a.b/validate"),
    look("/invite/a.b"),
    look("/invite/validate.js"),
    look("/invite/{week}/validate.json"),
    look("/invite/{week}/validatex"),
    look("/invites/{week}/validate"),
    look("/wrong/app.js"),
    look("/wrong/app.html"),
    look("/wrong/invite/a.b/validate"),
    look("/wrong/.hidden"),
    look("/wrong/dots."),
    look("/wrong?file=a.b"),
    look("/new-user?invite=a.b/c"),
    look("/%zz"),
    look("/wrong/%E0%A4%A"),
    look("/wrong/%00"),
    look("/INVITE"),
    anybody("POST /wrong/<b>&'\"", "POST of a path with markup", {}),
    anybody("POST /wrong/設計?x=<b>", "POST of a path of other scripts", {}),
    anybody("PUT /", "PUT of the front page", {}),
    anybody("OPTIONS /", "OPTIONS of the front page"),
    anybody("OPTIONS /wrong/path", "OPTIONS of another path"),
    admin("OPTIONS /api/admin/x", "OPTIONS of another path of the API"),
    anybody("POST /wrong/invite/{week}/signup", "the sign-up below a wrong prefix, with broken JSON", "{"),
    anybody("POST /wrong/invite/{week}/signup", "the sign-up below a wrong prefix, sent as text", "x", {
      headers: { "content-type": "text/plain" },
    }),
    anybody("POST /wrong", "a body that is too large, below a wrong prefix", TOO_LARGE),
    anybody("PUT /invite/{week}/validate", "the check with broken JSON", "{"),
    admin(`DELETE ${TOKENS}`, "DELETE of the list with broken JSON", "{"),
  ];
}

function oddKeys(): RawRequest[] {
  const asking = (method: string, path: string, authorization: string) =>
    anybody(`${method} ${path}`, `${method} ${path} with the odd key "${authorization}"`, undefined, {
      headers: { authorization },
    });
  return [
    ...[
      "BEARER {adminKey}",
      "Bearer{adminKey}",
      "Bearer Bearer {adminKey}",
      " {adminKey} ",
      "bearer\t{adminKey}",
    ],
    ...[
      "USER:abc",
      "user:",
      "user",
      "user:v2_x",
      `Bearer *:*.${UNKNOWN}`,
      `default:development.${UNKNOWN}`,
      "{viewerKey}x",
    ],
  ]
    .flatMap((key) => [asking("GET", TOKENS, key), asking("GET", "/invite/{week}/validate", key)])
    .concat(
      asking("GET", "/wrong", "{adminKey}"),
      asking("GET", "/wrong", "user:abc"),
      asking("GET", "/wrong", "Bearer {adminKey}"),
      asking("POST", "/wrong", "{adminKey}"),
      asking("GET", "/api/wrong", "user:abc"),
      asking("OPTIONS", TOKENS, "user:abc"),
      asking("OPTIONS", "/invite/{week}/validate", "{adminKey}"),
      asking("HEAD", TOKENS, "user:abc"),
      asking("HEAD", TOKENS, "{viewerKey}"),
      asking("GET", "/invite/%zz/validate", "{adminKey}"),
      asking("GET", "/%zz", "{adminKey}"),
    );
}

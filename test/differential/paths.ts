import fc from "fast-check";
import { TOKENS } from "../raw/values.ts";
import { text } from "./values.ts";

const SECRETS = Array.from({ length: 10 }, (_, nth) => `{${nth}}`);
/** Encoded secrets in a path; `{0}` is the newest token's. */
export const secret: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...SECRETS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "0123456789abcdef0123456789abcdef",
      "abc",
      "...",
      "%2e%2e%2f",
      "a%2Fb",
      "%00",
      "%ff",
      "%",
      "%zz",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "%F0%9F%98%80",
      "%ed%a0%80",
      "a%20b",
      "a+b",
      "a;b=c",
      "a:b",
      "a@b",
      "x".repeat(300),
      "x".repeat(20_000),
    ),
  },
  { weight: 1, arbitrary: text.map((secret) => encodeURIComponent(secret.replace(/\p{Cs}/gu, "")) || "x") },
);

/** Paths of no operation. */
export const otherPath: fc.Arbitrary<string> = fc.constantFrom(
  ...[
    "/",
    "/api",
    "/api/",
    "/api/admin",
    "/api/admin/invite-link",
    `${TOKENS}x`,
    "/invite",
    "/invite/{0}",
    "/invite/validate",
  ],
  ...[
    "/wrong/invite/{0}/validate",
    `/wrong${TOKENS}`,
    `/api${TOKENS}`,
    "/new-user",
    "/new-user?invite={0}",
    "/x.js",
    "/invite/{0}/validate.js",
  ],
  ...[
    `${TOKENS}/{0}/x`,
    "/invite/{0}/validate/x",
    "/api/x",
    "/API/admin/x",
    "/apix",

    "/a.b/c",
    "/%zz",
    "/a%00b",
    "//invite/{0}/validate",
  ],
);

/** Changes a path in ways that a router may or may not normalize. */
export const respell: fc.Arbitrary<(path: string) => string> = fc.oneof(
  { weight: 24, arbitrary: fc.constant((path: string) => path) },
  fc.constantFrom<((path: string) => string)[]>(
    (path) => `${path}/`,
    (path) => `${path}//`,
    (path) => path.replaceAll("/", "//"),
    (path) => path.replace("/", "///"),
    (path) => path.replace(/invite/, "INVITE"),
    (path) => path.replace(/api|validate|signup/, (word) => word.toUpperCase()),
    (path) =>
      path.replace(/tokens|validate|signup/, (word) =>
        word.replace(/^./, "%$&").replace(/%(.)/, (_, char) => `%${char.charCodeAt(0).toString(16)}`),
      ),
    (path) => path.replace(/(?<=.)\/(?=[^/]*$)/, "%2f"),
    (path) => path.replace(/admin/, "%61dmin"),
    (path) => `${path}.json`,
    (path) => `${path};a=b`,
    (path) => `${path}%20`,
    (path) => `${path}%`,
    (path) => `${path}%c3%28`,
    (path) => `${path}/.%2e`,
    (path) => `/wrong${path}`,
    (path) => `/api${path}`,
  ),
);
/** Queries, which no operation reads. */
export const query: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constant("") },
  fc.constantFrom(
    "?",
    "?a=1",
    "?a=1&a=2",
    "?a[b]=c",
    "?__proto__[a]=b",
    "?%zz",
    "?x=%00",
    "?x=a.js",
    "?/../x",
    "?invite={0}",
  ),
);

import fc from "fast-check";

/** Values of `authorization`; `{adminKey}` and the like are filled in. */
export const key: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: fc.constant("{adminKey}") },
  { weight: 2, arbitrary: fc.constantFrom("{bossKey}", "{viewerKey}", "{clientKey}", "Bearer {adminKey}") },
  fc.constantFrom(
    "",
    "bearer {bossKey}",
    "Bearer  {viewerKey}",
    "BEARER {clientKey}",
    "Bearer{adminKey}",
    "Bearer",
    "Bearer ",
  ),
  fc.constantFrom(
    "{adminKey}x",
    "{clientKey}x",
    "Token {adminKey}",
    "Basic YTpi",
    "user:x",
    "*:*.x",
    "*:development.x",
    "nonsense",
    "user:\u00fc",
  ),
);
/** Values of `content-type`; empty: none. */
export const contentType: fc.Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: fc.constant("application/json") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "application/json; charset=utf-8",
      "Application/JSON",
      "application/json;charset=UTF-8",
    ),
  },
  fc.constantFrom(
    "",
    "application/json;",
    "application/json; charset",
    "application/json; charset=",
    'application/json; charset="utf-8"',
  ),
  fc.constantFrom(
    "application/json; charset=utf8",
    "application/json; charset=utf-16",
    "application/json; charset=utf-16le",
    "application/json; charset=utf-16be",
  ),
  fc.constantFrom(
    "application/json; charset=latin1",
    "application/json; charset=us-ascii",
    "application/json; charset=utf-32",
    "application/json; charset=utf-x",
    "application/json; charset=x",
  ),
  fc.constantFrom(
    "application/json; a=b; charset=utf-8",
    "application/json, text/plain",
    "application/json ",
    "application/json;;",
    "application/json; =",
    "json",
  ),
  fc.constantFrom(
    "text/plain",
    "text/json",
    "application/vnd.api+json",
    "application/*",
    "*/*",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=latin1",
  ),
  fc.constantFrom(
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/xml",
    "application/octet-stream",
    "application/problem+json",
    "application/jsonp",
    "/",
    "text",
  ),
);
/** Values of `content-encoding`; empty: none. */
export const contentEncoding: fc.Arbitrary<string> = fc.oneof(
  { weight: 40, arbitrary: fc.constant("") },
  fc.constantFrom("identity", "gzip", "GZIP", "deflate", "br", "x-gzip", "compress", "gzip, gzip", "x"),
);
/** Values of `accept`. */
export const accept: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constant("*/*") },
  fc.constantFrom(
    "text/html",
    "application/json",
    "text/html,application/xhtml+xml,*/*;q=0.8",
    "image/png",
    "",
    "nonsense",
  ),
);
/** Further headers. */
export const more: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 20, arbitrary: fc.constant({}) },
  fc.constantFrom<Record<string, string>>(
    { origin: "https://signup.example.com" },
    { origin: "https://signup.example.com", "access-control-request-method": "POST" },
    { "x-http-method-override": "DELETE" },
    { cookie: "unleash-session=x" },
    { "if-none-match": "*" },
    { "x-requested-with": "XMLHttpRequest" },
    { "x-large": "x".repeat(17_000) },
    { "unleash-appname": "x" },
  ),
);

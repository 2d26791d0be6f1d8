import { DAY } from "../contract/clock.ts";
import { admin, anybody, type RawRequest } from "./request.ts";
import { iso, TOKENS, TOO_LARGE, UNKNOWN } from "./values.ts";

/** Unusual requests, which reveal differences between the fake and a server. */
export function oddRequests(today: number): RawRequest[] {
  return [...oddDates(), ...oddBodies(today), ...oddPeople()];
}

function oddDates(): RawRequest[] {
  const date = "2026-01-31";
  return [
    ...[
      "T24:00:00Z",
      "T23:60:00Z",
      "T12:00Z",
      "T12:00:00.Z",
      "T12:00:00,5Z",
      "T12:00:00.5Z",
      "T12:00:00.123456789Z",
    ],
    ...[
      "T12:00:00+24:00",
      "T12:00:00+23:59",
      "T12:00:00+05",
      "T12:00:00-00:00",
      "T12:00:00+5:30",
      "T12:00:00 Z",
    ],
    ...[
      "T23:59:60+00:00",
      "T22:59:60-01:00",
      "T23:59:60",
      "T12:00:60Z",
      "\t12:00:00Z",
      "  12:00:00Z",
      "T12:00:00z+01:00",
    ],
    ...["T12:00:00.0005Z", "T12:00:00.9999999Z", "T1:00:00Z", "T12:00:00+00:60"],
  ]
    .map((time) => date + time)
    .concat(
      ...["2026-1-31T12:00:00Z", "-2026-01-31T12:00:00Z", "2024-02-29T12:00:00Z", "2026-02-29T12:00:00Z"],
      ...["2026-00-10T12:00:00Z", "2026-13-10T12:00:00Z", "2026-01-00T12:00:00Z", " 2026-01-31T12:00:00Z"],
      ...["2026-01-31T12:00:00Z\n", "Sat, 31 Jan 2026 12:00:00 GMT", "1769860800000", "0000-01-01T00:00:00Z"],
    )
    .map((expiresAt) =>
      admin(`PUT ${TOKENS}/{odd}`, `an update: the expiry ${JSON.stringify(expiresAt)}`, { expiresAt }),
    );
}

function oddBodies(today: number): RawRequest[] {
  const expiresAt = iso(today + 5 * DAY);
  const create = (title: string, body: unknown, over = {}) =>
    admin(`POST ${TOKENS}`, `an odd new token: ${title}`, body, over);
  const put = (title: string, body: unknown, over = {}) =>
    admin(`PUT ${TOKENS}/{odd}`, `an odd update: ${title}`, body, over);
  const signUp = (title: string, body: unknown, over = {}) =>
    anybody("POST /invite/{week}/signup", `an odd sign-up: ${title}`, body, over);
  const typed = (type: string) => ({ headers: { "content-type": type } });
  const valid = { name: "x", expiresAt };
  /** A valid body of a given size in bytes. */
  const sized = (bytes: number) => JSON.stringify(valid).padEnd(bytes);
  return [
    ...[1e21, 1.5, -1, 1e-7].map((name) => create(`the name ${name}`, { name, expiresAt })),
    create("the name -0", `{"name": -0, "expiresAt": "${expiresAt}"}`),
    create("both properties wrong", { name: {}, expiresAt: "soon" }),
    create("both properties wrong, the other way round", { expiresAt: "soon", name: {} }),
    create("one wrong, one missing", { expiresAt: "soon" }),
    create("one wrong, one missing, one too many", { expiresAt: [], secret: "x" }),
    create("one missing, one too many", { name: "x", secret: UNKNOWN }),
    create("a secret, a role and users", { ...valid, secret: UNKNOWN, role: 1, users: [] }),
    create("a property twice", `{"name": "x", "name": "y", "expiresAt": "${expiresAt}"}`),
    create("__proto__", `{"name": "x", "expiresAt": "${expiresAt}", "__proto__": {"a": 1}}`),
    create("constructor", { ...valid, constructor: 1 }),
    create("an empty property", { ...valid, "": 1 }),
    create("a property with a slash and a tilde", { ...valid, "a/b~c": 1 }),
    create("a property with a backtick and a quote", { ...valid, '`"<': 1 }),
    create("a nested name", { name: { a: [1, { b: "c" }] }, expiresAt }),
    create("a name in an array", { name: [], expiresAt }),
    create("white space around", ` \n${JSON.stringify(valid)}\t `),
    create("something behind", `${JSON.stringify(valid)}x`),
    create("a comma too many", '{"name": "x",}'),
    create("single quotes", "{'name': 'x'}"),
    create("a line break in a string", '{"name": "a\nb"}'),
    create("NaN", '{"name": NaN}'),
    create("only white space", "   "),
    create("a byte order mark", `\ufeff${JSON.stringify(valid)}`),
    create("undefined", "undefined"),
    create("exactly 100 kB", sized(100 * 1024)),
    create("100 kB and a byte", sized(100 * 1024 + 1)),
    create("JSON in capitals", valid, typed("APPLICATION/JSON")),
    create("JSON with a semicolon", valid, typed("application/json;")),
    create("JSON in UTF-8, with quotes", valid, typed('application/json; charset="UTF-8"')),
    create("JSON in Latin-1", valid, typed("application/json; charset=latin1")),
    create("JSON in ASCII", valid, typed("application/json; charset=us-ascii")),
    create("JSON of a profile", valid, typed("application/json; profile=x")),
    create("two content types", valid, typed("application/json, text/plain")),
    create("no content type in it", valid, typed("json")),
    create("a type with spaces", valid, typed(" application/json ")),
    create("text that is too large", TOO_LARGE, typed("text/plain")),
    create("a form that is too large", TOO_LARGE, typed("application/x-www-form-urlencoded")),
    create("a form of several parts", "--x--", typed("multipart/form-data; boundary=x")),

    ...["TRUE", "1", "0", " true", "on"].map((enabled) =>
      put(`enabled as ${JSON.stringify(enabled)}`, { enabled }),
    ),
    put("enabled as an array", { enabled: [true] }),
    put("enabled as 1.0", '{"enabled": 1.0}'),
    put("enabled as -0", '{"enabled": -0}'),
    put("both wrong", { enabled: "x", expiresAt: {} }),
    put("both wrong, the other way round", { expiresAt: {}, enabled: "x" }),
    put("one wrong, one too many", { secret: UNKNOWN, enabled: "x" }),
    put("two too many", { secret: UNKNOWN, role: 3 }),
    put("an expiry that is an array", { expiresAt: [expiresAt] }),
    put("an expiry, and disabled as null", { expiresAt, enabled: null }),

    signUp("all wrong", { email: {}, name: [], password: {}, username: [] }),
    signUp("two wrong", { email: "x@example.com", name: [], password: {} }),
    signUp("username and password wrong", { email: "x@example.com", name: "x", password: [], username: [] }),
    signUp("two missing", { name: "x" }),
    signUp("one missing, one wrong", { email: "x@example.com", name: [] }),
    signUp("one missing, one too many", { email: "x@example.com", name: "x", role: 1 }),
    signUp("two too many", { email: "x@example.com", name: "x", password: "x", role: 1, id: 5 }),
    signUp("in Latin-1", { name: "x" }, typed("application/json; charset=latin1")),
  ];
}

function oddPeople(): RawRequest[] {
  const person = (title: string, over: object) =>
    anybody("POST /invite/{week}/signup", `an odd person: ${title}`, { name: "Odd", password: "x", ...over });
  const emails = [
    ...["odd@example.co", "odd@example.c", "odd@example.museum", "odd@example.test", "odd@example.invalid"],
    ...[
      "odd@sub.sub.example.org",
      "odd@-example.com",
      "odd@example-.com",
      "odd@ex_ample.com",
      "odd@example..com",
    ],
    ...[
      "odd@.example.com",
      "odd@example.com.",
      "odd..odd@example.com",
      ".odd@example.com",
      "odd.@example.com",
    ],
    ...[
      '"odd"@example.com',
      "Odd <odd@example.com>",
      "odd@[127.0.0.1]",
      "odd@127.0.0.1",
      "odd@example.123",
      "o@xn--e1afmkfd.com",
    ],
    ...[
      "odd'odd@example.com",
      "odd!#$%&*/=?^_`{|}~@example.com",
      "odd(x)@example.com",
      "odd,odd@example.com",
      "odd;@example.com",
    ],
    ...[
      "odd@ex ample.com",
      "odd@@example.com",
      "odd@example.com@example.com",
      "odd\\@example.com",
      "ödd@example.com",
    ],
    ...[
      "odd@exämple.com",
      "😀@example.com",
      "odd@😀.com",
      "odd@例え.jp",
      "odd\n@example.com",
      "odd@example.com\n",
      "odd\0@example.com",
    ],
    ...[
      `${"o".repeat(64)}@example.com`,
      `${"o".repeat(65)}@example.com`,
      `odd@${"x".repeat(63)}.com`,
      `odd@${"x".repeat(64)}.com`,
    ],
    ...[
      `${"o".repeat(60)}@${"x".repeat(60)}.${"y".repeat(60)}.${"z".repeat(60)}.com`,
      `ö${"o".repeat(63)}@example.com`,
    ],
  ];
  return [
    ...emails.map((email) => person(`with the email ${JSON.stringify(email)}`, { email })),
    person("with true as email", { email: true }),
    person("with spaces as name", { email: "odd1@example.com", name: "  " }),
    person("with spaces around the name", { email: "odd2@example.com", name: " Odd " }),
    person("with a name of 255 characters", { email: "odd3@example.com", name: "x".repeat(255) }),
    person("with a name of 256 characters", { email: "odd4@example.com", name: "x".repeat(256) }),
    person("with a name of 255 emoji", { email: "odd5@example.com", name: "😀".repeat(255) }),
    person("with false as name", { email: "odd6@example.com", name: false }),
    person("with 0 as name", { email: "odd7@example.com", name: 0 }),
    person("with a username of 255 characters", { email: "odd8@example.com", username: "u".repeat(255) }),
    person("with a username of 256 characters", { email: "odd9@example.com", username: "u".repeat(256) }),
    person("with spaces as username", { email: "odd10@example.com", username: "  " }),
    person("with spaces around a known username", { email: "odd11@example.com", username: " grace " }),
    person("with false as username", { email: "odd12@example.com", username: false }),
    person("with an object as username", { email: "odd13@example.com", username: {} }),
    person("with a known email as username", { email: "odd14@example.com", username: "ada@example.com" }),
    person("with a NUL in the username", { email: "odd15@example.com", username: "a\0b" }),
    person("with a NUL in the password", { email: "odd16@example.com", password: "a\0b" }),
    person("with null as password", { email: "odd17@example.com", password: null }),
    person("with an object as password", { email: "odd18@example.com", password: {} }),
    person("with an emoji as password", { email: "odd19@example.com", password: "😀" }),
    person("with a lone surrogate in the name", { email: "odd20@example.com", name: "a\ud83d" }),
    person("with a known username and a known email", { email: "ada@example.com", username: "grace" }),
    person("with a known username and a bad email", { email: "nowhere", username: "grace" }),
    person("with a known username and a name that is too long", {
      email: "odd21@example.com",
      username: "grace",
      name: "x".repeat(256),
    }),
    person("with an empty email and a username", { email: "", username: "nomail" }),
    person("with null as email and a username", { email: null, username: "nomail2" }),
    person("with only a username", { username: "nomail3" }),
    person("with an empty name and a bad email", { email: "nowhere", name: "" }),
  ];
}

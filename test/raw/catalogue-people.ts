import { admin, anybody, type RawRequest, viewer } from "./request.ts";
import { TOKENS, TOO_LARGE, UNKNOWN } from "./values.ts";

/** Validation of a link and sign-up. */
export function peopleRequests(): RawRequest[] {
  return [...checkRequests(), ...signUpRequests(), ...afterwards()];
}

function checkRequests(): RawRequest[] {
  const check = (secret: string, title: string, over = {}) =>
    anybody(`GET /invite/${secret}/validate`, `the check: ${title}`, undefined, over);
  const keyed = (authorization: string) => ({ headers: { authorization } });
  return [
    check("{week}", "of a link that works"),
    check("{tomorrow}", "of a link that expires at 00:00 of tomorrow"),
    check("{lastDay}", "of a link that expires in the last millisecond of today"),
    check("{expired}", "of an expired link"),
    check("{disabled}", "of a disabled link"),
    check(UNKNOWN, "of an unknown link"),
    check("{week}x", "of a link with a letter more"),
    check("{week}%20", "of a link with a trailing space"),
    check("設計😀", "of an unknown link of other scripts"),
    check("a%2Fb", "of an unknown link with a slash in it"),
    check("a%00b", "of a link with a NUL in it"),
    check("100%", "of a link with a percent sign alone"),
    check("", "of an empty secret"),
    check(".", "of a dot"),
    check("..", "of two dots"),
    check("...", "of three dots"),
    check("{week}", "for a browser", { headers: { accept: "text/html" } }),
    check(UNKNOWN, "of an unknown link, for a browser", { headers: { accept: "text/html" } }),
    check("{week}", "with an administrator's key", keyed("{adminKey}")),
    check("{week}", "with a viewer's key", keyed("{viewerKey}")),
    check("{week}", "with a key that nobody has", keyed(`user:${UNKNOWN}`)),
    check("{week}", "with an invalid key", keyed("nonsense")),
    anybody("GET /invite/{week}/validate/", "the check with a trailing slash"),
    anybody("GET /invite/{week}/validate?x=1", "the check with a query"),
    anybody("GET //invite//{week}//validate", "the check with slashes doubled"),
    anybody("GET /Invite/{week}/VALIDATE", "the check in capitals"),
  ];
}

function signUpRequests(): RawRequest[] {
  const person = (over: object = {}) => ({
    name: "Ada",
    email: "ada@example.com",
    password: "An-Engine-1843",
    ...over,
  });
  const to = (secret: string, title: string, body?: unknown, over = {}) =>
    anybody(`POST /invite/${secret}/signup`, `a sign-up: ${title}`, body, over);
  const signUp = (title: string, body?: unknown, over = {}) => to("{week}", title, body, over);
  /** A person whom no earlier request has signed up. */
  const fresh = (title: string, email: string, over: object = {}) =>
    signUp(title, person({ email, ...over }));
  const { name: _name, ...nameless } = person({ email: "nameless@example.com" });
  const { email: _email, ...unreachable } = person();
  const { password: _password, ...open } = person({ email: "open@example.com" });
  const text = { headers: { "content-type": "text/plain" } };
  return [
    signUp("of a new person", person()),
    fresh("with a username", "grace@example.com", { name: "Grace", username: "grace" }),
    fresh("with a username in capitals", "hedy@example.com", { name: "Hedy", username: "Hedy-L" }),
    fresh("with an email in capitals", "MARY@Example.COM", { name: "Mary" }),
    fresh("with a plus in the email", "ada+1@example.com"),
    fresh("with a name of other scripts", "asa@example.com", { name: `Åsa "O'Hara" <b>😀</b> 設計` }),
    fresh("with an empty name", "empty@example.com", { name: "" }),
    fresh("with a number as name", "five@example.com", { name: 5 }),
    fresh("with null as name", "null@example.com", { name: null }),
    fresh("with an object as name", "object@example.com", { name: {} }),
    fresh("with a name of 300 characters", "long@example.com", { name: "x".repeat(300) }),
    fresh("with a name with a NUL in it", "nul@example.com", { name: "a\0b" }),
    fresh("with an empty password", "nopass@example.com", { password: "" }),
    fresh("with a number as password", "numpass@example.com", { password: 12345 }),
    fresh("with a password of 100 characters", "longpass@example.com", { password: "x".repeat(100) }),
    fresh("with an empty username", "nouser@example.com", { username: "" }),
    fresh("with another empty username", "nouser2@example.com", { username: "" }),
    fresh("with null as username", "nulluser@example.com", { username: null }),
    fresh("with a number as username", "numuser@example.com", { username: 7 }),
    fresh("with an email as username", "mailuser@example.com", { username: "mail@user" }),
    fresh("with a username of 300 characters", "longuser@example.com", { username: "u".repeat(300) }),
    fresh("with a private domain", "ada@localhost"),
    fresh("with spaces around the email", " blank@example.com "),
    fresh("with an email of other scripts", "ада@пример.рф"),
    fresh("with an email of 300 characters", `${"x".repeat(290)}@example.com`),

    signUp("with a known email", person()),
    signUp("with a known email in capitals", person({ email: "ADA@EXAMPLE.COM" })),
    signUp("with a known email and another username", person({ username: "another" })),
    to("{tomorrow}", "with a known email, with another link", person()),
    fresh("with a known username", "grace2@example.com", { username: "grace" }),
    fresh("with a known username in capitals", "grace3@example.com", { username: "GRACE" }),
    fresh("with the administrator's username", "root@example.com", { username: "admin" }),
    fresh("after the known username", "grace4@example.com", { username: "grace4" }),

    ...["nowhere", "a@", "@example.com", "a b@example.com", ""].map((email) =>
      fresh(`with the email "${email}"`, email),
    ),
    signUp("with a number as email", person({ email: 5 })),
    signUp("with null as email", person({ email: null })),
    signUp("without a name", nameless),
    signUp("without an email", unreachable),
    signUp("without a password", open),
    signUp("without anything", {}),
    signUp("with a role", person({ email: "role@example.com", role: "Admin" })),
    signUp("with the id of a role", person({ email: "role@example.com", rootRole: 1 })),
    signUp("with several invalid properties", { name: [], email: 5, colour: "red" }),
    signUp("with a name that is too large", person({ name: TOO_LARGE })),
    signUp("from invalid JSON", "{"),
    signUp("from an empty body", ""),
    signUp("from an array", "[]"),
    signUp("from null", "null"),
    signUp("from no body"),
    signUp("sent as text", person(), text),
    signUp("for a browser, without anything", {}, { headers: { accept: "text/html" } }),

    to(UNKNOWN, "with an unknown link", person()),
    to(UNKNOWN, "with an unknown link and a bad email", person({ email: "nowhere" })),
    to(UNKNOWN, "with an unknown link, without anything", {}),
    to(UNKNOWN, "with an unknown link, sent as text", person(), text),
    to("{disabled}", "with a disabled link", person({ email: "late@example.com" })),
    to("{expired}", "with an expired link", person({ email: "late@example.com" })),
    to("{lastDay}", "with a link on its last day", person({ email: "late@example.com" })),
    to("a%00b", "with a NUL in the secret", person({ email: "late@example.com" })),
    to("", "with an empty secret", person({ email: "late@example.com" })),
    to("..", "with a secret of two dots", person({ email: "late@example.com" })),
    to("{tomorrow}", "with a link until tomorrow", person({ email: "late@example.com" })),
    anybody(
      "POST /invite/{week}/signup/",
      "a sign-up with a trailing slash",
      person({ email: "slash@example.com" }),
    ),
    viewer(
      "POST /invite/{week}/signup",
      "a sign-up with a viewer's key",
      person({ email: "second@example.com" }),
    ),
    admin(
      "POST /invite/{week}/signup",
      "a sign-up with an administrator's key",
      person({ email: "third@example.com" }),
    ),
  ];
}

function afterwards(): RawRequest[] {
  return [
    admin(`GET ${TOKENS}/{week}`, "a token with people"),
    admin(`GET ${TOKENS}/{tomorrow}`, "a token with one person"),
    admin(`GET ${TOKENS}`, "the list with people"),
    admin(`PUT ${TOKENS}/{week}`, "an update of a token with people", { enabled: true }),
    admin(`GET ${TOKENS}/{week}`, "a token with people, after the update"),
  ];
}

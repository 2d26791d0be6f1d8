import { DAY, HOUR, withOffset } from "../contract/clock.ts";
import { admin, type RawRequest } from "./request.ts";
import { iso, TOKENS, TOO_LARGE, UNKNOWN } from "./values.ts";

const typed = (type: string) => ({ headers: { "content-type": type } });
/** Content types that Unleash does not parse, and none. */
const NOT_JSON: [string, string][] = [
  ["as text", "text/plain"],
  ["as JSON by another name", "application/vnd.api+json"],
  ["as a form", "application/x-www-form-urlencoded"],
];
/** Bodies that are invalid for a new token and for an update. */
const NO_OBJECTS: [string, string][] = [
  ["broken JSON", "{"],
  ["broken JSON that is long", `{"name": "${"x".repeat(200)}`],
  ["an empty body", ""],
  ["null", "null"],
  ["an array", "[]"],
  ["a string", '"x"'],
  ["a number", "5"],
  ["true", "true"],
];

export function createRequests(today: number): RawRequest[] {
  const week = iso(today + 7 * DAY + 3 * HOUR);
  const create = (title: string, body?: unknown, over = {}) =>
    admin(`POST ${TOKENS}`, `a new token: ${title}`, body, over);
  const named = (title: string, name: unknown) => create(title, { name, expiresAt: week });
  const until = (title: string, expiresAt: unknown, over = {}) =>
    create(title, { name: "x", expiresAt }, over);
  return [
    until("for a week", week, { saves: "week" }),
    until("for another week", week, { saves: "disabled" }),
    until("for a third week", week, { saves: "odd" }),
    until("for a year", iso(today + 365 * DAY)),
    until("until the year 9999", "9999-12-31T23:59:59.999Z"),
    until("until 1970", iso(0), { saves: "expired" }),
    until("until yesterday", iso(today - DAY / 2)),
    until("until 00:00 of today", iso(today)),
    until("until the last millisecond of today", iso(today + DAY - 1), { saves: "lastDay" }),
    until("until 00:00 of tomorrow", iso(today + DAY), { saves: "tomorrow" }),
    until("with an offset", withOffset(today + 5 * DAY, 330)),
    until(
      "with a negative offset and no milliseconds",
      withOffset(today + 5 * DAY, -480).replace(".000", ""),
    ),
    until("with microseconds", week.replace("Z", "123Z")),
    until("in lower case", week.toLowerCase()),
    until("with a space instead of the T", week.replace("T", " ")),
    until("with an offset without a colon", week.replace("Z", "+0100")),
    until("in a leap second", "2016-12-31T23:59:60Z"),
    until("before the year 100", "0099-01-31T12:00:00Z"),
    until("with a year of six digits", "+010000-01-01T00:00:00.000Z"),
    until("with a date that does not exist", "2027-02-30T12:00:00Z"),
    until("with only a date", "2027-01-31"),
    until("without an offset", "2027-01-31T12:00:00"),
    until("until soon", "soon"),
    until("until nothing", ""),
    until("until null", null),
    until("until a number", today),
    until("until a boolean", true),
    until("until an object", {}),

    named("with an empty name", ""),
    named("with a name of other scripts and emoji", "Дизайн 設計 👩🏽‍🎨 🇦🇹 é"),
    named("with quotes, markup and line breaks", `"O'Hara" \\ <b>&amp;</b>\n\t$1 \${x}`),
    named("with a name of 1,000 characters", "x".repeat(1000)),
    named("with spaces around its name", "  x  "),
    named("with a NUL in its name", "a\0b"),
    create("with a lone surrogate", `{"name":"a\\ud83d","expiresAt":"${week}"}`),
    named("with a number as name", 5),
    named("with a boolean as name", false),
    named("with null as name", null),
    named("with an array as name", ["x"]),
    named("with an object as name", {}),
    create("without a name", { expiresAt: week }),
    create("without an expiry", { name: "x" }),
    create("without anything", {}),
    create("with an additional property", { name: "x", expiresAt: week, enabled: false }),
    create("with two additional properties", { name: "x", expiresAt: week, colour: "red", role: "Admin" }),
    create("with several invalid properties", { name: 5, expiresAt: "soon", colour: "red" }),
    create("with a body that is too large", { name: TOO_LARGE, expiresAt: week }),
    ...NO_OBJECTS.map(([title, body]) => create(`from ${title}`, body)),
    create("from no body"),
    ...NOT_JSON.map(([title, type]) => create(`sent ${title}`, { name: "x", expiresAt: week }, typed(type))),
    create(
      "sent with a character set",
      { name: "x", expiresAt: week },
      typed("application/json; charset=utf-8"),
    ),
    create("for a browser, without anything", {}, { headers: { accept: "text/html" } }),
    create("for a browser, from broken JSON", "{", { headers: { accept: "text/html" } }),
  ];
}

export function readRequests(): RawRequest[] {
  const get = (path: string, title: string) => admin(`GET ${path}`, title);
  return [
    get(`${TOKENS}/{week}`, "a token"),
    get(`${TOKENS}/{week}?since=2020&x`, "a token, with a query"),
    get(`${TOKENS}/{week}/`, "a token with a trailing slash"),
    get(`/API/Admin/Invite-Link/TOKENS/{week}`, "a token, its path in capitals"),
    get(`//api//admin/invite-link//tokens/{week}`, "a token with slashes doubled"),
    get(`${TOKENS}/{week}x`, "a token with a letter more"),
    get(`${TOKENS}/%20{week}`, "a token with a leading space"),
    get(`${TOKENS}/{expired}`, "an expired token"),
    get(`${TOKENS}/${UNKNOWN}`, "an unknown token"),
    get(`${TOKENS}/設計😀`, "an unknown token of other scripts"),
    get(`${TOKENS}/a%2Fb`, "an unknown token with a slash in it"),
    get(`${TOKENS}/a%00b`, "a token with a NUL in it"),
    get(`${TOKENS}/100%`, "a token with a percent sign alone"),
    get(`${TOKENS}/%E0%A4%A`, "a token whose escapes are not UTF-8"),
    get(`${TOKENS}/${"x".repeat(2000)}`, "an unknown token of 2,000 characters"),
    get(`${TOKENS}/...`, "a token of three dots"),
    get(TOKENS, "the list"),
    get(`${TOKENS}?limit=1`, "the list with a query"),
    get(`${TOKENS}/`, "an empty token, which is the list"),
    get(`${TOKENS}/.`, "a token of one dot, which is the list"),
    get(`${TOKENS}/..`, "a token of two dots, which is a path above"),
    get(`${TOKENS}/%2e%2E/`, "a token of two escaped dots"),
  ];
}

export function updateRequests(today: number): RawRequest[] {
  const later = iso(today + 9 * DAY);
  const path = `PUT ${TOKENS}/{disabled}`;
  const put = (title: string, body?: unknown, over = {}) => admin(path, `an update: ${title}`, body, over);
  const other = (secret: string, title: string, body: unknown) =>
    admin(`PUT ${TOKENS}/${secret}`, `an update: ${title}`, body);
  return [
    put("the expiry", { expiresAt: later }),
    put("enabled already", { enabled: true }),
    put("disabled", { enabled: false }),
    put("the expiry of a disabled token", { expiresAt: iso(today + 8 * DAY) }),
    put("enabled, and the expiry", { enabled: true, expiresAt: later }),
    put("the year 9999", { expiresAt: "9999-12-31T23:59:59.999Z" }),
    put("an expiry in the past", { expiresAt: iso(today - DAY) }),
    put("an expiry with an offset", { expiresAt: "2030-01-31T18:00:00+05:30" }),
    put("an expiry in lower case", { expiresAt: "2030-01-31t18:00:00z" }),
    put("an expiry in a leap second", { expiresAt: "2016-12-31T23:59:60Z" }),
    put("a year of six digits", { expiresAt: "+010000-01-01T00:00:00.000Z" }),
    put("the year 0", { expiresAt: "0000-01-31T12:00:00Z" }),
    put("soon", { expiresAt: "soon" }),
    put("an empty expiry", { expiresAt: "" }),
    put("an expiry of null", { expiresAt: null }),
    put("an expiry of null, and enabled", { expiresAt: null, enabled: true }),
    put("an empty expiry, and enabled", { expiresAt: "", enabled: true }),
    put("an expiry that is a number", { expiresAt: 5 }),
    put("without a change", {}),
    put("enabled as a word", { enabled: "true" }),
    put("disabled as a word", { enabled: "false" }),
    put("enabled as any word", { enabled: "yes" }),
    put("enabled as 1", { enabled: 1 }),
    put("enabled as 0", { enabled: 0 }),
    put("enabled as 2", { enabled: 2 }),
    put("enabled as null", { enabled: null }),
    put("enabled as an empty string", { enabled: "" }),
    put("enabled as an object", { enabled: {} }),
    put("a name, which cannot be changed", { name: "y" }),
    put("a name and enabled", { enabled: true, name: "y" }),
    put("several invalid properties", { enabled: "yes", expiresAt: "soon", colour: "red" }),
    put("too large", { enabled: true, name: TOO_LARGE }),
    ...NO_OBJECTS.map(([title, body]) => put(`from ${title}`, body)),
    put("from no body"),
    ...NOT_JSON.map(([title, type]) => put(`sent ${title}`, { enabled: true }, typed(type))),
    other(UNKNOWN, "of an unknown token", { enabled: true }),
    other(UNKNOWN, "of an unknown token, without a change", {}),
    other(UNKNOWN, "of an unknown token, with a bad body", { enabled: [] }),
    other("a%00b", "of a token with a NUL in it", { enabled: true }),
    other("{week}/", "of a token with a trailing slash", { enabled: true }),
    put("disabled at the end", { enabled: false, expiresAt: later }),
    admin(`GET ${TOKENS}/{disabled}`, "a token that has been updated"),
  ];
}

import { describe, expect, it } from "vitest";
import { formatTimeLeft, initials, shortenLink } from "../../examples/web/admin/format.ts";
import { createLocks } from "../../examples/web/admin/locks.ts";
import { countLinks, selectLinks } from "../../examples/web/admin/select-links.ts";
import { redact } from "../../examples/web/server/redact.ts";
import { passwordStrength } from "../../examples/web/sign-up/password-strength.ts";
import { link, macrotask } from "./helpers.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const on = (day: string) => new Date(`${day}T12:00:00Z`);
const ALL = { status: "all", text: "" } as const;

describe("the list", () => {
  const links = [
    link("old", { createdAt: on("2026-11-01"), expiresAt: on("2026-12-01") }),
    link("disabled", { createdAt: on("2026-11-20"), enabled: false }),
    link("new", { createdAt: on("2026-11-10"), expiresAt: on("2026-12-01"), createdBy: "florence" }),
    link("expired", { createdAt: on("2026-11-19"), expiresAt: on("2026-11-21") }),
  ];
  const names = (rows: ReturnType<typeof selectLinks>) => rows.map((row) => row.link.name);

  it("has the active links first, and the newer ones before the older", () => {
    expect(names(selectLinks(links, ALL, NOW))).toEqual(["new", "old", "disabled", "expired"]);
  });

  it("is filtered by status", () => {
    expect(names(selectLinks(links, { ...ALL, status: "expired" }, NOW))).toEqual(["expired"]);
    expect(countLinks(links, NOW)).toEqual({ all: 4, active: 2, expired: 1, disabled: 1 });
  });

  it("is searched for all words, in names, creators and people, without case and accents", () => {
    const people = [{ id: 7, name: "Émilie du Châtelet" }, { id: 8 }];
    const searched = [...links, link("Design", { users: people, enabled: false })];
    const find = (text: string) => names(selectLinks(searched, { ...ALL, text }, NOW));
    expect(find("FLOR")).toEqual(["new"]);
    expect(find("chatelet design")).toEqual(["Design"]);
    expect(find("chatelet new")).toEqual([]);
    expect(find("user 8")).toEqual(["Design"]);
  });
});

it("the rest of a link's time is rounded down", () => {
  const left = (ms: number) => formatTimeLeft(new Date(NOW + ms), NOW);
  const hour = 3_600_000;
  expect([hour - 1, hour, 47.9 * hour, 48 * hour, 71 * hour].map(left)).toEqual([
    "less than an hour left",
    "1 hour left",
    "47 hours left",
    "2 days left",
    "2 days left",
  ]);
});

it("a link is shortened so that it cannot be used", () => {
  expect(shortenLink("https://join.example.com/?invite=a3c84b25409ea8ca1782ef17f94a42fc")).toBe(
    "join.example.com/…42fc",
  );
});

it("initials are whole characters", () => {
  expect(["Ada Lovelace", "ada", "  ", "👩‍🚀 Crew", "Anne Marie van Dyck"].map(initials)).toEqual([
    "AL",
    "A",
    "",
    "👩‍🚀C",
    "AD",
  ]);
});

it.each([
  ["", "weak"],
  ["passwor", "weak"],
  ["aaaaaaaaaaaaaaaaaa", "weak"],
  ["password", "fair"],
  ["correcthorse", "fair"],
  ["correct horse", "strong"],
  ["correcthorsebattery", "strong"],
])("the password %j is %s", (password, strength) => {
  expect(passwordStrength(password)).toBe(strength);
});

it("a lock is free again after a failure", async () => {
  const withLocks = createLocks();
  const order: string[] = [];
  const failed = withLocks(["a"], () => Promise.reject(new Error("failed"))).catch(() =>
    order.push("failed"),
  );
  const next = withLocks(["a", "b"], async () => order.push("next"));
  await Promise.all([failed, next]);
  await macrotask();
  expect(order.sort()).toEqual(["failed", "next"]);
});

it.each([
  ["/api/admin/invite-link/tokens/abc123", "/api/admin/invite-link/tokens/…"],
  ["/invite/abc/validate?x=1", "/invite/…/validate?x=1"],
  ["http://h/?invite=abc&b=2 and /login?token=xyz", "http://h/?invite=…&b=2 and /login?token=…"],
  ["key user:0123abc!", "key user:…"],
  ["secret a3c84b25409ea8ca1782ef17f94a42fc.", "secret …."],
])("%s is logged as %s", (text, redacted) => {
  expect(redact(text)).toBe(redacted);
});

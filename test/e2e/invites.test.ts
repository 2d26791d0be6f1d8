import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { tokenStatus } from "../../src/index.ts";
import { newPage } from "./helpers/page.ts";
import { openSite, type UnleashSite } from "./helpers/site.ts";

const MS_PER_DAY = 24 * 3_600_000;

let site: UnleashSite;
beforeAll(async () => {
  site = await openSite();
  return site.stop;
});

it("an administrator makes a link, a visitor signs up with it, the administrator sees them and ends the link", async () => {
  const admin = await newPage(site, { permissions: ["clipboard-read", "clipboard-write"] });
  await admin.goto("/");
  await admin.getByLabel("Name", { exact: true }).fill("Design team");
  await admin.getByRole("button", { name: "Create link" }).click();
  const card = admin.getByRole("listitem").filter({ hasText: "Active" });
  await card.getByText("Nobody has joined yet").waitFor();
  await card.getByRole("button", { name: "Copy link" }).click();
  await admin.getByText("Design team: link copied").waitFor();
  const link = await admin.evaluate(() => navigator.clipboard.readText());
  const [token] = await site.admin.tokens.list();
  expect(link).toBe(`${site.url}/signup?invite=${token?.secret}`);

  const visitor = await newPage(site);
  await visitor.goto(link);
  await visitor.getByLabel("Your name").fill("Ada Lovelace");
  await visitor.getByLabel("E-mail").fill("ada@example.com");
  await visitor.getByLabel("Username").fill("ada");
  await visitor.getByLabel("Password").fill("correct horse");
  await visitor.getByRole("button", { name: "Create account" }).click();
  await visitor.getByRole("heading", { name: "Welcome, Ada Lovelace" }).waitFor();
  const logIn = await visitor.getByRole("link", { name: "Log in to Unleash" }).getAttribute("href");
  expect(await whereTo(`${site.url}${logIn}`)).toBe(`${site.baseUrl}/login`);
  expect(await logInStatus("ada", "correct horse")).toBe(200);

  await admin.getByRole("button", { name: "Refresh" }).click();
  await card.getByText("1 person has joined").waitFor();
  await card.getByText("Ada Lovelace").waitFor();

  await admin.getByRole("button", { name: "Rotate…" }).click();
  const dialog = admin.getByRole("dialog", { name: "Rotate the links" });
  expect(await dialog.getByLabel("Name of the new link").inputValue()).toBe("Design team");
  await dialog.getByRole("button", { name: "Rotate" }).click();
  await admin.getByText("Design team: the new link").waitFor();
  expect(
    await admin.getByRole("listitem").filter({ hasText: "Disabled" }).getByText("Ada Lovelace").count(),
  ).toBe(1);
  const [newest] = await site.admin.tokens.list({ status: "active" });
  expect(newest?.secret).not.toBe(token?.secret);
  expect(await card.getByRole("textbox").inputValue()).toBe(`${site.url}/signup?invite=${newest?.secret}`);

  const late = await newPage(site, { refused: ["400 GET /invite/…/validate"] });
  await late.goto(link);
  await late.getByRole("heading", { name: "This invite link does not work" }).waitFor();
  expect(await late.getByRole("button", { name: "Create account" }).count()).toBe(0);
});

it("a link is made with the life that was chosen, and the page tells its true end", async () => {
  const page = await newPage(site, { timezoneId: "Asia/Tokyo" });
  await page.goto("/");
  for (const [preset, days] of [
    ["48 hours", [2, 2]],
    ["1 week", [7, 7]],
    ["1 month", [28, 31]],
  ] as const) {
    const begun = Date.now();
    await page.getByLabel("Name", { exact: true }).fill(`For ${preset}`);
    await page.locator("#create").getByText(preset, { exact: true }).click();
    const until = await page.locator("#create-until").innerText();
    // 00:00 UTC is nine o'clock in Tokyo.
    expect(until).toMatch(/^Until .+ 09:00 (GMT\+9|JST)$/);
    await page.getByRole("button", { name: "Create link" }).click();
    const card = cardOf(page, `For ${preset}`);
    await card.getByText(until.replace("Until", "until")).waitFor();
    const token = (await site.admin.tokens.list()).find(({ name }) => name === `For ${preset}`);
    const life = (token?.expiresAt.getTime() ?? 0) - begun;
    expect(life).toBeGreaterThanOrEqual(days[0] * MS_PER_DAY);
    expect(life).toBeLessThan(days[1] * MS_PER_DAY + 60_000);
  }
});

it("a month ends with the next one, where that is shorter", async () => {
  const page = await newPage(site);
  await page.clock.setFixedTime("2027-01-30T12:00:00Z");
  await page.goto("/");
  await page.locator("#create").getByText("1 month", { exact: true }).click();
  expect(await page.locator("#create-until").innerText()).toMatch(/^Until Sun 28 Feb, 00:00 (UTC|GMT)$/);
});

it("a link is extended, disabled and enabled again", async () => {
  const { tokens } = site.admin;
  const made = await tokens.create({ name: "Partners", expiresIn: { days: 3 } });
  const page = await newPage(site);
  await page.goto("/");
  const card = cardOf(page, "Partners");
  await card.getByRole("button", { name: "Extend by a week" }).click();
  await page.getByText("Partners: a week longer").waitFor();
  const { expiresAt } = await tokens.get(made.secret);
  expect(expiresAt.getTime() - made.expiresAt.getTime()).toBe(7 * MS_PER_DAY);

  await card.getByRole("button", { name: "Disable" }).click();
  await page.getByText("Partners: disabled").waitFor();
  expect(tokenStatus(await tokens.get(made.secret))).toBe("disabled");
  expect(await card.getByRole("button").allInnerTexts()).toEqual(["Enable again"]);

  await card.getByRole("button", { name: "Enable again" }).click();
  await page.getByText("Partners: works again").waitFor();
  const again = await tokens.get(made.secret);
  expect(tokenStatus(again)).toBe("active");
  expect(again.expiresAt).toEqual(expiresAt);
});

it("an expired link, disabled or not, works again for a week", async () => {
  const { tokens } = site.admin;
  const expiresAt = new Date(Date.now() - 2 * MS_PER_DAY);
  const expired = await tokens.create({ name: "Old", expiresAt, allowExpired: true });
  const ended = await tokens.create({ name: "Ended", expiresAt, allowExpired: true });
  await tokens.disable(ended.secret);
  const page = await newPage(site);
  await page.goto("/");
  const old = cardOf(page, "Old");
  await old.getByText("Expired").waitFor();
  await old.getByRole("button", { name: "Extend by a week" }).click();
  await page.getByText("Old: a week longer").waitFor();
  await cardOf(page, "Ended").getByRole("button", { name: "Enable again" }).click();
  await page.getByText("Ended: works again").waitFor();
  expect([
    tokenStatus(await tokens.get(expired.secret)),
    tokenStatus(await tokens.get(ended.secret)),
  ]).toEqual(["active", "active"]);
});

it("names and people show as they are written, and nothing in them becomes a part of the page", async () => {
  const name = '<img src=x onerror="document.title=1"> & "co"';
  const { secret } = await site.admin.tokens.create({ name, expiresIn: { weeks: 1 } });
  await site.admin.signUp(secret, {
    name: "<b>Bobby</b>",
    email: "bobby@example.com",
    password: "correct horse",
  });
  const page = await newPage(site);
  await page.goto("/");
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await page.getByText("<b>Bobby</b>", { exact: true }).waitFor();
  expect(await page.locator(".card img, .card b").count()).toBe(0);
});

function cardOf(page: Page, name: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });
}

async function whereTo(url: string): Promise<string | null> {
  return (await fetch(url, { redirect: "manual" })).headers.get("location");
}

async function logInStatus(username: string, password: string): Promise<number> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ username, password });
  return (await fetch(`${site.baseUrl}/auth/simple/login`, { method: "POST", headers, body })).status;
}

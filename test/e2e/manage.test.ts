import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { validUntil } from "../../src/index.ts";
import { rowOf } from "./helpers/links.ts";
import { adminPage, type PageOptions } from "./helpers/page.ts";
import { type FakeSite, openFakeSite } from "./helpers/site.ts";

const MS_PER_DAY = 24 * 3_600_000;

let site: FakeSite;
beforeAll(async () => {
  site = await openFakeSite();
  return site.stop;
});
beforeEach(() => site.fake.reset());

const daysFromNow = (days: number) => new Date(Date.now() + days * MS_PER_DAY);
const enabledNames = () => site.fake.tokens.filter(({ enabled }) => enabled).map(({ name }) => name);

/** Seeds three enabled links of one name, one of them expired, and one that is disabled; and one of another name. */
async function openList(options: PageOptions = {}): Promise<Page> {
  const named = (name: string, days: number, enabled = true) => ({
    name,
    enabled,
    expiresAt: daysFromNow(days),
  });
  const tokens = [
    named("Partners", 3),
    { ...named("Partners", 5), users: [{ id: 2, name: "Ada Lovelace" }] },
    named("Partners", -3),
    named("Partners", 7, false),
    named("Partners abroad", 9),
  ];
  site.fake.seed({ tokens });
  const page = await adminPage(site, options);
  await page.goto("/");
  await rowOf(page, "Partners").first().waitFor();
  return page;
}

async function openDisableAll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More actions for Partners", exact: true }).first().click();
  await page.getByRole("button", { name: "Disable all of this name…" }).click();
}

it("all links of a name are disabled after a confirmation that says how many end, and no other link", async () => {
  const page = await openList();
  await openDisableAll(page);
  const dialog = page.getByRole("dialog", { name: "Disable all links of this name" });
  await dialog.getByText("3 links will be disabled").waitFor();
  await dialog.getByText("1 person joined").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => dialog.count()).toBe(0);
  expect(enabledNames()).toHaveLength(4);

  await openDisableAll(page);
  // From another tab, since the list was read.
  await site.client.tokens.create({ name: "Partners", expiresIn: { days: 2 } });
  await dialog.getByRole("button", { name: "Disable 3 links" }).click();
  await page.getByRole("status").getByText("4 links named “Partners” are disabled.").waitFor();
  expect(enabledNames()).toEqual(["Partners abroad"]);
  await expect.poll(() => page.getByRole("row").filter({ hasText: "Disabled" }).count()).toBe(5);
});

it("the menu offers to disable all links of a name only where it has several", async () => {
  const page = await openList();
  await rowOf(page, "Partners abroad").getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Rotate…" }).waitFor();
  expect(await page.getByRole("button", { name: "Disable all" }).count()).toBe(0);
});

it("a failure in the middle says how many links were disabled, and the dialog shows the rest", async () => {
  const page = await openList({ refused: ["409 PUT /api/admin/invite-link/tokens/…"] });
  await openDisableAll(page);
  site.fake.failNext("updatePublicSignupToken", { status: 409 });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Disable 3 links" }).click();
  await dialog.getByRole("alert").getByText("2 links were disabled").waitFor();
  await dialog.getByText("1 link will be disabled").waitFor();
  await dialog.getByRole("button", { name: "Disable 1 link" }).click();
  await page.getByRole("status").getByText("1 link named “Partners” is disabled.").waitFor();
  expect(enabledNames()).toEqual(["Partners abroad"]);
});

async function openCustomDate(): Promise<Page> {
  const page = await adminPage(site);
  await page.goto("/");
  await page.getByRole("button", { name: "Create link" }).click();
  await page.getByLabel("Name", { exact: true }).fill("By date");
  await page.getByText("Custom").click();
  return page;
}

const submit = (page: Page) => page.getByRole("dialog").getByRole("button", { name: "Create link" }).click();

/** "2026-11-28" */
const toDay = (date: Date) => date.toISOString().slice(0, 10);

it("a link is created with a last day of one's own", async () => {
  const page = await openCustomDate();
  const day = toDay(daysFromNow(10));
  await page.getByLabel("Last day").fill(day);
  await submit(page);
  await page.getByRole("heading", { name: "Link created" }).waitFor();
  const [token] = await site.client.tokens.list();
  expect(token && validUntil(token).getTime()).toBe(Date.parse(day) + MS_PER_DAY);
});

it("a last day after the month that Unleash allows is shortened, and the dialog says so before and after", async () => {
  const page = await openCustomDate();
  await page.getByLabel("Last day").fill(toDay(daysFromNow(80)));
  const announced = await page.getByText("Unleash allows one month at most.").innerText();
  await submit(page);
  await page.getByRole("heading", { name: "Link created" }).waitFor();
  // The same date in both: what the dialog announced is what Unleash did.
  expect(await page.getByText("Unleash allows one month at most.").innerText()).toBe(announced);
  const [token] = await site.client.tokens.list();
  const days = ((token?.expiresAt.getTime() ?? 0) - Date.now()) / MS_PER_DAY;
  expect(days).toBeGreaterThan(27);
  expect(days).toBeLessThan(32);
});

it.each(["", toDay(daysFromNow(-2))])("the last day %j is refused at its field", async (day) => {
  const page = await openCustomDate();
  const input = page.getByLabel("Last day");
  await input.fill(day);
  await submit(page);
  await page.getByText("Choose today or a later day.").waitFor();
  await expect.poll(() => input.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await page.getByRole("dialog").getByRole("alert").innerText()).toBe("");
  expect(site.fake.tokens).toEqual([]);
});

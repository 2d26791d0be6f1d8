import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { choose, comeBack, createLink, person, rowOf } from "./helpers/links.ts";
import { hold } from "./helpers/look.ts";
import { adminPage, type PageOptions } from "./helpers/page.ts";
import { type FakeSite, openFakeSite } from "./helpers/site.ts";

const TOKENS = "/api/admin/invite-link/tokens";
const MS_PER_DAY = 24 * 3_600_000;

let site: FakeSite;
beforeAll(async () => {
  site = await openFakeSite();
  return site.stop;
});
beforeEach(() => site.fake.reset());

async function openList(options: PageOptions = {}): Promise<Page> {
  const page = await adminPage(site, options);
  await page.goto("/");
  await page.getByRole("table").waitFor();
  return page;
}

const seed = (...names: string[]) =>
  site.fake.seed({
    tokens: names.map((name) => ({ name, expiresAt: new Date(Date.now() + 9 * MS_PER_DAY) })),
  }).tokens;

it("a link that another tab disabled stays disabled when a stale tab extends it", async () => {
  const [token] = seed("Partners");
  const stale = await openList();
  const other = await openList();
  await choose(other, "Partners", "Disable");
  await rowOf(other, "Partners").getByText("Disabled").waitFor();
  await choose(stale, "Partners", "Extend by 1 week");
  await stale.getByText("“Partners” was extended, but is disabled.").waitFor();
  await rowOf(stale, "Partners").getByText("Disabled").waitFor();
  expect((await site.client.tokens.get(token?.secret ?? "")).enabled).toBe(false);
});

it("a disable during a slow extend comes after it, and is not undone", async () => {
  const [token] = seed("Partners");
  const page = await openList();
  const release = await hold(page, `**${TOKENS}/*`);
  await choose(page, "Partners", "Extend by 1 week");
  await rowOf(page, "Partners").getByText("Extending…").waitFor();
  await choose(page, "Partners", "Disable");
  await rowOf(page, "Partners").getByText("Disabling…").waitFor();
  release();
  await rowOf(page, "Partners").getByText("Disabled").waitFor();
  const { enabled, expiresAt } = await site.client.tokens.get(token?.secret ?? "");
  expect(enabled).toBe(false);
  expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 15 * MS_PER_DAY);
});

it("a slow list does not drop a link that was created meanwhile", async () => {
  seed("Partners");
  const page = await openList();
  const release = await holdResponse(page);
  const asked = page.waitForRequest(`**${TOKENS}`);
  await comeBack(page);
  await asked;
  await createLink(page, "New");
  await page.getByRole("button", { name: "Done" }).click();
  await rowOf(page, "New").waitFor();
  release();
  await page.getByRole("region", { name: "Links" }).and(page.locator("[aria-busy=false]")).waitFor();
  expect(await rowOf(page, "New").count()).toBe(1);
});

it("what another tab creates and who joins appear by themselves", async () => {
  const [token] = seed("Partners");
  const page = await adminPage(site);
  await page.clock.install();
  await page.goto("/");
  await page.getByRole("table").waitFor();
  await site.client.signUp(token?.secret ?? "", person);
  await site.client.tokens.create({ name: "From elsewhere", expiresIn: { days: 7 } });
  await page.clock.runFor(30_000);
  await page.getByText("Ada Lovelace joined through “Partners”.").waitFor();
  await rowOf(page, "From elsewhere").waitFor();
});

it("a link turns into expired at 00:00 UTC, while the page is open", async () => {
  const midnight = new Date(Math.ceil(Date.now() / MS_PER_DAY) * MS_PER_DAY);
  site.fake.seed({ tokens: [{ name: "Ends today", expiresAt: midnight }] });
  const page = await adminPage(site);
  await page.clock.install({ time: midnight.getTime() - 20_000 });
  await page.goto("/");
  await rowOf(page, "Ends today").getByText("Active").waitFor();
  await page.clock.runFor(20_000);
  await rowOf(page, "Ends today").getByText("Expired").waitFor();
  expect(await rowOf(page, "Ends today").getByRole("button", { name: "Copy" }).count()).toBe(0);
});

it("the dialog stays open during a rotation, whatever keys are pressed, and shows its failure", async () => {
  seed("Partners");
  const page = await openList({ refused: [`403 PUT ${TOKENS}/…`] });
  await choose(page, "Partners", "Rotate…");
  const release = await hold(page, `**${TOKENS}/*`, "PUT");
  site.fake.fail("updatePublicSignupToken", { status: 403 });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Rotate link" }).click();
  await dialog.locator("[aria-disabled=true]").first().waitFor();
  for (let press = 0; press < 3; press++) await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Cancel" }).click({ force: true });
  expect(await dialog.isVisible()).toBe(true);
  release();
  await dialog.getByRole("alert").getByText("The API key has no permission for this").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => dialog.count()).toBe(0);
});

it("a create whose response is lost says what may have happened, with the list already read", async () => {
  seed("Partners");
  const page = await openList({ refused: [`502 POST ${TOKENS}`] });
  site.fake.failNext("createPublicSignupToken", { truncatedBody: true });
  await createLink(page, "New");
  await page.getByRole("alert").getByText("The list now has a new link named “New”.").waitFor();
  await page.keyboard.press("Escape");
  await rowOf(page, "New").waitFor();
  expect(site.fake.tokens.map(({ name }) => name)).toEqual(["Partners", "New"]);
});

it("a double click creates one link", async () => {
  seed("Partners");
  const page = await openList();
  await page.getByRole("button", { name: "Create link" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Once");
  await page.getByRole("dialog").getByRole("button", { name: "Create link" }).dblclick();
  await page.getByRole("heading", { name: "Link created" }).waitFor();
  expect(site.fake.tokens).toHaveLength(2);
});

it("a session that ends is reported, and the links stay in view", async () => {
  seed("Partners");
  const page = await openList({ refused: [`401 GET ${TOKENS}`] });
  await page.context().clearCookies();
  await comeBack(page);
  await page.getByRole("alert").getByText("You are logged out").waitFor();
  expect(await rowOf(page, "Partners").count()).toBe(1);
});

/** Sends the next request for the list, but holds its response back. @returns lets it go */
async function holdResponse(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(
    `**${TOKENS}`,
    async (route) => {
      const headers = { ...(await route.request().allHeaders()), "sec-fetch-site": "same-origin" };
      const response = await route.fetch({ headers });
      await released;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  return release;
}

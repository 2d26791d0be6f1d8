import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { choose, manyLinks } from "./helpers/links.ts";
import { expectNoOverflow } from "./helpers/look.ts";
import { adminPage, type PageOptions, visitorPage } from "./helpers/page.ts";
import { type FakeSite, openFakeSite } from "./helpers/site.ts";

const LONG = "Everybody-at-the-meeting-".repeat(12);
const NAMES = [
  LONG,
  "فريق التصميم في الشمال",
  "👩‍🚀🚀 Launch crew",
  '<img src=x onerror="document.title=1"> & "co"',
];

let site: FakeSite;
beforeAll(async () => {
  site = await openFakeSite();
  return site.stop;
});
beforeEach(() => {
  site.fake.reset();
  const people = [LONG, "Ada", "غادة", "👩‍🚀"].map((name, id) => ({ id: id + 2, name, username: LONG }));
  site.fake.seed({ tokens: NAMES.map((name) => ({ name, createdBy: LONG, users: people })) });
});

async function openList(options: PageOptions = {}): Promise<Page> {
  const page = await adminPage(site, { reducedMotion: "reduce", ...options });
  await page.goto("/");
  await page.getByRole("table").waitFor();
  return page;
}

const screenshot = (page: Page, name: string) =>
  page.screenshot({ path: `test/e2e/screenshots/extreme-${name}.png` });

it.each([320, 768, 1280])(
  "long, right-to-left and emoji names fit at %d px, and show as they are written",
  async (width) => {
    const page = await openList({ viewport: { width, height: 800 } });
    for (const name of NAMES) await page.getByRole("rowheader").filter({ hasText: name }).waitFor();
    expect(await page.locator("td img, th img").count()).toBe(0);
    await expectNoOverflow(page);
    await screenshot(page, `names-${width}`);
    await page.getByRole("button", { name: "4 people joined" }).first().click();
    await page.getByText("غادة").waitFor();
    await expectNoOverflow(page);
    await screenshot(page, `people-${width}`);
    await page.keyboard.press("Escape");
    await choose(page, LONG, "Rotate…");
    await page.getByRole("dialog").waitFor();
    await expectNoOverflow(page);
    await screenshot(page, `rotate-${width}`);
  },
);

it("with text of 200 % on 320 px nothing is cut off or wider than the screen", async () => {
  site.fake.seed({ tokens: manyLinks(4) });
  const page = await openList({ viewport: { width: 320, height: 800 } });
  const sheet = "html { font-size: 200% }";
  const enlarge = (target: Page) =>
    target.evaluate((css) => {
      const style = new CSSStyleSheet();
      style.replaceSync(css);
      document.adoptedStyleSheets = [style];
    }, sheet);
  await enlarge(page);
  await expectNoOverflow(page);
  await screenshot(page, "text-200");
  await page.getByRole("button", { name: "Create link" }).click();
  await page.getByRole("dialog").waitFor();
  await expectNoOverflow(page);
  const isCut = await page.getByRole("dialog").evaluate((dialog) => dialog.scrollWidth > dialog.clientWidth);
  expect(isCut).toBe(false);
  await screenshot(page, "text-200-create");

  const visitor = await visitorPage(site, { viewport: { width: 320, height: 800 } });
  await visitor.goto(`/?invite=${site.fake.tokens[0]?.secret}`);
  await visitor.getByRole("heading", { name: "Join" }).waitFor();
  await enlarge(visitor);
  await expectNoOverflow(visitor);
  await screenshot(visitor, "text-200-sign-up");
});

it("with forced colors, what is selected and what is a button can be seen", async () => {
  const page = await openList({ forcedColors: "active" });
  const borderOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).borderTopWidth);
  expect(await borderOf(".choices label:has(:checked)")).toBe("2px");
  expect(await borderOf(".button.primary")).toBe("2px");
  expect(await borderOf(".status")).toBe("1px");
  await screenshot(page, "forced-colors");
});

it("with reduced motion nothing moves", async () => {
  const page = await openList();
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
  const durations = await page
    .locator(".button")
    .evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).transitionDuration));
  expect(new Set(durations)).toEqual(new Set(["0s"]));
});

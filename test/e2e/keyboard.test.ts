import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { person } from "./helpers/links.ts";
import { adminPage, visitorPage } from "./helpers/page.ts";
import { type FakeSite, openFakeSite } from "./helpers/site.ts";

let site: FakeSite;
beforeAll(async () => {
  site = await openFakeSite();
  return site.stop;
});
beforeEach(() => site.fake.reset());

/** What has the focus, by its words. It has to have a line around it. */
async function focused(page: Page): Promise<string> {
  const { words, line, isHeading } = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    // A radio button is drawn as its label.
    const seen = element.matches("[type=radio]") ? (element.closest("label") ?? element) : element;
    const { outlineStyle, outlineWidth } = getComputedStyle(seen);
    const label = (element as HTMLInputElement).labels?.[0]?.textContent;
    return {
      words: (element.ariaLabel ?? label ?? element.textContent ?? "").trim(),
      line: `${outlineStyle} ${outlineWidth}`,
      isHeading: element.matches("h1, h2, table, body"),
    };
  });
  if (!isHeading) expect(line).toBe("solid 3px");
  return words;
}

/** Presses a key until something has the focus. */
async function press(page: Page, key: string, until: string): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press(key);
    const words = await focused(page);
    if (words === until) return;
    seen.push(words);
  }
  throw new Error(`${key} does not lead to ${until}, but to ${seen.join(", ")}`);
}

it("a link is created, copied, extended, disabled and enabled by the keyboard alone, and the focus stays with it", async () => {
  const page = await adminPage(site, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto("/");
  await page.getByText("No links yet").waitFor();
  await press(page, "Tab", "Create link");
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toBe("Name");
  await page.keyboard.press("Enter");
  await page.getByText("Name must not be empty").waitFor();
  await expect.poll(() => focused(page)).toBe("Name");
  await page.keyboard.type("By keys");
  await press(page, "Tab", "1 week");
  await press(page, "ArrowRight", "1 month");
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toBe("Link of By keys");
  await page.getByText("Copied to the clipboard.").waitFor();
  await press(page, "Tab", "Done");
  await page.keyboard.press("Enter");

  await press(page, "Tab", "Copy link of By keys");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("Link of “By keys” copied.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(site.fake.tokens[0]?.secret);

  const menu = "⋯More actions for By keys";
  for (const [action, announced] of [
    ["Extend by 1 week", "“By keys” is valid for another week."],
    ["Disable", "“By keys” is disabled. Nobody can join through it."],
    ["Enable", "“By keys” works again."],
  ] as const) {
    if ((await focused(page)) !== menu) await press(page, "Tab", menu);
    await page.keyboard.press("Enter");
    await press(page, "Tab", action);
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText(announced).waitFor();
    expect(await focused(page)).toBe(menu);
  }
});

it("a dialog is left by Escape, and the focus returns to what opened it", async () => {
  site.fake.seed({ tokens: [{ name: "Design team" }] });
  const page = await adminPage(site);
  await page.goto("/");
  const menu = page.getByRole("button", { name: "More actions for Design team" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await press(page, "Tab", "Rotate…");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  await expect.poll(() => menu.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(site.fake.tokens).toHaveLength(1);
});

it("filters are used by the keyboard, and the number of links is announced", async () => {
  site.fake.seed({ tokens: [{ name: "Design team" }, { name: "Partners", enabled: false }] });
  const page = await adminPage(site);
  await page.goto("/");
  await page.getByRole("radio", { name: "All" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("status").getByText("1 of 2 links").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("rowheader", { name: "Partners" }).waitFor();
  expect(await page.getByRole("rowheader").count()).toBe(1);
});

it("a person signs up by the keyboard alone", async () => {
  const { tokens } = site.fake.seed({ tokens: [{ name: "Design team" }] });
  const page = await visitorPage(site);
  await page.goto(`/?invite=${tokens[0]?.secret}`);
  await expect.poll(() => focused(page)).toBe("Join the Rocket team");
  for (const [label, value] of [
    ["Name", person.name],
    ["Email", person.email],
    ["Password", person.password],
  ] as const) {
    await press(page, "Tab", label);
    await page.keyboard.type(value);
  }
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toBe("Welcome, Ada Lovelace");
  await press(page, "Tab", "Log in to Unleash");
});

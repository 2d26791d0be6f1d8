import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { newPage } from "./helpers/page.ts";
import { openSite, type UnleashSite } from "./helpers/site.ts";

let site: UnleashSite;
beforeAll(async () => {
  site = await openSite();
  return site.stop;
});

/** What has the focus, by its words. It has to be in sight, with a line around it. */
async function focused(page: Page): Promise<string> {
  const { words, line } = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    // A preset's input is its label, for the eyes.
    const seen = element.matches("[type=radio]") ? (element.closest("label") ?? element) : element;
    const { outlineStyle, outlineWidth } = getComputedStyle(seen);
    const label = (element as HTMLInputElement).labels?.[0]?.innerText;
    return {
      words: element.ariaLabel ?? label ?? element.innerText,
      line: `${outlineStyle} ${outlineWidth}`,
    };
  });
  if (!/^(H1|H2|H3)$/.test(await page.evaluate(() => document.activeElement?.tagName ?? "")))
    expect(line).toBe("solid 3px");
  return words;
}

/** Presses a key until something has the focus. */
async function press(page: Page, key: string, until: string): Promise<void> {
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press(key);
    if ((await focused(page)) === until) return;
  }
  throw new Error(`${key} does not lead to ${until}`);
}

it("a link is made, copied and ended by the keyboard alone, and the focus goes along", async () => {
  const page = await newPage(site, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto("/");
  await page.getByText("No links yet").waitFor();
  await press(page, "Tab", "Name");
  await page.keyboard.press("Enter");
  await page.getByText("Name must not be empty").waitFor();
  expect(await focused(page)).toBe("Name");
  await page.keyboard.type("By keys");
  await press(page, "Tab", "1 week");
  await press(page, "ArrowRight", "1 month");
  await press(page, "Tab", "Create link");
  await page.keyboard.press("Enter");
  await page.getByText("By keys: link created").waitFor();
  expect(await focused(page)).toBe("Copy link");

  await page.keyboard.press("Enter");
  await page.getByText("By keys: link copied").waitFor();
  const [token] = await site.admin.tokens.list();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(token?.secret);

  await press(page, "Tab", "Extend by a week");
  await page.keyboard.press("Enter");
  await page.getByText("By keys: a week longer").waitFor();
  expect(await focused(page)).toBe("Extend by a week");

  await press(page, "Tab", "Disable");
  await page.keyboard.press("Enter");
  await page.getByText("By keys: disabled").waitFor();
  expect(await focused(page)).toBe("By keys");
  await press(page, "Tab", "Enable again");
});

it("the dialog to rotate is left by Escape, and used by Enter", async () => {
  const page = await newPage(site);
  await page.goto("/");
  await page.getByRole("button", { name: "Rotate…" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  expect(await focused(page)).toBe("Name of the new link");
  await page.keyboard.press("Escape");
  await expect.poll(() => focused(page)).toBe("Rotate…");
  expect(await site.admin.tokens.list({ status: "active" })).toEqual([]);

  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("Anew");
  await page.keyboard.press("Enter");
  await page.getByText("Anew: the new link").waitFor();
  expect(await focused(page)).toBe("Copy link");
  expect((await site.admin.tokens.list({ status: "active" })).map(({ name }) => name)).toEqual(["Anew"]);
});

it("a person signs up by the keyboard alone", async () => {
  const { secret } = await site.admin.tokens.ensure({ name: "Anew", expiresIn: { weeks: 1 } });
  const page = await newPage(site);
  await page.goto(`/signup?invite=${secret}`);
  await expect.poll(() => focused(page)).toBe("You are invited");
  for (const [label, value] of [
    ["Your name", "Ada"],
    ["E-mail", "ada@example.com"],
    ["Password", "correct horse"],
  ] as const) {
    await press(page, "Tab", label);
    await page.keyboard.type(value);
  }
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toBe("Welcome, Ada");
  await press(page, "Tab", "Log in to Unleash");
});

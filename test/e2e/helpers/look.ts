import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { PageOptions } from "./page.ts";

interface Look {
  look: string;
  options: PageOptions;
}

/** Light and dark, on a small and on a wide screen. */
export const LOOKS: readonly Look[] = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 1280].map((width) => ({
    look: `${colorScheme}, ${width} px wide`,
    options: { colorScheme, reducedMotion: "reduce" as const, viewport: { width, height: 800 } },
  })),
);

/** A view, as it is: nothing that axe finds, nothing wider than the screen; and a screenshot to look at. */
export async function inspect(page: Page, look: string, view: string): Promise<void> {
  await page.screenshot({
    path: `test/e2e/screenshots/${view} ${look}.png`.replaceAll(/,? /g, "-"),
    // What lies under a dialog has no backdrop beyond the screen.
    fullPage: (await page.getByRole("dialog").count()) === 0,
  });
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }))).toEqual([]);
  expect(passes.map(({ id }) => id)).toContain("color-contrast");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

/** Holds the requests to a path back, so that what the page shows meanwhile can be seen. @returns lets them go */
export async function hold(page: Page, path: string | RegExp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(path, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

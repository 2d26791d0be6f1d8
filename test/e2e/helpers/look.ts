import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { PageOptions } from "./page.ts";

interface Look {
  look: string;
  options: PageOptions;
}

/** Light and dark, on three widths. */
export const LOOKS: readonly Look[] = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 768, 1280].map((width) => ({
    look: `${colorScheme} ${width}`,
    options: { colorScheme, reducedMotion: "reduce" as const, viewport: { width, height: 800 } },
  })),
);

/** Both color schemes, and both layouts: axe takes seconds per view. */
const CHECKED_BY_AXE = new Set(["light 360", "dark 1280"]);

/** Checks a view: nothing is wider than the screen, axe finds nothing. Takes a screenshot too. */
export async function inspect(page: Page, look: string, view: string): Promise<void> {
  await page.screenshot({ path: `test/e2e/screenshots/${view} ${look}.png`.replaceAll(" ", "-") });
  await expectNoOverflow(page);
  if (CHECKED_BY_AXE.has(look)) await expectAccessible(page);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }))).toEqual([]);
  expect(passes.map(({ id }) => id)).toContain("color-contrast");
}

export async function expectNoOverflow(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

/** Holds the requests to a path back, so that what the page shows meanwhile can be seen. @returns lets them go */
export async function hold(page: Page, path: string | RegExp, method?: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(path, async (route) => {
    if (method !== undefined && route.request().method() !== method) return route.fallback();
    await released;
    // The page may be gone by then.
    await route.continue().catch(() => {});
  });
  return release;
}

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { PageOptions } from "./page.ts";

interface Look {
  readonly colorScheme: "light" | "dark";
  readonly width: number;
  /** Both color schemes and both layouts: axe takes seconds per view. */
  readonly isCheckedByAxe?: true;
}

interface Checks {
  axe?: boolean;
  /** What axe looks at, where the rest was checked before. */
  within?: string;
  /** Whether axe has to have checked the contrast of something. */
  contrast?: boolean;
}

const LOOKS: readonly Look[] = [
  { colorScheme: "light", width: 360, isCheckedByAxe: true },
  { colorScheme: "light", width: 768 },
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
  { colorScheme: "dark", width: 768 },
  { colorScheme: "dark", width: 1280, isCheckedByAxe: true },
];

/** A page as `inspect` leaves it: a phone, where there is the least room for what a test clicks. */
export const PHONE: PageOptions & { colorScheme: "light"; viewport: { width: number; height: number } } = {
  colorScheme: "light",
  reducedMotion: "reduce",
  viewport: { width: 360, height: 800 },
};

/**
 * Checks a view in light and dark on three widths: nothing is wider than the screen, axe finds nothing. Takes screenshots
 * too. One page serves all six: opening another takes longer than all of this.
 */
export async function inspect(
  page: Page,
  view: string,
  { axe = true, ...checks }: Checks = {},
): Promise<void> {
  for (const look of LOOKS) {
    await show(page, look);
    const name = `${view}-${look.colorScheme}-${look.width}`;
    await page.screenshot({ path: `test/e2e/screenshots/${name}.png` });
    await expectNoOverflow(page, name);
    if (axe && look.isCheckedByAxe) await expectAccessible(page, name, checks);
  }
  await show(page, { colorScheme: PHONE.colorScheme, width: PHONE.viewport.width });
}

async function show(page: Page, { colorScheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ ...PHONE.viewport, width });
}

async function expectAccessible(
  page: Page,
  view: string,
  { within = "html", contrast = true }: Checks,
): Promise<void> {
  // Not its default, which opens a page for each result: only documents with frames need that.
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().include(within).analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) })),
    view,
  ).toEqual([]);
  const passed = passes.map(({ id }) => id);
  expect(passed, view).toContain(contrast ? "color-contrast" : "document-title");
}

export async function expectNoOverflow(page: Page, view?: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, view).toBeLessThanOrEqual(0);
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

/**
 * Disables the timeouts of requests in a page, for views of a request that is held back: a slow machine may take longer
 * to check them than a request is given.
 */
export async function disableTimeouts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const start = window.setTimeout.bind(window);
    const setLimited = (run: () => void, ms = 0) => start(run, ms < 10_000 ? ms : 2 ** 31 - 1);
    Object.assign(window, { setTimeout: setLimited });
  });
}

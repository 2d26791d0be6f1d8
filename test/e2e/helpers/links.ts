import type { Locator, Page } from "playwright-core";
import type { InviteToken } from "../../../src/index.ts";

const MS_PER_DAY = 24 * 3_600_000;

const NAMES = [
  "Design team",
  "Contractors",
  "Summer interns",
  "Partners",
  "Field sales EMEA",
  "Data platform",
];
const PEOPLE = ["Ada Lovelace", "Grace Hopper", "Émilie du Châtelet", "Katherine Johnson", "Hedy Lamarr"];

/** Links of all kinds, the same each time but for their dates. The first is active, and two people joined through it. */
export function manyLinks(count: number): Partial<InviteToken>[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) => ({
    secret: `${String(index).padStart(4, "0")}c84b25409ea8ca1782ef17f9${String(index).padStart(4, "0")}`,
    name: `${NAMES[index % NAMES.length]}${index < NAMES.length ? "" : ` ${index}`}`,
    enabled: index % 4 !== 1,
    expiresAt: new Date(now + (index % 5 === 2 ? -3 : (index % 28) + 3) * MS_PER_DAY),
    createdAt: new Date(now - index * MS_PER_DAY),
    createdBy: index % 2 === 0 ? "florence.nightingale@example.com" : "admin",
    users: PEOPLE.slice(0, (index * 3 + 2) % 6).map((name, nth) => ({
      id: index * 10 + nth + 2,
      name,
      username: nth === 1 ? "amazing.grace" : null,
    })),
  }));
}

export const person = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  password: "correct horse battery",
};

/** The row of a link. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader").filter({ hasText: name }) });
}

/** Chooses from the menu of a link. */
export async function choose(page: Page, name: string, action: string): Promise<void> {
  await rowOf(page, name).getByRole("button", { name: "More actions" }).click();
  await rowOf(page, name).getByRole("button", { name: action, exact: true }).click();
}

/** Fills in the dialog that creates a link, and submits it. */
export async function createLink(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Create link" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Create link" }).click();
}

/** Lets the page read the list now, as when the person comes back to it. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}

export async function fillIn(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Create account" }).click();
}

import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hold } from "./helpers/look.ts";
import { newPage } from "./helpers/page.ts";
import { openSite, type UnleashSite } from "./helpers/site.ts";

let site: UnleashSite;
let secret: string;
beforeAll(async () => {
  site = await openSite();
  return site.stop;
});
beforeEach(async () => {
  ({ secret } = await site.admin.tokens.create({ name: "Design team", expiresIn: { weeks: 1 } }));
});

const SIGN_UP = "/invite/…/signup";

async function fillIn(page: Page, fields: Record<string, string>): Promise<void> {
  await page.goto(`/signup?invite=${secret}`);
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Create account" }).click();
}

/** What a field says is wrong, once it has the focus. */
async function errorAt(page: Page, label: string): Promise<string> {
  const field = page.getByLabel(label);
  await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  const [, id = ""] = /(\S+-error)/.exec((await field.getAttribute("aria-describedby")) ?? "") ?? [];
  return page.locator(`#${id}`).innerText();
}

const GRACE = { "Your name": "Grace Hopper", "E-mail": "grace@example.com", Password: "correct horse" };

describe("at its field, with the focus there, the form tells of", () => {
  it("what is empty, before anything is sent", async () => {
    const page = await newPage(site);
    await fillIn(page, { "E-mail": "  " });
    expect(await errorAt(page, "Your name")).toBe("Your name must not be empty.");
    expect(await page.locator(".error:visible").allInnerTexts()).toEqual([
      "Your name must not be empty.",
      "E-mail must not be empty.",
      "Password must not be empty.",
    ]);
    await page.getByLabel("Your name").fill("G");
    expect(await page.locator(".error:visible").count()).toBe(2);
  });

  it("an e-mail that is none, in the server's words", async () => {
    const page = await newPage(site, { refused: [`400 POST ${SIGN_UP}`] });
    await fillIn(page, { ...GRACE, "E-mail": "nonsense" });
    expect(await errorAt(page, "E-mail")).toBe('E-mail must be a valid email. You provided "nonsense".');
  });

  it("a known e-mail", async () => {
    await site.admin.signUp(secret, { name: "Ada", email: "ada@example.com", password: "correct horse" });
    const page = await newPage(site, { refused: [`400 POST ${SIGN_UP}`] });
    await fillIn(page, { ...GRACE, "E-mail": "ada@example.com" });
    expect(await errorAt(page, "E-mail")).toMatch(/^There is an account with this e-mail/);
  });

  it("a taken username", async () => {
    const taken = { name: "A", email: "a@example.com", password: "correct horse", username: "taken" };
    await site.admin.signUp(secret, taken);
    const page = await newPage(site, { refused: [`500 POST ${SIGN_UP}`] });
    await fillIn(page, { ...GRACE, "Username optional": "taken" });
    expect(await errorAt(page, "Username")).toMatch(/^This username is taken/);
    await page.getByLabel("Username").fill("free");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByRole("heading", { name: "Welcome, Grace Hopper" }).waitFor();
  });
});

it("a link that is ended while the form is filled in is told as dead", async () => {
  const page = await newPage(site, { refused: [`400 POST ${SIGN_UP}`] });
  await page.goto(`/signup?invite=${secret}`);
  await page.getByLabel("Your name").waitFor();
  await site.admin.tokens.disable(secret);
  await page.getByLabel("Your name").fill("Late");
  await page.getByLabel("E-mail").fill("late@example.com");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Create account" }).click();
  const heading = page.getByRole("heading", { name: "This invite link does not work" });
  await heading.waitFor();
  expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
});

it.each(["", "?invite=", "?invite=..", "?invite=a%2Fb"])(
  "an address that ends in signup%s is told as dead",
  async (query) => {
    const refused = query.includes("%2F") ? ["404 GET /invite/a%2Fb/validate"] : [];
    const page = await newPage(site, { refused });
    await page.goto(`/signup${query}`);
    await page.getByRole("heading", { name: "This invite link does not work" }).waitFor();
  },
);

it("a double click signs a person up once", async () => {
  const page = await newPage(site);
  let sent = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/signup")) sent++;
  });
  const release = await hold(page, "**/invite/*/signup");
  await fillIn(page, { ...GRACE, "E-mail": "once@example.com" });
  const button = page.getByRole("button", { name: "Create account" });
  await expect.poll(() => button.getAttribute("aria-disabled")).toBe("true");
  await button.click({ force: true });
  release();
  await page.getByRole("heading", { name: "Welcome, Grace Hopper" }).waitFor();
  expect(sent).toBe(1);
});

it("when no answer comes, the form says that the account may be there already", async () => {
  const page = await newPage(site, { refused: [`failed POST ${SIGN_UP}`] });
  await page.route("**/invite/*/signup", (route) => route.abort("connectionreset"));
  await fillIn(page, { ...GRACE, "E-mail": "lost@example.com" });
  await page.getByRole("alert").filter({ hasText: "Your account may be there already" }).waitFor();
  expect(await page.getByLabel("E-mail").inputValue()).toBe("lost@example.com");
});

it("the password can be looked at, and is hidden at first", async () => {
  const page = await newPage(site);
  await page.goto(`/signup?invite=${secret}`);
  const password = page.getByLabel("Password", { exact: true });
  expect(await password.getAttribute("type")).toBe("password");
  await page.getByRole("button", { name: "Show password" }).click();
  expect(await password.getAttribute("type")).toBe("text");
  await page.getByRole("button", { name: "Hide password" }).click();
  expect(await password.getAttribute("type")).toBe("password");
});

import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { fillIn, person } from "./helpers/links.ts";
import { hold } from "./helpers/look.ts";
import { type PageOptions, visitorPage } from "./helpers/page.ts";
import { type FakeSite, openFakeSite } from "./helpers/site.ts";

const FIELDS = { Name: person.name, Email: person.email, Password: person.password };

let site: FakeSite;
let invite: string;
beforeAll(async () => {
  site = await openFakeSite();
  return site.stop;
});
beforeEach(() => {
  site.fake.reset();
  invite = `/?invite=${site.fake.seed({ tokens: [{ name: "Design team" }] }).tokens[0]?.secret}`;
});

async function openForm(options: PageOptions = {}): Promise<Page> {
  const page = await visitorPage(site, options);
  await page.goto(invite);
  await page.getByRole("heading", { name: "Join the Rocket team" }).waitFor();
  return page;
}

it("every empty field shows an error, and the first one gets the focus", async () => {
  const page = await openForm({ refused: ["400 POST /sign-up"] });
  await fillIn(page, {});
  await page.getByText("Password must not be empty.").waitFor();
  expect(await page.locator(".error:not(:empty)").allInnerTexts()).toEqual([
    "Name must not be empty.",
    "Email must not be empty.",
    "Password must not be empty.",
  ]);
  expect(
    await page.getByLabel("Name", { exact: true }).evaluate((input) => input === document.activeElement),
  ).toBe(true);
  expect(site.fake.users).toEqual([]);
});

it("a weak password is pointed out and accepted", async () => {
  const page = await openForm();
  await page.getByLabel("Password", { exact: true }).fill("secret");
  await page.getByRole("status").getByText("Weak").waitFor();
  await page.getByLabel("Password", { exact: true }).fill("correct horse");
  await page.getByRole("status").getByText("Strong").waitFor();
  await fillIn(page, { ...FIELDS, Password: "secret" });
  await page.getByRole("heading", { name: "Welcome, Ada Lovelace" }).waitFor();
});

it("the password can be shown, and is hidden at first", async () => {
  const page = await openForm();
  const password = page.getByLabel("Password", { exact: true });
  expect(await password.getAttribute("type")).toBe("password");
  await page.getByRole("button", { name: "Show password" }).click();
  expect(await password.getAttribute("type")).toBe("text");
  await page.getByRole("button", { name: "Hide password" }).click();
  expect(await password.getAttribute("type")).toBe("password");
});

it("the welcome survives a reload", async () => {
  const page = await openForm();
  await fillIn(page, FIELDS);
  await page.getByRole("heading", { name: "Welcome, Ada Lovelace" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Welcome, Ada Lovelace" }).waitFor();
  await page.getByText(person.email).waitFor();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(person.password);
});

it("a double click signs a person up once", async () => {
  const page = await openForm();
  const release = await hold(page, "**/sign-up");
  for (const [label, value] of Object.entries(FIELDS))
    await page.getByLabel(label, { exact: true }).fill(value);
  const button = page.getByRole("button", { name: "Create account" });
  await button.click();
  await page.locator("button[aria-disabled=true]").waitFor();
  await button.click({ force: true });
  await page.getByLabel("Email").press("Enter");
  release();
  await page.getByRole("heading", { name: "Welcome, Ada Lovelace" }).waitFor();
  expect(site.fake.requests.filter(({ operation }) => operation === "addPublicSignupTokenUser")).toHaveLength(
    1,
  );
});

it("a link that is disabled while the form is filled in is reported", async () => {
  const page = await openForm({ refused: ["410 POST /sign-up"] });
  await site.client.tokens.disable(site.fake.tokens[0]?.secret ?? "");
  await fillIn(page, FIELDS);
  await page.getByRole("heading", { name: "This invite link does not work" }).waitFor();
});

it("a sign-up without a response says that the account may exist, and keeps what was typed", async () => {
  const page = await openForm({ refused: ["failed POST /sign-up"] });
  await page.route("**/sign-up", (route) => route.abort("connectionreset"));
  await fillIn(page, FIELDS);
  await page.getByRole("alert").getByText("it may exist already").waitFor();
  expect(await page.getByRole("alert").getByRole("link", { name: "Log in" }).count()).toBe(1);
  expect(await page.getByLabel("Email").inputValue()).toBe(person.email);
});

it("too many sign-ups show the rate limit message", async () => {
  const page = await openForm({ refused: ["429 POST /sign-up"] });
  await page.route("**/sign-up", (route) =>
    route.fulfill({ status: 429, json: { code: "too_many_requests" } }),
  );
  await fillIn(page, FIELDS);
  await page.getByRole("alert").getByText("Too many requests").waitFor();
});

it.each(["/", "/?invite=", "/?invite=..", "/?invite=unknown"])(
  "%s is shown as a link that does not work",
  async (path) => {
    const refused = path.endsWith("..") ? ["400 GET /sign-up"] : [];
    const page = await visitorPage(site, { refused });
    await page.goto(path);
    const heading = page.getByRole("heading", { name: "This invite link does not work" });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole("link", { name: "Log in" }).waitFor();
  },
);

it("a check that fails can be tried again", async () => {
  const page = await visitorPage(site, { refused: ["502 GET /sign-up"] });
  site.fake.failNext("validatePublicSignupToken", { networkError: true });
  await page.goto(invite);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Join the Rocket team" }).waitFor();
});

it("without JavaScript the page says that it needs it", async () => {
  const page = await visitorPage(site, { javaScriptEnabled: false });
  await page.goto(invite);
  await page.getByRole("heading", { name: "Turn on JavaScript to sign up" }).waitFor();
});

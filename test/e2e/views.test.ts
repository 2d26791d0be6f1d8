import { beforeAll, beforeEach, expect, it } from "vitest";
import { choose, createLink, fillIn, manyLinks, person, rowOf } from "./helpers/links.ts";
import { disableTimeouts, hold, inspect, PHONE } from "./helpers/look.ts";
import { adminPage, visitorPage } from "./helpers/page.ts";
import { type FakeSite, openFakeSite } from "./helpers/site.ts";

const TOKENS = "/api/admin/invite-link/tokens";
const down = { status: 502, json: { code: "unleash_unreachable", message: "Unleash cannot be reached." } };

let site: FakeSite;
beforeAll(async () => {
  site = await openFakeSite();
  return site.stop;
});
beforeEach(() => site.fake.reset());

it("the list while it loads, empty, and with one link", async () => {
  const page = await adminPage(site, PHONE);
  await disableTimeouts(page);
  const release = await hold(page, `**${TOKENS}`);
  await page.goto("/");
  await page.getByText("Loading links").waitFor({ state: "attached" });
  await inspect(page, "admin-loading");
  release();
  await page.getByRole("heading", { name: "No links yet" }).waitFor();
  await inspect(page, "admin-empty");
  site.fake.seed({ tokens: manyLinks(1) });
  await page.reload();
  await rowOf(page, "Design team").waitFor();
  await inspect(page, "admin-1");
});

it("the list of 200 links", async () => {
  site.fake.seed({ tokens: manyLinks(200) });
  const page = await adminPage(site, PHONE);
  await page.goto("/");
  await page.getByText("200 links").waitFor();
  // axe takes half a minute for 200 rows, which are made like the 30.
  await inspect(page, "admin-200", { axe: false });
  // The numbers of three digits leave the filter in one line on a phone.
  const tops = await page
    .locator(".filters .choices label")
    .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
});

it("the list of 30 links, its menu, its people, and a filter without results", async () => {
  site.fake.seed({ tokens: manyLinks(30) });
  const page = await adminPage(site, PHONE);
  await page.goto("/");
  await page.getByText("30 links").waitFor();
  await inspect(page, "admin-30");
  await page.getByRole("button", { name: "More actions for Design team", exact: true }).click();
  await page.getByText("Extend by 1 week").waitFor();
  await inspect(page, "admin-menu", { within: ".menu" });
  await page.keyboard.press("Escape");
  await rowOf(page, "Design team").getByRole("button", { name: "joined" }).first().click();
  await page.getByText("amazing.grace").waitFor();
  await inspect(page, "admin-people", { within: ".people" });
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox").fill("no such link");
  await page.getByRole("heading", { name: "No link matches" }).waitFor();
  await inspect(page, "admin-no-match");
});

it("the dialog that creates a link", async () => {
  const page = await adminPage(site, { ...PHONE, permissions: ["clipboard-read", "clipboard-write"] });
  await disableTimeouts(page);
  await page.goto("/");
  await createLink(page, "");
  await page.getByText("Name must not be empty").waitFor();
  await page.getByText("Custom").click();
  await inspect(page, "create-error");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Last day").fill("");
  await dialog.getByText("Choose today or a later day.").waitFor();
  await inspect(page, "create-date-error");
  await dialog.getByLabel("Last day").fill(new Date().toISOString().slice(0, 10));
  await dialog.getByLabel("Name").fill("Design team");
  const release = await hold(page, `**${TOKENS}`);
  await dialog.getByRole("button", { name: "Create link" }).click();
  await dialog.locator("[aria-disabled=true]").first().waitFor();
  await inspect(page, "create-running");
  release();
  await dialog.getByText("Copied to the clipboard.").waitFor();
  await inspect(page, "create-done");
});

it("a create without a response", async () => {
  const page = await adminPage(site, { ...PHONE, refused: [`502 POST ${TOKENS}`] });
  await page.route(`**${TOKENS}`, (route) =>
    route.request().method() === "POST" ? route.fulfill(down) : route.continue(),
  );
  await page.goto("/");
  await createLink(page, "Design team");
  await page.getByRole("alert").getByText("may have been applied").waitFor();
  await inspect(page, "create-uncertain");
});

it("the dialog that rotates a link, and its failure", async () => {
  site.fake.seed({ tokens: manyLinks(6) });
  const refused = [`502 POST ${TOKENS}`];
  const page = await adminPage(site, { ...PHONE, refused });
  await page.goto("/");
  await choose(page, "Design team", "Rotate…");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("2 people joined").waitFor();
  await inspect(page, "rotate");
  await page.route(`**${TOKENS}`, (route) =>
    route.request().method() === "POST" ? route.fulfill(down) : route.continue(),
  );
  await dialog.getByRole("button", { name: "Rotate link" }).click();
  await dialog.getByRole("alert").getByText("Unleash is not responding").waitFor();
  await inspect(page, "rotate-failed");
  await page.unrouteAll();
  await dialog.getByRole("button", { name: "Rotate link" }).click();
  await page.getByRole("heading", { name: "Link rotated" }).waitFor();
  await inspect(page, "rotate-done");
});

it("the dialog that disables all links of a name, its failure, and its message", async () => {
  site.fake.seed({
    tokens: manyLinks(13).map((link, index) => (index < 10 ? { ...link, name: "Design team" } : link)),
  });
  const page = await adminPage(site, { ...PHONE, refused: [`403 PUT ${TOKENS}/…`] });
  await page.goto("/");
  await rowOf(page, "Design team").first().getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Disable all of this name…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("7 links will be disabled").waitFor();
  await inspect(page, "disable-all");
  await page.route(`**${TOKENS}/*`, (route) =>
    route.fulfill({ status: 403, json: { name: "NoAccessError" } }),
  );
  await dialog.getByRole("button", { name: "Disable" }).click();
  await dialog.getByRole("alert").getByText("The API key has no permission for this").waitFor();
  await inspect(page, "disable-all-failed");
  await page.unrouteAll();
  await dialog.getByRole("button", { name: "Disable" }).click();
  await page.getByText("named “Design team” are disabled.").waitFor();
  await inspect(page, "disable-all-done");
});

it("a link that the browser does not allow to copy", async () => {
  site.fake.seed({ tokens: manyLinks(1) });
  const page = await adminPage(site, PHONE);
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
  });
  await page.goto("/");
  await page.getByRole("button", { name: "Copy link of Design team" }).click();
  const dialog = page.getByRole("dialog", { name: "Copy the link" });
  await dialog.getByLabel("Link of Design team").waitFor();
  await dialog.getByRole("button", { name: "Copy" }).click();
  await dialog.getByText("The browser did not allow it.").waitFor();
  await inspect(page, "copy-refused");
});

it("a session that has ended, and a log-out that fails", async () => {
  site.fake.seed({ tokens: manyLinks(6) });
  const refused = [`401 GET ${TOKENS}`, "failed POST /logout", "401 GET /"];
  const page = await adminPage(site, { ...PHONE, refused });
  await page.goto("/");
  await rowOf(page, "Design team").waitFor();
  await page.route("**/logout", (route) => route.abort("connectionreset"));
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("alert").getByText("You are still logged in.").waitFor();
  await inspect(page, "log-out-failed");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.getByRole("alert").getByText("You are logged out").waitFor();
  await inspect(page, "admin-session-ended");
  await page.reload();
  await page.getByRole("heading", { name: "You are not logged in" }).waitFor();
  // Its colors are those of the browser: axe cannot compute their contrast.
  await inspect(page, "admin-login-required", { contrast: false });
});

it("a change, its Undo, and a change that fails", async () => {
  site.fake.seed({ tokens: manyLinks(6) });
  const page = await adminPage(site, { ...PHONE, refused: [`404 PUT ${TOKENS}/…`] });
  await page.goto("/");
  await choose(page, "Design team", "Disable");
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await inspect(page, "admin-undo");
  const body = { name: "NotFoundError", message: "Could not find public signup token." };
  site.fake.failNext("updatePublicSignupToken", { status: 404, body });
  await choose(page, "Partners", "Disable");
  await page.getByRole("alert").getByText("This link no longer exists").waitFor();
  await inspect(page, "admin-row-error");
});

it("a list that cannot be loaded, and one that cannot be refreshed", async () => {
  site.fake.seed({ tokens: manyLinks(6) });
  const page = await adminPage(site, { ...PHONE, refused: [`502 GET ${TOKENS}`] });
  await page.route(`**${TOKENS}`, (route) => route.fulfill(down));
  await page.goto("/");
  await page.getByRole("alert").getByText("Unleash is not responding").waitFor();
  await inspect(page, "admin-failed");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await rowOf(page, "Design team").waitFor();
  await page.route(`**${TOKENS}`, (route) => route.fulfill(down));
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.getByRole("alert").getByText("You see the links as of").waitFor();
  await inspect(page, "admin-stale");
});

it("the form to sign up, its errors, and the welcome", async () => {
  const { tokens } = site.fake.seed({
    tokens: [{ name: "Design team" }],
    users: [{ email: person.email }],
  });
  const page = await visitorPage(site, { ...PHONE, refused: ["400 POST /sign-up", "409 POST /sign-up"] });
  const release = await hold(page, "**/sign-up?*");
  await page.goto(`/?invite=${tokens[0]?.secret}`);
  await page.getByRole("heading", { name: "Checking your invite" }).waitFor();
  await inspect(page, "sign-up-checking");
  release();
  await page.getByRole("heading", { name: "Join the Rocket team" }).waitFor();
  await inspect(page, "sign-up-form");
  await fillIn(page, { Password: "secret" });
  await page.getByText("Name must not be empty.").waitFor();
  await inspect(page, "sign-up-empty");
  await fillIn(page, { Name: person.name, Email: person.email, Password: person.password });
  await page.getByText("An account with this email exists.").waitFor();
  await inspect(page, "sign-up-known");
  await fillIn(page, { Email: "grace@example.com" });
  await page.getByRole("heading", { name: "Welcome, Ada Lovelace" }).waitFor();
  await inspect(page, "sign-up-done");
});

it("a link that does not work, a check that fails, and a page that is not there", async () => {
  const page = await visitorPage(site, { ...PHONE, refused: ["404 GET /nothing", "502 GET /sign-up"] });
  await page.goto("/?invite=unknown");
  await page.getByRole("heading", { name: "This invite link does not work" }).waitFor();
  await inspect(page, "sign-up-invalid");
  site.fake.fail("validatePublicSignupToken", { networkError: true });
  await page.reload();
  await page.getByRole("heading", { name: "could not be checked" }).waitFor();
  await inspect(page, "sign-up-failed");
  await page.goto("/nothing");
  await page.getByRole("heading", { name: "Page not found" }).waitFor();
  await inspect(page, "sign-up-404");
});

it("the page to sign up without JavaScript", async () => {
  const page = await visitorPage(site, PHONE);
  // axe is a script: it can only check what <noscript> shows where there is JavaScript.
  await page.route("**/?invite=unknown", async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replace(/<script.*?<\/script>/s, "").replaceAll("noscript>", "div>");
    await route.fulfill({ response, body: html });
  });
  await page.goto("/?invite=unknown");
  await page.getByRole("heading", { name: "Turn on JavaScript to sign up" }).waitFor();
  await inspect(page, "sign-up-no-javascript");
});

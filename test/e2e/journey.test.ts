import { beforeAll, expect, it } from "vitest";
import { defaultLogin } from "../../sandbox/keys.ts";
import { tokenStatus } from "../../src/index.ts";
import { choose, comeBack, createLink, fillIn, person, rowOf } from "./helpers/links.ts";
import { adminPage, launch, visitorPage } from "./helpers/page.ts";
import { openRealSite, type RealSite } from "./helpers/site.ts";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

let site: RealSite;
beforeAll(async () => {
  site = await openRealSite();
  return site.stop;
});

it("an administrator creates a link, a visitor signs up with it, the administrator sees them and rotates the link", async () => {
  const admin = await adminPage(site, CLIPBOARD);
  await admin.goto("/");
  await admin.getByRole("heading", { name: "No links yet" }).waitFor();
  await createLink(admin, "Design team");
  await admin.getByText("Copied to the clipboard.").waitFor();
  const link = await admin.evaluate(() => navigator.clipboard.readText());
  const [token] = await site.client.tokens.list();
  expect(link).toBe(`${site.signUpUrl}/?invite=${token?.secret}`);
  await admin.getByRole("button", { name: "Done" }).click();
  await rowOf(admin, "Design team").getByText("Nobody").waitFor();

  const visitor = await visitorPage(site);
  await visitor.goto(link);
  await visitor.getByRole("heading", { name: "Join the Rocket team" }).waitFor();
  await visitor.getByText("You get the role Viewer").waitFor();
  await fillIn(visitor, {
    Name: person.name,
    Email: person.email,
    "Username (optional)": "ada",
    Password: person.password,
  });
  await visitor.getByRole("heading", { name: "Welcome, Ada Lovelace" }).waitFor();
  const logIn = visitor.getByRole("link", { name: "Log in to Unleash" });
  expect(await logIn.getAttribute("href")).toBe(`${site.unleashUrl}/login`);
  expect(await loginStatus("ada", person.password)).toBe(200);

  await comeBack(admin);
  await admin.getByText("Ada Lovelace joined through “Design team”.").waitFor();
  await rowOf(admin, "Design team").getByRole("button", { name: "1 person joined" }).click();
  await rowOf(admin, "Design team").getByText("Ada Lovelace").waitFor();
  await admin.keyboard.press("Escape");

  await choose(admin, "Design team", "Rotate…");
  const dialog = admin.getByRole("dialog", { name: "Rotate link" });
  await dialog.getByText("1 person joined").waitFor();
  await dialog.getByRole("button", { name: "Rotate link" }).click();
  await admin.getByRole("heading", { name: "Link rotated" }).waitFor();
  const rotated = await admin.evaluate(() => navigator.clipboard.readText());
  const tokens = await site.client.tokens.list();
  expect(tokens.filter((one) => tokenStatus(one) === "active").map(({ secret }) => secret)).toEqual([
    new URL(rotated).searchParams.get("invite"),
  ]);

  const late = await visitorPage(site);
  await late.goto(link);
  await late.getByRole("heading", { name: "This invite link does not work" }).waitFor();
});

it("a link is extended, disabled, and enabled again by Undo", async () => {
  const { tokens } = site.client;
  const { secret, expiresAt } = await tokens.create({ name: "Partners", expiresIn: { days: 3 } });
  const page = await adminPage(site);
  await page.goto("/");
  await choose(page, "Partners", "Extend by 1 week");
  await page.getByText("“Partners” is valid for another week.").waitFor();
  expect((await tokens.get(secret)).expiresAt.getTime() - expiresAt.getTime()).toBe(7 * 24 * 3_600_000);

  await choose(page, "Partners", "Disable");
  await rowOf(page, "Partners").getByText("Disabled").waitFor();
  expect((await tokens.get(secret)).enabled).toBe(false);
  await page.getByRole("button", { name: "Undo" }).click();
  await rowOf(page, "Partners").getByText("Active").waitFor();
  expect((await tokens.get(secret)).enabled).toBe(true);
});

it("an expired link works again, disabled or not", async () => {
  const { tokens } = site.client;
  const expiresAt = new Date(Date.now() - 2 * 24 * 3_600_000);
  const expired = await tokens.create({ name: "Over", expiresAt, allowExpired: true });
  const both = await tokens.create({ name: "Over and disabled", expiresAt, allowExpired: true });
  await tokens.disable(both.secret);
  const page = await adminPage(site);
  await page.goto("/");
  await rowOf(page, "Over").getByText("Expired").waitFor();
  await page.getByRole("searchbox").fill("over and");
  await choose(page, "Over and disabled", "Enable for 1 week");
  await rowOf(page, "Over and disabled").getByText("Active").waitFor();
  await page.getByRole("searchbox").fill("over");
  const stillExpired = page.getByRole("row").filter({ hasText: "Expired" });
  await stillExpired.getByRole("button", { name: "More actions" }).click();
  await stillExpired.getByRole("button", { name: "Extend by 1 week" }).click();
  await expect.poll(() => page.getByRole("row").filter({ hasText: "Active" }).count()).toBe(2);
  const found = await Promise.all([expired, both].map(({ secret }) => tokens.get(secret)));
  expect(found.map((token) => tokenStatus(token))).toEqual(["active", "active"]);
});

it("a known email and a taken username are shown at their fields", async () => {
  const { secret } = await site.client.tokens.create({ name: "For known people", expiresIn: { weeks: 1 } });
  await site.client.signUp(secret, { ...person, email: "known@example.com", username: "known" });
  const page = await visitorPage(site, { refused: ["409 POST /sign-up"] });
  await page.goto(`/?invite=${secret}`);
  await fillIn(page, { Name: "Grace", Email: "known@example.com", Password: person.password });
  await page.getByText("An account with this email exists.").getByRole("link", { name: "Log in" }).waitFor();
  await fillIn(page, { Email: "grace@example.com", "Username (optional)": "known" });
  await page.getByText("This username is taken.").waitFor();
  await fillIn(page, { "Username (optional)": "" });
  await page.getByRole("heading", { name: "Welcome, Grace" }).waitFor();
});

it("an email that Unleash rejects is shown at its field", async () => {
  const { secret } = await site.client.tokens.create({ name: "For typos", expiresIn: { weeks: 1 } });
  const page = await visitorPage(site, { refused: ["400 POST /sign-up"] });
  await page.goto(`/?invite=${secret}`);
  await fillIn(page, { Name: "Grace", Email: "nonsense", Password: person.password });
  await expect.poll(() => page.getByLabel("Email").getAttribute("aria-invalid")).toBe("true");
  expect(await page.locator(".error:not(:empty)").allInnerTexts()).toEqual([
    expect.stringMatching(/^Email .*valid/),
  ]);
});

it("the admin UI of Unleash shows the link that ensure made under the name default", async () => {
  const { client, unleashUrl } = site;
  const context = await (await launch()).newContext({ baseURL: unleashUrl });
  const page = await context.newPage();
  const login = await context.request.post("/auth/simple/login", { data: defaultLogin });
  expect(login.ok()).toBe(true);

  const other = await client.tokens.ensure({ name: "Partners", expiresIn: { days: 7 } });
  const { url } = await client.tokens.ensure({ name: "default", expiresIn: { days: 7 } });
  await page.goto("/admin/users");
  await page.getByText(String(url)).waitFor();
  expect(await page.getByText(other.secret).count()).toBe(0);
  await context.close();
});

async function loginStatus(username: string, password: string): Promise<number> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ username, password });
  return (await fetch(`${site.unleashUrl}/auth/simple/login`, { method: "POST", headers, body })).status;
}

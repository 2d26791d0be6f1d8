import { beforeAll, expect, it } from "vitest";
import { newPage } from "./helpers/page.ts";
import { openDownSite, openPage, openSite, type UnleashSite } from "./helpers/site.ts";

const LIST = "/api/admin/invite-link/tokens";

let site: UnleashSite;
beforeAll(async () => {
  site = await openSite();
  return site.stop;
});

it("a key that Unleash does not know is told, and what to do", async () => {
  const wrong = await openPage(site.baseUrl, "user:that-nobody-knows");
  const page = await newPage(wrong, { refused: [`401 GET ${LIST}`] });
  await page.goto("/");
  await page.getByRole("alert").filter({ hasText: "Unleash does not know the API key" }).waitFor();
  expect(await page.getByText("No links yet").isVisible()).toBe(false);
  await wrong.stop();
});

it("a Viewer's key is told as one that may not", async () => {
  const viewer = await openPage(site.baseUrl, site.viewerKey);
  const page = await newPage(viewer, { refused: [`403 GET ${LIST}`, `403 POST ${LIST}`] });
  await page.goto("/");
  await page.getByRole("alert").filter({ hasText: "The API key may not do this" }).waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Not allowed");
  await page.getByRole("button", { name: "Create link" }).click();
  await page
    .locator("#create")
    .getByRole("alert")
    .filter({ hasText: "It takes the key of an administrator" })
    .waitFor();
  await viewer.stop();
});

it("an Unleash that is down is told, in both views", async () => {
  const down = await openDownSite();
  const page = await newPage(down, { refused: [`502 GET ${LIST}`, "502 GET /invite/…/validate"] });
  await page.goto("/");
  await page.getByRole("alert").filter({ hasText: "Unleash is not available" }).waitFor();
  await page.goto(`/signup?invite=${"0".repeat(32)}`);
  await page.getByRole("heading", { name: "Unleash is not available" }).waitFor();
  await down.stop();
});

it("both views get over a failure", async () => {
  const { secret } = await site.admin.tokens.create({ name: "Design team", expiresIn: { weeks: 1 } });
  const refused = [`failed GET ${LIST}`, "failed GET /invite/…/validate"];
  const page = await newPage(site, { refused });
  for (const [path, found] of [
    ["/", "Design team"],
    [`/signup?invite=${secret}`, "You are invited"],
  ] as const) {
    await page.route(/tokens$|validate$/, (route) => route.abort("connectionrefused"));
    await page.goto(path);
    const again = page.getByRole("button", { name: "Try again" });
    await again.waitFor();
    await page.unrouteAll();
    await again.click();
    await page.getByRole("heading", { name: found }).waitFor();
    expect(await again.isVisible()).toBe(false);
  }
});

it("a change that fails is told at its link, which stays as it is", async () => {
  await site.admin.tokens.create({ name: "Partners", expiresIn: { weeks: 1 } });
  const page = await newPage(site, { refused: ["failed PUT /api/admin/invite-link/tokens/…"] });
  await page.goto("/");
  await page.route("**/tokens/*", (route) => route.abort("connectionreset"));
  const card = page.getByRole("listitem").filter({ hasText: "Partners" });
  await card.getByRole("button", { name: "Disable" }).click();
  await card.getByRole("alert").filter({ hasText: "Unleash is not available" }).waitFor();
  expect(await card.getByText("Active").count()).toBe(1);
});

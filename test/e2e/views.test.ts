import { beforeAll, describe, it } from "vitest";
import { hold, inspect, LOOKS } from "./helpers/look.ts";
import { newPage } from "./helpers/page.ts";
import { openDownSite, openSite, type Site, type UnleashSite } from "./helpers/site.ts";

/** One for each look: an e-mail signs up once. */
const GUESTS = ["Katherine Johnson", "Hedy Lamarr", "Annie Easley", "Joan Clarke"];

let site: UnleashSite;
let down: Site;
beforeAll(async () => {
  site = await openSite();
  down = await openDownSite();
  return async () => {
    await site.stop();
    await down.stop();
  };
});

describe.each(LOOKS)("before there is a link, in $look", ({ look, options }) => {
  it("the page says so, once it has looked", async () => {
    const page = await newPage(site, options);
    const release = await hold(page, "**/tokens");
    await page.goto("/");
    await page.getByText("Loading the links").waitFor({ state: "attached" });
    await inspect(page, look, "invites-loading");
    release();
    await page.getByRole("heading", { name: "No links yet" }).waitFor();
    await inspect(page, look, "invites-empty");
  });
});

describe("with links of all kinds", () => {
  let secret: string;
  beforeAll(async () => {
    secret = await seed();
  });

  describe.each(LOOKS)("in $look", ({ look, options }) => {
    it("the list, its form and its dialog", async () => {
      const page = await newPage(site, options);
      await page.goto("/");
      await page.getByRole("heading", { name: "Design team" }).waitFor();
      await inspect(page, look, "invites-list");
      await page.getByRole("button", { name: "Create link" }).click();
      await page.getByText("Name must not be empty").waitFor();
      await inspect(page, look, "invites-field-error");
      await page.getByRole("button", { name: "Rotate…" }).click();
      await page.getByRole("dialog").waitFor();
      await inspect(page, look, "invites-rotate");
    });

    it("the failure to get them", async () => {
      const page = await newPage(down, { ...options, refused: ["502 GET /api/admin/invite-link/tokens"] });
      await page.goto("/");
      await page.getByRole("alert").filter({ hasText: "Unleash is not available" }).waitFor();
      await inspect(page, look, "invites-failed");
    });

    it("the form to sign up, and its errors", async () => {
      const page = await newPage(site, { ...options, refused: ["400 POST /invite/…/signup"] });
      const release = await hold(page, "**/validate");
      await page.goto(`/signup?invite=${secret}`);
      await page.getByRole("heading", { name: "Checking your invite" }).waitFor();
      await inspect(page, look, "signup-checking");
      release();
      await page.getByRole("heading", { name: "You are invited" }).waitFor();
      await inspect(page, look, "signup-form");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("Your name must not be empty").waitFor();
      await page.getByLabel("Your name").fill("Ada Lovelace");
      await page.getByLabel("E-mail").fill("ada@example.com");
      await page.getByLabel("Password").fill("correct horse");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("There is an account with this e-mail").waitFor();
      await inspect(page, look, "signup-known-e-mail");
    });

    it("the welcome", async () => {
      const guest = GUESTS[LOOKS.findIndex((other) => other.look === look)] ?? "";
      const page = await newPage(site, options);
      await page.goto(`/signup?invite=${secret}`);
      await page.getByLabel("Your name").fill(guest);
      await page.getByLabel("E-mail").fill(`${guest.split(" ")[0]?.toLowerCase()}@example.com`);
      await page.getByLabel("Password").fill("correct horse");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByRole("heading", { name: `Welcome, ${guest}` }).waitFor();
      await inspect(page, look, "signup-done");
    });

    it("the dead link, and the failure to check one", async () => {
      const page = await newPage(site, { ...options, refused: ["400 GET /invite/…/validate"] });
      await page.goto(`/signup?invite=${"0".repeat(32)}`);
      await page.getByRole("heading", { name: "This invite link does not work" }).waitFor();
      await inspect(page, look, "signup-dead");
      const other = await newPage(down, { ...options, refused: ["502 GET /invite/…/validate"] });
      await other.goto(`/signup?invite=${secret}`);
      await other.getByRole("heading", { name: "Unleash is not available" }).waitFor();
      await inspect(other, look, "signup-failed");
    });
  });
});

/** @returns the secret of a link that works */
async function seed(): Promise<string> {
  const { tokens, signUp } = site.admin;
  const yesterday = new Date(Date.now() - 24 * 3_600_000);
  await tokens.create({ name: "Summer interns", expiresAt: yesterday, allowExpired: true });
  const { secret: ended } = await tokens.create({ name: "Contractors", expiresIn: { weeks: 2 } });
  await signUp(ended, { name: "Mary Jackson", email: "mary@example.com", password: "correct horse" });
  await tokens.disable(ended);
  await tokens.create({
    name: "Everybody-who-was-at-the-meeting-in-the-north-wing-with-a-name-without-any-blanks",
    expiresIn: { hours: 48 },
  });
  const { secret } = await tokens.create({ name: "Design team", expiresIn: { weeks: 1 } });
  const person = { password: "correct horse" };
  await signUp(secret, { ...person, name: "Ada Lovelace", email: "ada@example.com" });
  await signUp(secret, {
    ...person,
    name: "Grace Hopper",
    email: "grace@example.com",
    username: "amazing.grace",
  });
  await signUp(secret, { ...person, name: "Émilie du Châtelet", email: "emilie@example.com" });
  return secret;
}

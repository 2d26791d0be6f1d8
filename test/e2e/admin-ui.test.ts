import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startUnleash } from "../../sandbox/index.ts";
import { defaultLogin } from "../../sandbox/keys.ts";
import { createInviteClient } from "../../src/index.ts";
import { launch } from "./helpers/page.ts";

let unleash: Sandbox;
beforeAll(async () => {
  unleash = await startUnleash({ env: { NODE_ENV: "production" }, onInstall: console.log });
});
afterAll(() => unleash.stop());

it("the admin UI of Unleash shows the link that ensure made under the name default", async () => {
  const { baseUrl, adminKey } = unleash;
  const client = createInviteClient({ baseUrl, apiKey: adminKey });
  const context = await (await launch()).newContext({ baseURL: baseUrl });
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

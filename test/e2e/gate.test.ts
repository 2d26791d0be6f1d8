import { beforeAll, expect, it, onTestFinished } from "vitest";
import { createAdminApp } from "../../examples/web/server/admin.ts";
import { listen } from "../../examples/web/server/listen.ts";
import { createLocalSessions } from "../../examples/web/server/session.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { serve } from "../helpers/loopback.ts";
import { adminPage, launch } from "./helpers/page.ts";
import { type FakeSite, openFakeSite } from "./helpers/site.ts";

const TOKENS = "/api/admin/invite-link/tokens";

let site: FakeSite;
beforeAll(async () => {
  site = await openFakeSite();
  return site.stop;
});

/** An admin server with a login of its own. @returns its address, and the one that logs in */
async function startAdmin(): Promise<{ url: string; loginUrl: string }> {
  const fake = createFakeUnleash();
  const sessions = createLocalSessions();
  const { authorize } = sessions;
  const app = createAdminApp({
    unleashUrl: fake.baseUrl,
    apiKey: "user:any",
    fetch: fake.fetch,
    signUpUrl: "http://localhost:1",
    root: "examples/web/admin/dist",
    authorize,
    sessions,
    log: () => {},
  });
  const server = await listen(app, "127.0.0.1", 0);
  onTestFinished(server.stop);
  return { url: server.url, loginUrl: server.url + sessions.loginPath };
}

it("the printed address logs in once, and leads to the list", async () => {
  const { url, loginUrl } = await startAdmin();
  const context = await (await launch()).newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("heading", { name: "You are not logged in" }).waitFor();
  await page.goto(loginUrl);
  await page.getByRole("heading", { name: "No links yet" }).waitFor();
  expect(page.url()).toBe(`${url}/`);
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });

  const other = await (await launch()).newContext();
  onTestFinished(() => other.close());
  const late = await other.newPage();
  await late.goto(loginUrl);
  await late.getByRole("heading", { name: "You are not logged in" }).waitFor();
});

it("Log out ends the session on the server, and removes the cookie", async () => {
  const { url, loginUrl } = await startAdmin();
  const context = await (await launch()).newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(loginUrl);
  await page.getByRole("heading", { name: "No links yet" }).waitFor();
  const [{ name, value } = { name: "", value: "" }] = await context.cookies();
  const statusOf = async () =>
    (await fetch(`${url}/settings.json`, { headers: { cookie: `${name}=${value}` } })).status;
  expect(await statusOf()).toBe(200);
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("heading", { name: "You are not logged in" }).waitFor();
  expect(await context.cookies()).toEqual([]);
  expect(await statusOf()).toBe(401);
});

it("the sign-up page cannot use the session of an administrator who has both open", async () => {
  site.fake.seed({ tokens: [{ name: "Design team" }] });
  const admin = await adminPage(site);
  await admin.goto("/");
  await admin.getByRole("table").waitFor();
  const before = site.fake.requests.length;
  const page = await admin.context().newPage();
  await page.goto(`${site.signUpUrl}/?invite=unknown`);
  await page.getByRole("heading", { name: "does not work" }).waitFor();
  // What the visitor's page could do if a script got into it: its own policy forbids the request.
  const url = `${site.adminUrl}${TOKENS}`;
  const outcome = await page.evaluate(
    (address) => fetch(address, { credentials: "include" }).then(String, (error: Error) => error.name),
    url,
  );
  expect(outcome).toBe("TypeError");
  // Without the policy, as from any other site: the server refuses, for there is no session in the request.
  const cookies = await admin.context().cookies(site.signUpUrl);
  expect(cookies).toEqual([]);
  expect(
    site.fake.requests.slice(before).filter(({ operation }) => operation !== "validatePublicSignupToken"),
  ).toEqual([]);
});

it("a page on another port of the same host, to which the browser sends the cookie, creates no link", async () => {
  const other = await serve((response) => response.writeHead(200, { "content-type": "text/html" }).end());
  const admin = await adminPage(site);
  await admin.goto("/");
  await admin.getByRole("heading", { level: 1 }).waitFor();
  const page = await admin.context().newPage();
  await page.goto(other.baseUrl);
  const url = `${site.adminUrl}${TOKENS}`;
  const body = JSON.stringify({ name: "Of an attacker", expiresAt: "2099-01-01T00:00:00Z" });
  // A request that a browser sends without asking before: a form could do it too. It hides the response.
  await page.evaluate(
    ([address, json]) =>
      fetch(address, { method: "POST", mode: "no-cors", credentials: "include", body: json }).catch(() => {}),
    [url, body] as const,
  );
  // Not 401: the session was there.
  await expect.poll(() => site.log.filter((line) => line.startsWith(`POST ${TOKENS} 403`)).length).toBe(1);
  expect(site.fake.tokens.map(({ name }) => name)).not.toContain("Of an attacker");
});

import { request as httpRequest } from "node:http";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type Loopback, serve } from "../helpers/loopback.ts";
import { launch } from "./helpers/page.ts";
import { openPage, type Site } from "./helpers/site.ts";

const KEY = "user:of-an-administrator";
const LIST = "/api/admin/invite-link/tokens";
const SECRET = "a3c84b25409ea8ca1782ef17f94a42fc";
const OWN = { "sec-fetch-site": "same-origin" };

/** Stands in for Unleash, to see what comes through. */
let unleash: Loopback;
let web: Site;
beforeEach(async () => {
  unleash = await serve((response) => response.writeHead(200, { "set-cookie": "session=1" }).end());
  web = await openPage(unleash.baseUrl, KEY);
  onTestFinished(() => web.stop());
});

/** Sends a request as it is written: `fetch` would put the path in order, and has headers of its own. */
function ask(path: string, headers: Record<string, string>, method = "GET"): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(web.url);
    const request = httpRequest({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      response.resume();
      if (response.headers["set-cookie"]) reject(new Error("A cookie of Unleash's came back"));
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject).end();
  });
}

it.each([
  ["GET", LIST, KEY],
  ["POST", LIST, KEY],
  ["GET", `${LIST}/${SECRET}`, KEY],
  ["PUT", `${LIST}/${SECRET}`, KEY],
  ["GET", `/invite/${SECRET}/validate`, undefined],
  ["POST", `/invite/${SECRET}/signup`, undefined],
])(
  "%s %s goes through, with the key if it is the administrator's, and no cookie passes",
  async (method, path, key) => {
    const headers = { ...OWN, authorization: "added-by-the-server", cookie: "unleash-session=of-somebody" };
    expect(await ask(path, headers, method)).toBe(200);
    expect(unleash.received).toHaveLength(1);
    expect(unleash.received[0]).toMatchObject({ method, path });
    expect(unleash.received[0]?.headers.authorization).toBe(key);
    expect(unleash.received[0]?.headers.cookie).toBeUndefined();
  },
);

it.each([
  "/api/admin/projects",
  "/api/admin/user-admin",
  "/api/admin/invite-link",
  "/API/ADMIN/invite-link/tokens",
  `/${LIST}`,
  `${LIST}/`,
  `${LIST}?enabled=true`,
  `${LIST}/..`,
  `${LIST}/../../user-admin`,
  `${LIST}/..%2f..%2fuser-admin`,
  `${LIST}/%2e%2e`,
  `${LIST}/${SECRET}/users`,
  "/invite/../validate",
  `/invite/${SECRET}/other`,
  `http://127.0.0.1${LIST}`,
  "/health",
])("%s does not go through", async (path) => {
  expect(await ask(path, OWN)).toBe(404);
  expect(unleash.received).toEqual([]);
});

describe.each([
  ["the administrator's operations", LIST],
  ["the public ones", `/invite/${SECRET}/validate`],
])("%s are refused", (_, path) => {
  it.each(["cross-site", "same-site", "none", ""])("to what is %j", async (site) => {
    expect(await ask(path, site === "" ? {} : { "sec-fetch-site": site })).toBe(403);
    expect(unleash.received).toEqual([]);
  });

  it("under a foreign name, as after DNS rebinding", async () => {
    expect(await ask(path, { ...OWN, host: "attacker.example" })).toBe(403);
    expect(unleash.received).toEqual([]);
  });
});

it("another site, open in the same browser, makes no link", async () => {
  const other = await serve((response) => response.writeHead(200, { "content-type": "text/html" }).end());
  const context = await (await launch()).newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(other.baseUrl);
  const answered: number[] = [];
  page.on("response", (response) => answered.push(response.status()));
  // A request that a browser sends without asking before: a form could do it too.
  const body = JSON.stringify({ name: "Of an attacker", expiresAt: "2099-01-01T00:00:00Z" });
  await page.evaluate(
    ([url, body]) => fetch(url, { method: "POST", mode: "no-cors", credentials: "include", body }),
    [`${web.url}${LIST}`, body] as const,
  );
  await expect.poll(() => answered).toEqual([403]);
  expect(unleash.received).toEqual([]);
});

import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, expect, onTestFinished } from "vitest";
import { chromiumPath } from "./chromium.ts";
import type { Site } from "./site.ts";

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** The browser of this test file. */
export function launch(): Promise<Browser> {
  // As root, which CI is, Chromium does not start with its sandbox.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  browser ??= chromium.launch({ executablePath: chromiumPath, args });
  return browser;
}

export interface PageOptions extends BrowserContextOptions {
  /** Requests that are meant to fail, as `400 POST /sign-up`. Any other that fails, fails the test. */
  refused?: string[];
}

/** A page of an administrator who is logged in, in a browser of their own. */
export async function adminPage(site: Site, options: PageOptions = {}): Promise<Page> {
  const page = await newPage(site, site.adminUrl, options);
  const [name = "", value = ""] = site.cookie.split("=");
  await page.context().addCookies([{ name, value, url: site.adminUrl, httpOnly: true, sameSite: "Strict" }]);
  return page;
}

/** A page of a visitor with an invite link, in a browser of their own. */
export function visitorPage(site: Site, options: PageOptions = {}): Promise<Page> {
  return newPage(site, site.signUpUrl, options);
}

/**
 * When the test is over, the page has to have been quiet: no error and no warning in the console, no request to another
 * origin, no unexpected failure, and the administrator's key in no request and no response.
 */
async function newPage(
  site: Site,
  baseURL: string,
  { refused = [], ...options }: PageOptions,
): Promise<Page> {
  const context = await (await launch()).newContext({ timezoneId: "UTC", baseURL, ...options });
  const page = await context.newPage();
  const noise: string[] = [];
  const failures = new Set<string>();
  const checks: Promise<void>[] = [];
  // What is still on its way when the page closes, is nobody's failure.
  let isClosing = false;
  const note = (where: { push(text: string): unknown } | Set<string>, text: string) => {
    if (isClosing) return;
    if (where instanceof Set) where.add(text);
    else where.push(text);
  };

  page.on("pageerror", (error) => note(noise, String(error)));
  page.on("console", (message) => {
    // The browser says this of every refusal; which ones there were is known from the responses.
    const isRefusal = message.text().startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !isRefusal) note(noise, message.text());
  });
  page.on("requestfailed", (request) => {
    // A page that is left cancels its requests.
    if (request.failure()?.errorText === "net::ERR_ABORTED") return;
    note(failures, `failed ${request.method()} ${pathOf(request.url())}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL) && !url.startsWith("data:")) note(noise, `a request to ${url}`);
    const sent = `${url} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`;
    if (sent.includes(site.apiKey)) note(noise, `the key was sent with ${pathOf(url)}`);
  });
  page.on("response", (response) => {
    const path = pathOf(response.url());
    if (response.status() >= 400)
      note(failures, `${response.status()} ${response.request().method()} ${path}`);
    const check = response.text().then(
      (text) => {
        if (`${JSON.stringify(response.headers())} ${text}`.includes(site.apiKey)) {
          note(noise, `the key was received with ${path}`);
        }
      },
      () => {}, // the browser has let go of the body, as for a page that was left
    );
    checks.push(check);
  });

  onTestFinished(async () => {
    isClosing = true;
    await context.close();
    await Promise.all(checks);
    expect(noise).toEqual([]);
    expect([...failures].sort()).toEqual([...refused].sort());
  });
  return page;
}

/** The path, with a placeholder for the secret. */
function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/tokens\/.+/, "/tokens/…");
}

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
  /** The requests that are meant to fail, as `400 GET /invite/…/validate`. Any other that fails, fails the test. */
  refused?: string[];
}

/**
 * A page in a browser context of its own: nobody is logged in, nothing is remembered. When the test is over, the page has
 * to have been quiet: no error and no warning in the console, no request to another site, none with the administrator's
 * key in it, and no answer with it.
 */
export async function newPage(site: Site, { refused = [], ...options }: PageOptions = {}): Promise<Page> {
  const context = await (await launch()).newContext({ timezoneId: "UTC", baseURL: site.url, ...options });
  const page = await context.newPage();
  const noise: string[] = [];
  const failures = new Set<string>();
  const looks: Promise<void>[] = [];
  let answersRead = 0;

  page.on("pageerror", (error) => noise.push(String(error)));
  page.on("console", (message) => {
    // The browser says this of every refusal; which ones there were is known from the responses.
    const isRefusal = message.text().startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !isRefusal) noise.push(message.text());
  });
  page.on("requestfailed", (request) => failures.add(`failed ${request.method()} ${pathOf(request.url())}`));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== site.url && !request.url().startsWith("data:")) {
      noise.push(`a request to ${request.url()}`);
    }
    looks.push(
      request.allHeaders().then((headers) => {
        const sent = `${request.url()} ${JSON.stringify(headers)} ${request.postData() ?? ""}`;
        if (sent.includes(site.apiKey)) noise.push(`the key went out with ${pathOf(request.url())}`);
      }),
    );
  });
  page.on("response", (response) => {
    const path = pathOf(response.url());
    if (response.status() >= 400) failures.add(`${response.status()} ${response.request().method()} ${path}`);
    looks.push(
      response.text().then(
        (text) => {
          answersRead++;
          const came = `${JSON.stringify(response.headers())} ${text}`;
          if (came.includes(site.apiKey)) noise.push(`the key came with ${path}`);
        },
        () => {}, // left by the browser, as for a page that is gone already
      ),
    );
  });

  onTestFinished(async () => {
    await Promise.all(looks);
    await context.close();
    expect(noise).toEqual([]);
    expect([...failures].sort()).toEqual([...refused].sort());
    expect(answersRead).toBeGreaterThan(0);
  });
  return page;
}

/** The path, with a placeholder for the secret. */
function pathOf(url: string): string {
  return new URL(url).pathname.replace(/[0-9a-f]{32}/, "…");
}

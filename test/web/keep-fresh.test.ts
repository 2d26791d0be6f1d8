import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepFresh } from "../../examples/web/admin/keep-fresh.ts";
import { selectLinks } from "../../examples/web/admin/select-links.ts";
import { createLinkStore, type LinkStore } from "../../examples/web/admin/store.ts";
import { createInviteClient } from "../../src/index.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";

const MS_PER_DAY = 24 * 3_600_000;
const ALL = { status: "all", text: "" } as const;

let window: EventTarget;
let document: { visibilityState: DocumentVisibilityState };
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-21T23:58:50Z") });
  window = new EventTarget();
  document = { visibilityState: "visible" };
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

function start() {
  const fake = createFakeUnleash();
  const client = createInviteClient({ baseUrl: fake.baseUrl, apiKey: "user:any", fetch: fake.fetch });
  const store = createLinkStore(client.tokens);
  const stopFresh = keepFresh(store, { window, document });
  stop = stopFresh;
  return { fake, store, lists: () => fake.requests.length };
}

const status = (store: LinkStore) => {
  const { links = [], now } = store.getState();
  return selectLinks(links, ALL, now).map((row) => row.status);
};

it("a link becomes expired at 00:00 UTC, without any request", async () => {
  const { fake, store } = start();
  fake.seed({ tokens: [{ name: "Ends", expiresAt: new Date("2026-11-22T12:00:00Z") }] });
  await store.refresh();
  expect(status(store)).toEqual(["active"]);
  document.visibilityState = "hidden";
  const before = fake.requests.length;
  await vi.advanceTimersByTimeAsync(69_999);
  expect(status(store)).toEqual(["active"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(status(store)).toEqual(["expired"]);
  expect(fake.requests).toHaveLength(before);
});

it("the list is read every 30 s while the page is visible, and people who joined appear", async () => {
  const { fake, store, lists } = start();
  const { tokens } = fake.seed({
    tokens: [{ name: "Team", expiresAt: new Date(Date.now() + 9 * MS_PER_DAY) }],
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(lists()).toBe(1);
  const client = createInviteClient({ baseUrl: fake.baseUrl, fetch: fake.fetch });
  await client.signUp(tokens[0]?.secret ?? "", {
    name: "Ada",
    email: "ada@example.com",
    password: "correct horse",
  });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(store.getState().notices).toMatchObject([{ kind: "joined", user: { name: "Ada" } }]);
  document.visibilityState = "hidden";
  const before = lists();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(lists()).toBe(before);
});

it.each(["focus", "online", "visibilitychange"])("the list is read at %s", async (event) => {
  const { lists } = start();
  await vi.advanceTimersByTimeAsync(0);
  window.dispatchEvent(new Event(event));
  await vi.advanceTimersByTimeAsync(0);
  expect(lists()).toBe(2);
});

it("a slow list is not asked for again meanwhile", async () => {
  const { fake, lists } = start();
  await vi.advanceTimersByTimeAsync(0);
  fake.failNext("getAllPublicSignupTokens", { delayMs: 9_000 });
  window.dispatchEvent(new Event("focus"));
  await vi.advanceTimersByTimeAsync(1_000);
  window.dispatchEvent(new Event("focus"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(lists()).toBe(2);
});

it("nothing is sent once it is stopped", async () => {
  const { lists } = start();
  await vi.advanceTimersByTimeAsync(0);
  stop();
  window.dispatchEvent(new Event("focus"));
  await vi.advanceTimersByTimeAsync(MS_PER_DAY);
  expect(lists()).toBe(1);
});

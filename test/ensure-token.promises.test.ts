import { afterEach, describe, expect, it, vi } from "vitest";
import type { EnsuredInviteToken } from "../src/index.ts";
import { createInviteClient, type InviteClient } from "../src/index.ts";
import { createFakeUnleash, type FakeUnleash } from "../src/testing/index.ts";
import { clientWith, tokenJson } from "./helpers/client.ts";
import { steps, store } from "./helpers/store.ts";
import { KEY } from "./testing/requests.ts";

const NAME = "Design team";
const HOUR = 3_600_000;
const input = { name: NAME, expiresIn: { days: 7 } };
const NEW = "2026-06-01T11:59:59.500Z";

/** A client in a process that exits before its nth request, if given. */
function clientOf(fake: FakeUnleash, crashBefore = Number.POSITIVE_INFINITY): InviteClient {
  let requests = 0;
  return createInviteClient({
    baseUrl: fake.baseUrl,
    apiKey: KEY,
    settleMs: 0,
    fetch: (url, init) =>
      ++requests >= crashBefore ? new Promise(() => {}) : fake.fetch(url, init as RequestInit),
  });
}

const enabled = ({ tokens }: FakeUnleash) => tokens.filter((token) => token.enabled).length;

describe("ensure", () => {
  it.each([2, 3, 4, 5])(
    "leaves at most one extra active token after a crash before its request %d, and later calls agree on one",
    async (crashBefore) => {
      const fake = createFakeUnleash();
      // The first process creates its token later, and would disable it.
      const rival = clientOf(fake).tokens.ensure(input);
      void clientOf(fake, crashBefore).tokens.ensure(input);
      const { secret } = await rival;
      expect(enabled(fake)).toBeLessThanOrEqual(2);
      fake.advance(2 * HOUR);
      const later = await Promise.all([1, 2, 3].map(() => clientOf(fake).tokens.ensure(input)));
      expect(new Set(later.map((token) => token.secret)).size).toBe(1);
      expect(later[0]?.created).toBe(false);
      expect(fake.tokens.find((token) => token.secret === secret)?.enabled, "returned before").toBe(true);
    },
  );

  it("returns a token that others extend and disable meanwhile as it is", async () => {
    const stored = [tokenJson({ secret: "theirs", createdAt: NEW })];
    const { client, sent } = clientWith(() => {
      const headers = { date: "Mon, 01 Jun 2026 12:00:00 GMT" };
      const response = Response.json({ tokens: stored }, { headers });
      stored[0] = tokenJson({ secret: "theirs", createdAt: NEW, expiresAt: "2026-06-20T10:00:00.000Z" });
      return response;
    });
    const extended = await client.tokens.ensure(input);
    expect(extended).toMatchObject({ secret: "theirs", expiresAt: new Date("2026-06-20T10:00:00Z") });
    expect(steps(sent)).toEqual(["GET ", "GET "]);
    const { tokens, stored: updated } = store(
      [{ secret: "one", createdAt: "2026-05-01T00:00:00.000Z", expiresAt: "2026-06-03T10:00:00.000Z" }],
      ({ method }) => {
        if (method === "PUT") Object.assign(updated.get("one") ?? {}, { enabled: false });
        return undefined;
      },
    );
    const renewed = await tokens.ensure({ ...input, renewBefore: { days: 3 } });
    expect(renewed).toMatchObject({ secret: "one", enabled: false, renewed: true });
  });

  it("does not renew the token that it has created, even if midnight has passed since", async () => {
    const made = tokenJson({ secret: "made", createdAt: NEW, expiresAt: "2026-06-03T23:59:59.999Z" });
    const { client, sent } = clientWith(({ method }, nth) => {
      if (method === "POST") return Response.json(made, { status: 201 });
      const date = nth === 1 ? "Mon, 01 Jun 2026 23:59:59 GMT" : "Tue, 02 Jun 2026 00:00:01 GMT";
      return Response.json({ tokens: nth === 1 ? [] : [made] }, { headers: { date } });
    });
    const renewing = { name: NAME, expiresIn: { days: 1 }, renewBefore: { weeks: 4 } };
    expect(await client.tokens.ensure(renewing)).toMatchObject({ created: true, renewed: false });
    expect(sent.map(({ method }) => method)).not.toContain("PUT");
  });
});

describe("a rotation", () => {
  it("may disable what an earlier one returned", async () => {
    const fake = createFakeUnleash();
    const first = await clientOf(fake).tokens.rotate(input);
    const second = await clientOf(fake).tokens.rotate(input);
    expect(second.disabledTokens.map(({ secret }) => secret)).toEqual([first.secret]);
    expect(await clientOf(fake).tokens.list({ name: NAME, status: "active" })).toMatchObject([
      { secret: second.secret },
    ]);
  });
});

describe("the pause of ensure for concurrent creators", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.resetModules();
  });

  it("is 1,000 ms by default", async () => {
    // The SDK keeps the timers that it finds when it is loaded.
    vi.useFakeTimers();
    vi.resetModules();
    const sdk = await import("../src/index.ts");
    const { baseUrl, fetch } = createFakeUnleash();
    const { tokens } = sdk.createInviteClient({ baseUrl, apiKey: KEY, fetch });
    const settled = vi.fn<(token: EnsuredInviteToken) => void>();
    const ensured = tokens.ensure(input).then(settled);
    await vi.advanceTimersByTimeAsync(999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await ensured;
    expect(settled.mock.calls[0]?.[0].created).toBe(true);
  });

  it("is made for a token of any age if the response has no readable Date header", async () => {
    const hourAgo = tokenJson({ createdAt: "2026-06-01T11:00:00.000Z" });
    const { client, sent } = clientWith(() => ({ tokens: [hourAgo] }));
    expect(await client.tokens.ensure(input)).toMatchObject({ created: false });
    expect(steps(sent)).toEqual(["GET ", "GET "]);
  });

  it("is made once if the list shows the created token only afterwards", async () => {
    const own = tokenJson({ secret: "own", createdAt: NEW });
    const { client, sent } = clientWith(({ method }, nth) => {
      if (method === "POST") return Response.json(own, { status: 201 });
      const headers = { date: "Mon, 01 Jun 2026 12:00:00 GMT" };
      return Response.json({ tokens: nth < 4 ? [] : [own] }, { headers });
    });
    expect(await client.tokens.ensure(input)).toMatchObject({ secret: "own", created: true });
    expect(steps(sent)).toEqual(["GET ", "POST ", "GET ", "GET "]);
  });
});

import { describe, expect, it, vi } from "vitest";
import type { EnsureTokenInput, InviteTokens } from "../src/index.ts";
import { clientWith, tokenJson } from "./helpers/client.ts";
import { failure, refuse, steps, store } from "./helpers/store.ts";

describe("ensure", () => {
  const input = { name: "Design team", expiresIn: { days: 7 } };
  const old = "2026-05-01T00:00:00.000Z";
  const ensured = (tokens: InviteTokens, over: Partial<EnsureTokenInput> = {}) =>
    tokens.ensure({ ...input, ...over } as EnsureTokenInput);

  it("returns the active token of this name that is valid longest, and disables none", async () => {
    const { tokens, sent } = store([
      { secret: "tonight", createdAt: old, expiresAt: "2026-06-02T10:00:00.000Z" },
      { secret: "longest", createdAt: "2026-05-02T00:00:00.000Z", expiresAt: "2026-06-20T10:00:00.000Z" },
      { secret: "other", createdAt: old, name: "Other", expiresAt: "2026-06-30T10:00:00.000Z" },
    ]);
    expect(await ensured(tokens)).toMatchObject({ secret: "longest", created: false, renewed: false });
    expect(steps(sent), "one request").toEqual(["GET "]);
  });

  it("creates a token if only other names have an active one", async () => {
    const { tokens, stored } = store([
      { secret: "other", createdAt: old, name: "Other" },
      { secret: "disabled", enabled: false },
    ]);
    expect(await ensured(tokens)).toMatchObject({ secret: "made-2", name: "Design team", created: true });
    expect(stored.get("other")?.enabled).toBe(true);
  });

  it("moves a token with less than renewBefore left to the requested expiry, and sets renewed", async () => {
    const { tokens, sent } = store([
      { secret: "one", createdAt: old, expiresAt: "2026-06-03T10:00:00.000Z" },
    ]);
    const renewed = await ensured(tokens, { renewBefore: { days: 3 } });
    expect(renewed).toMatchObject({ secret: "one", created: false, renewed: true });
    expect(sent[1]?.body).toEqual({ expiresAt: "2026-06-09T23:59:59.999Z" });
    expect(await ensured(tokens, { renewBefore: { days: 3 } })).toMatchObject({ renewed: false });
  });

  it("uses the date of the server, not the clock of the client", async () => {
    const { client, sent } = clientWith(({ method, body }) => {
      const headers = { date: "Tue, 02 Jun 2026 00:30:00 GMT" };
      if (method === "POST")
        return Response.json(tokenJson({ ...(body as object), secret: "made" }), { status: 201 });
      const today = tokenJson({ secret: "today", createdAt: old, expiresAt: "2026-06-02T18:00:00.000Z" });
      const made = sent.length > 1 ? [tokenJson({ secret: "made", createdAt: old })] : [];
      return Response.json({ tokens: [today, ...made] }, { headers });
    });
    const token = await client.tokens.ensure({ name: "Design team", expiresIn: { hours: 24 } });
    expect(token).toMatchObject({ secret: "made", created: true });
    expect(sent[1]?.body).toMatchObject({ expiresAt: "2026-06-04T23:59:59.999Z" });
  });

  it("reports a created token in applied", async () => {
    const { tokens } = store([], ({ method }, nth) =>
      method === "GET" && nth > 1 ? refuse(403) : undefined,
    );
    expect((await failure(ensured(tokens))).applied).toEqual([{ change: "created", secret: "made-0" }]);
  });

  it("reports a disabled token in applied", async () => {
    const { tokens, stored } = store([], ({ method }, nth) => {
      if (method === "POST")
        stored.set("rival", tokenJson({ secret: "rival", createdAt: "2026-06-01T11:59:59.999Z" }));
      return nth === 5 ? refuse(403) : undefined;
    });
    expect((await failure(ensured(tokens))).applied).toEqual([
      { change: "created", secret: "made-1" },
      { change: "disabled", secret: "made-1" },
    ]);
  });

  it("rejects with the signal's reason as soon as it is aborted during the pause", async () => {
    const controller = new AbortController();
    const { tokens, sent } = store([], () => undefined, { settleMs: 3_600_000 });
    const rejected = expect(tokens.ensure(input, { signal: controller.signal })).rejects.toBe("enough");
    // The second list shows the new token, and the pause begins.
    await vi.waitFor(() => expect(steps(sent)).toEqual(["GET ", "POST ", "GET "]));
    controller.abort("enough");
    await rejected;
  });
});

describe("rotate", () => {
  const input = { name: "Design team", expiresIn: { days: 7 } };
  const rotated = (tokens: InviteTokens) => tokens.rotate(input);
  const three = [
    { secret: "first-secret-of-16" },
    { secret: "disabled", enabled: false },
    { secret: "expired-secret-of", expiresAt: "2026-05-05T00:00:00.000Z" },
    { secret: "other", name: "Other" },
  ];

  it("disables every enabled token of this name, then creates a new one", async () => {
    const { tokens, stored, sent } = store(three);
    const token = await rotated(tokens);
    expect(token).toMatchObject({ secret: "made-4", enabled: true });
    expect(token.disabledTokens.map(({ secret }) => secret)).toEqual([
      "first-secret-of-16",
      "expired-secret-of",
    ]);
    expect(steps(sent).slice(0, 4)).toEqual([
      "GET ",
      "PUT /first-secret-of-16",
      "PUT /expired-secret-of",
      "POST ",
    ]);
    const enabled = [...stored.values()].filter(({ enabled }) => enabled);
    expect(enabled.map(({ secret }) => secret)).toEqual(["other", "made-4"]);
  });

  it("reports disabled tokens in applied when a later step fails", async () => {
    const { tokens } = store(three, ({ method }) => (method === "POST" ? refuse(403) : undefined));
    const error = await failure(tokens.rotate(input));
    expect(error.applied).toEqual([
      { change: "disabled", secret: "first-secret-of-16" },
      { change: "disabled", secret: "expired-secret-of" },
    ]);
    expect(error.message).toContain("(already applied: firs…f-16 disabled, expi…t-of disabled)");
  });

  it("rejects invalid input before it disables a token", async () => {
    const { tokens, sent } = store(three);
    expect((await failure(tokens.rotate({ name: "", expiresIn: { days: 7 } }))).code).toBe("invalid_input");
    expect(sent).toEqual([]);
  });

  it("rejects an expiry that is past by the date of the server before it disables a token", async () => {
    const headers = { date: "Sat, 06 Jun 2026 00:00:01 GMT" };
    const { client, sent } = clientWith(() => Response.json({ tokens: [tokenJson()] }, { headers }));
    const late = client.tokens.rotate({ name: "Design team", expiresAt: "2026-06-06T12:00:00Z" });
    expect((await failure(late)).code).toBe("invalid_input");
    expect(steps(sent)).toEqual(["GET "]);
  });
});

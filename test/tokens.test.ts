import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ForbiddenError, NotFoundError, type TokenFilter } from "../src/index.ts";
import { clientWith, SECRET, tokenJson } from "./helpers/client.ts";
import { failure, refuse, steps, store } from "./helpers/store.ts";

describe("update", () => {
  const users = [{ id: 7, name: "Ada", username: null }];

  it("returns the full token if the response of the server lacks the role and the users", async () => {
    const { tokens, sent } = store([{ secret: SECRET, users }]);
    const token = await tokens.update(SECRET, { enabled: false });
    expect(token).toMatchObject({ enabled: false, users, role: { name: "Viewer" } });
    expect(steps(sent)).toEqual([`PUT /${SECRET}`, `GET /${SECRET}`]);
  });

  it("sends no second request if the response is complete", async () => {
    const { client, sent } = clientWith(() => tokenJson({ users }));
    expect((await client.tokens.update(SECRET, { enabled: true })).users).toEqual(users);
    expect(sent).toHaveLength(1);
  });

  it("reports the update in applied if only reading the token fails", async () => {
    const { tokens } = store([{ secret: SECRET }], ({ method }) =>
      method === "GET" ? refuse(403) : undefined,
    );
    const error = await failure(tokens.update(SECRET, { enabled: true }));
    expect(error).toBeInstanceOf(ForbiddenError);
    expect(error.applied).toEqual([{ change: "updated", secret: SECRET }]);
    expect(error.message).toContain("(already applied: a3c8…42fc updated)");
    expect(error.toJSON()).toMatchObject({ applied: [{ change: "updated", secret: "a3c8…42fc" }] });
    expect((await failure(tokens.disable(SECRET))).applied).toEqual([{ change: "disabled", secret: SECRET }]);
  });

  it("may overwrite what an administrator changed before a retry", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    onTestFinished(() => void vi.restoreAllMocks());
    const { tokens, sent, stored } = store([{ secret: SECRET }], ({ method }, nth) => {
      if (method !== "PUT" || nth > 1) return undefined;
      Object.assign(stored.get(SECRET) ?? {}, { enabled: false });
      return new Response("", { status: 502 });
    });
    expect((await tokens.enable(SECRET)).enabled).toBe(true);
    expect(steps(sent)).toEqual([`PUT /${SECRET}`, `PUT /${SECRET}`, `GET /${SECRET}`]);
  });

  it("has an empty applied if the update itself fails", async () => {
    const error = await failure(store([]).tokens.enable(SECRET));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.applied).toEqual([]);
    expect(error.toJSON()).toMatchObject({ applied: [] });
  });
});

describe("list", () => {
  const tokens = store([
    { secret: "old", createdAt: "2026-05-01T00:00:00.000Z" },
    { secret: "new", createdAt: "2026-05-03T00:00:00.000Z" },
    { secret: "other", createdAt: "2026-05-02T00:00:00.000Z", name: "Other" },
    { secret: "expired", createdAt: "2026-04-01T00:00:00.000Z", expiresAt: "2026-06-01T23:00:00.000Z" },
    { secret: "disabled", createdAt: "2026-04-02T00:00:00.000Z", enabled: false },
  ]).tokens;
  const secrets = async (filter?: TokenFilter) => (await tokens.list(filter)).map(({ secret }) => secret);

  it("returns all tokens, newest first", async () => {
    expect(await secrets()).toEqual(["new", "other", "old", "disabled", "expired"]);
    expect(await secrets({})).toHaveLength(5);
  });

  it("filters by name and status", async () => {
    expect(await secrets({ name: "Other" })).toEqual(["other"]);
    expect(await secrets({ name: "other" }), "exactly").toEqual([]);
    expect(await secrets({ status: "active" })).toEqual(["new", "other", "old"]);
    expect(await secrets({ status: "expired" })).toEqual(["expired"]);
    expect(await secrets({ name: "Design team", status: "disabled" })).toEqual(["disabled"]);
    expect(await secrets({ name: "Other", status: undefined })).toEqual(["other"]);
  });

  it("accepts options as the second argument", async () => {
    await expect(tokens.list(undefined, { signal: AbortSignal.abort("enough") })).rejects.toBe("enough");
  });
});

describe("create", () => {
  const createdWith = (expiresAt: string) =>
    clientWith(() => Response.json(tokenJson({ expiresAt }), { status: 201 })).client.tokens;

  it("sets expiryCapped if validUntil is earlier than requested, and not within one day", async () => {
    const capped = await createdWith("2026-07-01T12:00:00.000Z").create({
      name: "n",
      expiresIn: { days: 90 },
    });
    expect(capped).toMatchObject({ expiryCapped: true, expiresAt: new Date("2026-07-01T12:00:00Z") });
    const sameDay = { name: "n", expiresAt: "2026-07-01T18:00:00Z" };
    expect((await createdWith("2026-07-01T12:00:00.000Z").create(sameDay)).expiryCapped).toBe(false);
  });
});

describe("extend", () => {
  it.each([
    ["the end of the link", "2026-06-03T09:00:00.000Z", { days: 7 }, "2026-06-10T23:59:59.999Z"],
    ["the end of the link, rounded up", "2026-06-03T09:00:00.000Z", { hours: 1 }, "2026-06-04T23:59:59.999Z"],
    ["now, if the link has expired", "2026-01-01T09:00:00.000Z", { days: 7 }, "2026-06-09T23:59:59.999Z"],
    ["now, if the link expires today", "2026-06-01T23:00:00.000Z", { hours: 12 }, "2026-06-02T23:59:59.999Z"],
  ])("counts from %s", async (_, expiresAt, by, extended) => {
    const { tokens, sent } = store([{ secret: SECRET, expiresAt }]);
    expect((await tokens.extend(SECRET, by)).expiresAt).toEqual(new Date(extended));
    expect(steps(sent)).toEqual([`GET /${SECRET}`, `PUT /${SECRET}`, `GET /${SECRET}`]);
  });

  it("moves the expiry and nothing else: a disabled token stays disabled", async () => {
    const { tokens, sent } = store([{ secret: SECRET, enabled: false }]);
    expect((await tokens.extend(SECRET, { days: 7 })).enabled).toBe(false);
    expect(Object.keys(sent[1]?.body as object)).toEqual(["expiresAt"]);
  });

  it("does not enable a token that is disabled between the read and the write", async () => {
    const { tokens, stored } = store([{ secret: SECRET }], ({ method }) => {
      if (method === "PUT") Object.assign(stored.get(SECRET) ?? {}, { enabled: false });
      return undefined;
    });
    expect((await tokens.extend(SECRET, { days: 7 })).enabled).toBe(false);
  });
});

describe("disableAll", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, nth) => ({ secret: `secret-number-${nth}` }));

  it("disables the enabled tokens of one name, expired ones too, and returns them", async () => {
    const { tokens, sent } = store([
      { secret: "one", users: [{ id: 7, name: "Ada", username: null }] },
      { secret: "expired", expiresAt: "2026-01-01T00:00:00.000Z" },
      { secret: "disabled", enabled: false },
      { secret: "other", name: "Other" },
    ]);
    const disabled = await tokens.disableAll({ name: "Design team" });
    expect(disabled).toMatchObject([
      { secret: "one", enabled: false, users: [{ id: 7 }], role: { name: "Viewer" } },
      { secret: "expired", enabled: false },
    ]);
    expect(steps(sent)).toEqual(["GET ", "PUT /one", "PUT /expired"]);
  });

  it("updates eight tokens at a time", async () => {
    let open = 0;
    let most = 0;
    const stored = many(30).map(({ secret }) => tokenJson({ secret }));
    const { client } = clientWith(async ({ method }) => {
      if (method === "GET") return { tokens: stored };
      most = Math.max(most, ++open);
      await new Promise(setImmediate);
      open--;
      return { ...stored[0], role: {} };
    });
    expect(await client.tokens.disableAll({ name: "Design team" })).toHaveLength(30);
    expect(most).toBe(8);
  });

  it("reports the disabled tokens in applied, including those in flight when one failed", async () => {
    let updates = 0;
    const { tokens, stored } = store(many(30), ({ method }) =>
      method === "PUT" && ++updates === 4 ? refuse(403) : undefined,
    );
    const error = await failure(tokens.disableAll({ name: "Design team" }));
    const disabled = [...stored.values()].filter(({ enabled }) => !enabled).map(({ secret }) => secret);
    expect(new Set(error.applied.map(({ secret }) => secret))).toEqual(new Set(disabled));
    expect(disabled.length).toBeLessThan(16);
  });
});

describe("a token", () => {
  it("can be passed as a secret, a link or an object with a secret", async () => {
    const { client, sent } = clientWith(({ path }) =>
      path.endsWith("/validate") ? new Response() : { ...tokenJson(), id: 1 },
    );
    const token = await client.tokens.get(SECRET);
    for (const reference of [SECRET, ` ${token.url}\n`, token, { secret: SECRET }]) {
      const before = sent.length;
      await client.tokens.get(reference);
      await client.tokens.update(reference, { enabled: true });
      await client.tokens.enable(reference);
      await client.tokens.disable(reference);
      await client.tokens.extend(reference, { days: 7 });
      await client.validate(reference);
      await client.signUp(reference, { name: "n", email: "a@example.com", password: "p" });
      for (const { path } of sent.slice(before)) expect(path.split("/")).toContain(SECRET);
    }
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PublicSignupTokenSchema } from "../generated/openapi.ts";
import { ForbiddenError, InviteError, type InviteTokens, NotFoundError } from "../src/index.ts";
import { clientWith, SECRET, type Sent, tokenJson } from "./helpers/client.ts";

const TOKENS = "/api/admin/invite-link/tokens";
const secretIn = ({ path }: Sent) => path.slice(TOKENS.length + 1);
const steps = (sent: readonly Sent[]) =>
  sent.map(({ method, path }) => `${method} ${path.replace(TOKENS, "")}`);
const refuse = (status: number) => Response.json({ message: "no" }, { status });

async function failure(call: Promise<unknown>): Promise<InviteError> {
  const error = await call.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InviteError);
  return error as InviteError;
}

/** As much of a server as these rules need: its update answers half a token, as the real ones do. */
function store(
  initial: Partial<PublicSignupTokenSchema>[],
  fail: (sent: Sent) => Response | undefined = () => undefined,
) {
  const tokens = new Map(initial.map((over) => [String(over.secret), tokenJson(over)]));
  const made = clientWith((request) => {
    const failed = fail(request);
    if (failed !== undefined) return failed;
    if (request.method === "POST") {
      const secret = `made-${tokens.size}`;
      const over = { ...(request.body as object), secret, createdAt: "2026-06-01T12:00:00.000Z" };
      tokens.set(secret, tokenJson(over));
      return Response.json(tokens.get(secret), { status: 201 });
    }
    if (request.path === TOKENS) return { tokens: [...tokens.values()] };
    const token = tokens.get(secretIn(request));
    if (token === undefined) return refuse(404);
    if (request.method === "PUT") {
      Object.assign(token, request.body);
      return { ...token, role: {}, users: [] };
    }
    return token;
  });
  return { ...made, tokens: made.client.tokens, stored: tokens };
}

// Two methods wait between two looks, and here time is made to pass.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());
async function inTwoSeconds<T>(method: () => Promise<T>): Promise<T> {
  const call = method();
  call.catch(() => {});
  await vi.advanceTimersByTimeAsync(2_000);
  return call;
}

describe("update", () => {
  const users = [{ id: 7, name: "Ada", username: null }];

  it("answers the whole token, though the server's own answer lacks the role and the users", async () => {
    const { tokens, sent } = store([{ secret: SECRET, users }]);
    const token = await tokens.update(SECRET, { enabled: false });
    expect(token).toMatchObject({ enabled: false, users, role: { name: "Viewer" } });
    expect(steps(sent)).toEqual([`PUT /${SECRET}`, `GET /${SECRET}`]);
  });

  it("needs no second request when the server answers completely", async () => {
    const { client, sent } = clientWith(() => tokenJson({ users }));
    expect((await client.tokens.update(SECRET, { enabled: true })).users).toEqual(users);
    expect(sent).toHaveLength(1);
  });

  it("tells in its error that it was applied, when only reading the token back fails", async () => {
    const { tokens } = store([{ secret: SECRET }], ({ method }) =>
      method === "GET" ? refuse(403) : undefined,
    );
    const error = await failure(tokens.update(SECRET, { enabled: true }));
    expect(error).toBeInstanceOf(ForbiddenError);
    expect(error.applied).toEqual([{ change: "updated", secret: SECRET }]);
    expect(error.message).toContain("(already done: a3c8…42fc updated)");
    expect(error.toJSON()).toMatchObject({ applied: [{ change: "updated", secret: "a3c8…42fc" }] });
    expect((await failure(tokens.disable(SECRET))).applied).toEqual([{ change: "disabled", secret: SECRET }]);
  });

  it("tells of nothing applied, when the update itself fails", async () => {
    const error = await failure(store([]).tokens.enable(SECRET));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.applied).toEqual([]);
    expect(error.toJSON()).not.toHaveProperty("applied");
  });
});

describe("create", () => {
  it("tells whether the server shortened the life that was asked for", async () => {
    const { client } = clientWith(() =>
      Response.json(tokenJson({ expiresAt: "2026-07-01T12:00:00.000Z" }), { status: 201 }),
    );
    const capped = await client.tokens.create({ name: "n", expiresIn: { days: 90 } });
    expect(capped).toMatchObject({ expiryCapped: true, expiresAt: new Date("2026-07-01T12:00:00Z") });
    const whole = await client.tokens.create({ name: "n", expiresAt: "2026-07-01T12:00:00Z" });
    expect(whole.expiryCapped).toBe(false);
  });
});

describe("extend", () => {
  it("counts from the expiry, and enables", async () => {
    const { tokens, sent } = store([
      { secret: SECRET, expiresAt: "2026-06-03T09:00:00.000Z", enabled: false },
    ]);
    const token = await tokens.extend(SECRET, { days: 7 });
    expect(token).toMatchObject({ enabled: true, expiresAt: new Date("2026-06-10T09:00:00Z") });
    expect(sent[1]?.body).toEqual({ expiresAt: "2026-06-10T09:00:00.000Z", enabled: true });
  });

  it("counts from now when the token has expired", async () => {
    const { tokens } = store([{ secret: SECRET, expiresAt: "2026-01-01T09:00:00.000Z" }]);
    expect((await tokens.extend(SECRET, { days: 7 })).expiresAt).toEqual(new Date("2026-06-08T12:00:00Z"));
  });

  it("is refused when the link would be dead all the same", async () => {
    const { tokens, sent } = store([{ secret: SECRET, expiresAt: "2026-01-01T09:00:00.000Z" }]);
    const error = await failure(tokens.extend(SECRET, { hours: 2 }));
    expect(error.code).toBe("invalid_input");
    expect(steps(sent)).toEqual([`GET /${SECRET}`]);
  });
});

describe("active", () => {
  it("is the oldest token whose link works, or undefined", async () => {
    const { tokens, stored } = store([
      { secret: "young", createdAt: "2026-05-03T00:00:00.000Z" },
      { secret: "b-old", createdAt: "2026-05-02T00:00:00.000Z" },
      { secret: "a-old", createdAt: "2026-05-02T00:00:00.000Z" },
      { secret: "disabled", createdAt: "2026-05-01T00:00:00.000Z", enabled: false },
      { secret: "expired", createdAt: "2026-05-01T00:00:00.000Z", expiresAt: "2026-06-01T18:00:00.000Z" },
    ]);
    expect((await tokens.active())?.secret).toBe("a-old");
    for (const token of stored.values()) token.enabled = false;
    expect(await tokens.active()).toBeUndefined();
  });
});

describe("ensure", () => {
  const input = { name: "n", expiresIn: { days: 7 } };
  const old = "2026-05-01T00:00:00.000Z";

  const ensured = (tokens: InviteTokens) => inTwoSeconds(() => tokens.ensure(input));

  it("answers the active token with a single request", async () => {
    const { tokens, sent } = store([{ secret: "one", createdAt: old }]);
    expect((await ensured(tokens)).secret).toBe("one");
    expect(steps(sent)).toEqual(["GET "]);
  });

  it("disables the younger ones of several, and leaves tokens that work no more alone", async () => {
    const { tokens, stored, sent } = store([
      { secret: "younger", createdAt: "2026-05-02T00:00:00.000Z" },
      { secret: "oldest", createdAt: old },
      { secret: "expired", createdAt: old, expiresAt: "2026-05-05T00:00:00.000Z" },
    ]);
    expect((await ensured(tokens)).secret).toBe("oldest");
    expect(stored.get("younger")?.enabled).toBe(false);
    expect(steps(sent)).toEqual(["GET ", "PUT /younger"]);
  });

  it("makes one where there is none", async () => {
    const { tokens, stored } = store([{ secret: "disabled", enabled: false }]);
    expect(await ensured(tokens)).toMatchObject({ secret: "made-1", name: "n", enabled: true });
    expect(stored.size).toBe(2);
  });

  it("gives up its own token for an older one that comes to light only after it was made", async () => {
    const { tokens, stored } = store([], ({ method }) => {
      if (method === "POST")
        stored.set("rival", tokenJson({ secret: "rival", createdAt: "2026-06-01T11:59:59.999Z" }));
      return undefined;
    });
    expect((await ensured(tokens)).secret).toBe("rival");
    expect(stored.get("made-1")?.enabled).toBe(false);
  });

  it("looks twice at a token that was made just now, for an older one may come to light", async () => {
    let lists = 0;
    const { tokens, stored } = store(
      [{ secret: "fresh", createdAt: "2026-06-01T11:59:59.000Z" }],
      ({ path }) => {
        if (path === TOKENS && ++lists === 2) {
          stored.set("rival", tokenJson({ secret: "rival", createdAt: "2026-06-01T11:59:58.999Z" }));
        }
        return undefined;
      },
    );
    expect((await ensured(tokens)).secret).toBe("rival");
    expect(stored.get("fresh")?.enabled).toBe(false);
    expect(lists, "until the same one wins twice").toBe(3);
  });

  it("ends its own token alone at first, and what others left at the second look", async () => {
    const { tokens, stored, sent } = store([], ({ method }) => {
      if (method !== "POST") return undefined;
      stored.set("rival", tokenJson({ secret: "rival", createdAt: "2026-06-01T11:59:59.999Z" }));
      stored.set("straggler", tokenJson({ secret: "straggler", createdAt: "2026-06-01T12:00:00.001Z" }));
      return undefined;
    });
    expect((await ensured(tokens)).secret).toBe("rival");
    expect(steps(sent)).toEqual(["GET ", "POST ", "GET ", "PUT /made-2", "GET ", "PUT /straggler"]);
  });

  it("gives the token as it is when somebody ended it meanwhile, and makes no other", async () => {
    const { tokens, stored } = store([], ({ method, path }) => {
      const made = stored.get("made-0");
      if (method === "GET" && path === TOKENS && made !== undefined) made.enabled = false;
      return undefined;
    });
    expect(await ensured(tokens)).toMatchObject({ secret: "made-0", enabled: false });
    expect(stored.size).toBe(1);
  });

  it("takes the token of a rotation that ended its own", async () => {
    let looks = 0;
    const { tokens, stored } = store([], ({ method, path }) => {
      const made = stored.get("made-0");
      if (method === "GET" && path === TOKENS && made !== undefined) {
        made.enabled = false;
        if (++looks === 3)
          stored.set("rotated", tokenJson({ secret: "rotated", createdAt: "2026-06-01T12:00:01.000Z" }));
      }
      return undefined;
    });
    expect(await ensured(tokens)).toMatchObject({ secret: "rotated", enabled: true });
    expect(stored.size).toBe(2);
  });

  it("tells in its error what it had made and disabled", async () => {
    const { tokens, stored } = store([], ({ method }) => {
      if (method === "POST") stored.set("rival", tokenJson({ secret: "rival", createdAt: old }));
      return method === "PUT" ? refuse(403) : undefined;
    });
    expect((await failure(ensured(tokens))).applied).toEqual([{ change: "created", secret: "made-1" }]);
  });

  it("ends at once, with the signal's reason, when aborted while it waits", async () => {
    const controller = new AbortController();
    const { tokens } = store([]);
    const rejected = expect(tokens.ensure(input, { signal: controller.signal })).rejects.toBe("enough");
    await vi.advanceTimersByTimeAsync(100);
    controller.abort("enough");
    await rejected;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("rotate", () => {
  const input = { name: "n", expiresIn: { days: 7 } };
  const rotated = (tokens: InviteTokens) => inTwoSeconds(() => tokens.rotate(input));
  const two = [
    { secret: "first-secret-of-16" },
    { secret: "other", enabled: false },
    { secret: "expired-secret-of", expiresAt: "2026-05-05T00:00:00.000Z" },
  ];

  it("disables every enabled token first, then makes a new one", async () => {
    const { tokens, stored, sent } = store(two);
    expect(await rotated(tokens)).toMatchObject({ secret: "made-3", enabled: true });
    expect(steps(sent)).toEqual([
      "GET ",
      "PUT /first-secret-of-16",
      "PUT /expired-secret-of",
      "GET ",
      "POST ",
      "GET ",
      "GET ",
    ]);
    expect([...stored.values()].filter(({ enabled }) => enabled)).toHaveLength(1);
  });

  it("takes the new token of another process that rotates at the same time", async () => {
    const { tokens, stored } = store(two, ({ method }) => {
      if (method === "POST")
        stored.set("rival", tokenJson({ secret: "rival", createdAt: "2026-06-01T11:59:59.999Z" }));
      return undefined;
    });
    expect((await rotated(tokens)).secret).toBe("rival");
    expect([...stored.values()].filter(({ enabled }) => enabled)).toHaveLength(1);
  });

  it("tells in its error what it had disabled when a later step fails", async () => {
    const { tokens } = store(two, ({ method }) => (method === "POST" ? refuse(403) : undefined));
    const error = await failure(tokens.rotate(input));
    expect(error.applied).toEqual([
      { change: "disabled", secret: "first-secret-of-16" },
      { change: "disabled", secret: "expired-secret-of" },
    ]);
    expect(error.message).toContain("(already done: firs…f-16 disabled, expi…t-of disabled)");
  });

  it("refuses bad input before it disables anything", async () => {
    const { tokens, sent } = store(two);
    expect((await failure(tokens.rotate({ name: "", expiresIn: { days: 7 } }))).code).toBe("invalid_input");
    expect(sent).toEqual([]);
  });
});

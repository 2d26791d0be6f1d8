import { describe, expect, it } from "vitest";
import { decide, type ElectionState } from "../src/decide.ts";
import { startElection } from "../src/ensure-token.ts";
import type { AnyInput, SendOperation } from "../src/http/request.ts";
import { type Duration, InvalidResponseError, type InviteToken } from "../src/index.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const MINUTE = 60_000;

/** A token created some time ago and valid for some days. */
function token(
  secret: string,
  ageMs: number,
  over: Partial<InviteToken> & { days?: number } = {},
): InviteToken {
  const { days = 7, ...rest } = over;
  return {
    secret,
    url: null,
    name: "n",
    enabled: true,
    expiresAt: new Date(NOW + days * 24 * 60 * MINUTE),
    createdAt: new Date(NOW - ageMs),
    createdBy: null,
    users: [],
    role: { id: 3, name: "Viewer", type: "root" },
    ...rest,
  };
}

const start: ElectionState = {
  name: "n",
  excluded: new Set(),
  before: new Set(),
  created: [],
  settledUpTo: Number.NEGATIVE_INFINITY,
  pauses: 0,
};
const own = { created: [token("own", 0)] };
const settled = { settledUpTo: NOW };

function decisionFor(tokens: InviteToken[], state: Partial<ElectionState> = {}, hasDate = true): string {
  const view = { tokens, serverDate: hasDate ? NOW : Number.NaN, now: NOW };
  const decision = decide(view, { ...start, ...state });
  return decision.token ? `${decision.type} ${decision.token.secret}` : decision.type;
}

describe("decide", () => {
  it.each<[string, InviteToken[], Partial<ElectionState>, string]>([
    ["no token: creates", [], {}, "create"],
    ["an active token of an hour: returns it", [token("a", 60 * MINUTE)], {}, "return a"],
    ["a token of another name: creates", [token("a", 60 * MINUTE, { name: "N" })], {}, "create"],
    ["a disabled token: creates", [token("a", 60 * MINUTE, { enabled: false })], {}, "create"],
    ["an expired token: creates", [token("a", 60 * MINUTE, { days: -1 })], {}, "create"],
    ["a token that expires later today: creates", [token("a", 60 * MINUTE, { days: 0.4 })], {}, "create"],
    [
      "a token with an invalid expiry: creates",
      [token("a", 60 * MINUTE, { days: Number.NaN })],
      {},
      "create",
    ],
    ["an excluded token: creates", [token("a", 60 * MINUTE)], { excluded: new Set(["a"]) }, "create"],
    ["a token of 60 s: returns it", [token("a", MINUTE)], {}, "return a"],
    ["a token of less than 60 s: waits", [token("a", MINUTE - 1)], {}, "wait a"],
    [
      "a token seen before a pause: returns it",
      [token("a", 1_000)],
      { settledUpTo: NOW - 1_000 },
      "return a",
    ],
    [
      "a token newer than all before the pause: waits",
      [token("a", 1)],
      { settledUpTo: NOW - 1_000 },
      "wait a",
    ],
    ["its own token alone: waits for older ones", [token("own", 0)], own, "wait own"],
    ["only its own token after a pause: returns it", [token("own", 0)], { ...own, ...settled }, "return own"],
    [
      "an older token of another call: disables its own",
      [token("own", 0), token("a", 1)],
      own,
      "disable own",
    ],
    [
      "a token of the same age: the lower secret wins",
      [token("own", 0), token("p", 0)],
      { ...own, ...settled },
      "return own",
    ],
    [
      "a newer token of another call: keeps its own",
      [token("own", 1), token("a", 0)],
      { ...own, ...settled },
      "return own",
    ],
    [
      "an older token that is valid for less time: it still wins",
      [token("own", 0, { days: 30 }), token("a", 1, { days: 2 })],
      own,
      "disable own",
    ],
    [
      "an older token that existed before the create: keeps its own",
      [token("own", 0), token("a", 1)],
      { ...own, ...settled, before: new Set(["a"]) },
      "return a",
    ],
    [
      "a token that is 10 minutes older: keeps its own",
      [token("own", 0, { days: 8 }), token("a", 10 * MINUTE)],
      { ...own, ...settled },
      "return own",
    ],
    [
      "an older disabled token: keeps its own",
      [token("own", 0), token("a", 1, { enabled: false })],
      own,
      "wait own",
    ],
    [
      "tokens created 10 minutes apart: the one valid longest",
      [token("a", 30 * MINUTE), token("b", 20 * MINUTE, { days: 8 })],
      {},
      "return b",
    ],
    [
      "tokens created 10 minutes apart and valid for the same number of days: the oldest",
      [token("b", 20 * MINUTE, { days: 7.4 }), token("a", 30 * MINUTE)],
      {},
      "return a",
    ],
    [
      "tokens created within 10 minutes: the oldest",
      [token("b", 21 * MINUTE, { days: 8 }), token("a", 30 * MINUTE)],
      {},
      "return a",
    ],
    ["its own not in the list: waits, even if there is another", [token("a", 60 * MINUTE)], own, "wait own"],
    [
      "its own token not in the list after three pauses: creates another",
      [],
      { ...own, pauses: 3 },
      "create",
    ],
    [
      "its own token disabled by others: creates another",
      [token("own", 0, { enabled: false })],
      own,
      "create",
    ],
  ])("for %s", (_, tokens, state, expected) => {
    expect(decisionFor(tokens, state)).toBe(expected);
  });

  it("waits even for a token that is an hour old if the server's date is invalid", () => {
    expect(decisionFor([token("a", 60 * MINUTE)], {}, false)).toBe("wait a");
  });

  it("throws if five tokens of this call were all disabled", () => {
    const disabled = token("own", 0, { enabled: false });
    const decision = () => decisionFor([disabled], { created: Array(5).fill(disabled) });
    expect(decision).toThrow(InvalidResponseError);
    expect(decision).toThrow("tokens must contain an active token that this call created");
  });
});

/** Responds to lists in order, then with empty ones. Records the other requests and the pauses in `steps`. */
function scripted(lists: InviteToken[][], created: InviteToken[] = []) {
  const steps: string[] = [];
  const send = async (id: string, { token: secret = "", body, onResponse }: AnyInput = {}) => {
    if (id === "getAllPublicSignupTokens") {
      const headers = new Headers({ date: new Date(NOW).toUTCString() });
      onResponse?.({ status: 200, headers, text: "", redirectedTo: undefined });
      return { tokens: lists.shift() ?? [] };
    }
    if (id === "createPublicSignupToken") {
      steps.push("create");
      return created.shift() ?? token("own", 0);
    }
    const { expiresAt } = body as { expiresAt?: string };
    steps.push(expiresAt === undefined ? `disable ${secret}` : `move ${secret} to ${expiresAt}`);
    return { ...token(secret, 0), enabled: false, ...(expiresAt && { expiresAt: new Date(expiresAt) }) };
  };
  const newToken = (time: number) => ({
    name: "n",
    expiresAt: new Date(time + 60 * 24 * 60 * MINUTE).toISOString(),
  });
  const pause = async () => void steps.push("pause");
  const election = startElection(send as SendOperation, newToken, () => NOW, pause);
  return { election, steps };
}

describe("ensure", () => {
  it("sets created if this call created the token, and only then", async () => {
    const old = token("old", 60 * MINUTE);
    expect(await scripted([[old]]).election.ensure()).toEqual({
      ...old,
      created: false,
      renewed: false,
    });
    const { election, steps } = scripted([[], [token("own", 0)], [token("own", 0)]]);
    expect(await election.ensure()).toMatchObject({
      secret: "own",
      created: true,
      renewed: false,
    });
    expect(steps).toEqual(["create", "pause"]);
  });

  it("never returns a token that the call itself disabled", async () => {
    const rival = token("a", 1);
    const { election, steps } = scripted(
      [
        [],
        [token("own", 0), rival],
        [token("own", 0), { ...rival, enabled: false }],
        [token("own", 0), token("own2", 0)],
        [token("own2", 0)],
      ],
      [token("own", 0), token("own2", 0)],
    );
    expect(await election.ensure()).toMatchObject({ secret: "own2", created: true });
    expect(steps).toEqual(["create", "disable own", "create", "pause"]);
  });

  it("fails after five tokens that others disable", async () => {
    const { election, steps } = scripted(
      Array.from({ length: 6 }, () => [token("own", 0, { enabled: false })]),
    );
    await expect(election.ensure()).rejects.toBeInstanceOf(InvalidResponseError);
    expect(steps).toEqual(Array(5).fill("create"));
  });

  it.each<[string, number, Duration, string | undefined]>([
    ["has less than this left", 2.5, { days: 3 }, "2026-07-01T12:00:00.000Z"],
    ["has more than this left", 4.5, { days: 3 }, undefined],
    ["has exactly this left", 3.5, { days: 3, hours: 12 }, undefined],
    ["is valid until the same day as the cap", 30.1, { days: 90 }, undefined],
    ["is valid longer than the cap", 40, { days: 90 }, undefined],
  ])(
    "moves the expiry to at most a month from now if the token %s, and only to a later day",
    async (_, days, before, moved) => {
      const { election, steps } = scripted([[token("a", 60 * MINUTE, { days })]]);
      const result = await election.ensure(before);
      expect(steps).toEqual(moved === undefined ? [] : [`move a to ${moved}`]);
      // Disabled by another caller in the meantime: returned unchanged.
      expect(result).toMatchObject({
        created: false,
        renewed: moved !== undefined,
        enabled: moved === undefined,
      });
    },
  );
});

describe("rotate", () => {
  it("disables the enabled tokens of the name, expired ones too, then creates one", async () => {
    const first = [
      token("a", 60 * MINUTE),
      token("expired", 60 * MINUTE, { days: -3 }),
      token("disabled", 60 * MINUTE, { enabled: false }),
      token("other", 60 * MINUTE, { name: "other" }),
    ];
    const { election, steps } = scripted([first, [...first, token("own", 0)], [...first, token("own", 0)]]);
    const result = await election.rotate();
    expect(steps).toEqual(["disable a", "disable expired", "create", "pause"]);
    expect(result).toMatchObject({ secret: "own" });
    expect(result.disabledTokens).toMatchObject([
      { secret: "a", enabled: false },
      { secret: "expired", enabled: false },
    ]);
  });

  it("never returns a token of its first list, even if others enable it again", async () => {
    const leaked = token("leaked", 60 * MINUTE, { enabled: false });
    const again = { ...leaked, enabled: true };
    const { election } = scripted([[leaked], [again, token("own", 0)], [again, token("own", 0)]]);
    expect(await election.rotate()).toMatchObject({ secret: "own" });
  });

  it("returns the new token of a concurrent call that created its own earlier", async () => {
    const rival = token("rival", 1);
    const disabled = token("own", 0, { enabled: false });
    const { election, steps } = scripted([
      [],
      [token("own", 0), rival],
      [disabled, rival],
      [disabled, rival],
    ]);
    expect(await election.rotate()).toMatchObject({ secret: "rival" });
    expect(steps).toEqual(["create", "disable own", "pause"]);
  });
});

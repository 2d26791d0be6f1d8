import fc from "fast-check";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Decision, ElectionState, TokenView } from "../src/decide.ts";
import { tokenStatus, validUntil } from "../src/index.ts";
import { holdsProperty } from "./helpers/property.ts";
import {
  type Limits,
  METHODS,
  NAME,
  type Outcome,
  type Scenario,
  scenarios,
  simulate,
} from "./helpers/scenarios.ts";
import type { Call, Change, SimulatedServer } from "./helpers/simulation.ts";

// The real methods run on a simulated server and clock, without real delays.
type Decide = (view: TokenView, state: ElectionState) => Decision;
const election = vi.hoisted(() => ({ decide: undefined as Decide | undefined }));
vi.mock("../src/decide.ts", async (load) => {
  const original = await load<typeof import("../src/decide.ts")>();
  const decide: Decide = (...given) => (election.decide ?? original.decide)(...given);
  return { ...original, decide, unmocked: original.decide };
});
const { unmocked: decide } = (await import("../src/decide.ts")) as unknown as { unmocked: Decide };

afterEach(() => void vi.unstubAllGlobals());

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Invariants of every scenario. */
function expectScope({ server, before, returned }: Outcome): void {
  // A call fails only if others disable all its tokens, or if the target of `extend` and the like is missing.
  for (const error of server.failures)
    expect(error).toMatchObject({ code: expect.toBeOneOf(["not_found", "invalid_response"]) });
  for (const [secret, token] of before)
    if (token.name !== NAME) expect(server.tokens.get(secret), "a token of another name").toEqual(token);
  for (const { call, kind, secrets } of server.changes)
    if (kind === "enable") expect(call.method, "who enables").toBe("enable");
    else if (kind === "expiry") expect(["ensure", "extend"], "who moves an expiry").toContain(call.method);
    else if (kind === "disable" && call.method === "ensure")
      expect(changesOf(server, call, "create"), "what an ensure disables").toContain(secrets[0]);
  for (const [call, { secret, name }] of returned) {
    expect(name, "the name of a returned token").toBe(NAME);
    if (call.method === "rotate")
      expect(server.changes.find((change) => change.call === call)?.secrets, "the first list").not.toContain(
        secret,
      );
    expect(changesOf(server, call, "disable"), "disabled by the call itself").not.toContain(secret);
  }
}

function changesOf({ changes }: SimulatedServer, call: Call, kind: Change["kind"]): string[] {
  return changes
    .filter((change) => change.call === call && change.kind === kind)
    .flatMap(({ secrets }) => secrets);
}

/** Fails if an ensure disables a token that another had returned. */
function expectReturnedStay({ server: { changes } }: Outcome): void {
  const returned = new Map<string, Call>();
  for (const {
    call,
    kind,
    secrets: [secret = ""],
  } of changes) {
    if (call.method !== "ensure") continue;
    if (kind === "return") returned.set(secret, call);
    else if (kind === "disable")
      expect(returned.get(secret), "returned before it was disabled").toBeUndefined();
  }
}

function expectLaterAgree({ later }: Outcome): void {
  expect(later).toHaveLength(3);
  expect(new Set(later).size, "later calls").toBe(1);
}

function expectOneToken(outcome: Outcome): void {
  const { returned, activeBefore, activeAfter, server } = outcome;
  expect(server.failures).toEqual([]);
  const secrets = new Set([...returned.values()].map(({ secret }) => secret));
  expect(secrets.size, "returned by concurrent calls").toBe(1);
  if (activeBefore.length === 0) expect(activeAfter).toEqual([...secrets]);
  else expect(activeAfter, "no token is created or disabled").toEqual(activeBefore);
}

/** Concurrent methods, possible events, and the expected outcome. */
const properties: Record<string, { limits: Limits; check: (outcome: Outcome, scenario: Scenario) => void }> =
  {
    // Between the list and the create of a call are two delays, and less than 10 minutes.
    "of ensure return one token, and one stays active": {
      limits: { methods: ["ensure"], visibleMs: 900, pauseMs: 4.9 * MINUTE },
      check(outcome) {
        expectOneToken(outcome);
        expectReturnedStay(outcome);
        expectLaterAgree(outcome);
      },
    },
    "of rotate end with one active token": {
      limits: { methods: ["rotate", "rotate", "ensure"], visibleMs: 900, pauseMs: 2.4 * MINUTE },
      check(outcome, { calls }) {
        if (calls.some(({ method }) => method === "rotate")) expect(outcome.activeAfter).toHaveLength(1);
        expectLaterAgree(outcome);
      },
    },
    "of ensure disable no token that another has returned, after pauses of hours and crashes too": {
      limits: {
        methods: ["ensure", "ensure", "create", "extend"],
        visibleMs: 900,
        pauseMs: 5 * HOUR,
        crashes: true,
      },
      check(outcome) {
        expectReturnedStay(outcome);
        expectLaterAgree(outcome);
      },
    },
    "of all methods keep to what they are given, even if tokens become visible after the settle time": {
      limits: { methods: METHODS, visibleMs: 10 * SECOND, pauseMs: 5 * HOUR, crashes: true },
      check() {},
    },
  };

const property = ({ limits, check }: (typeof properties)[string]) =>
  fc.asyncProperty(scenarios(limits), async (scenario) => {
    const outcome = await simulate(scenario);
    expectScope(outcome);
    check(outcome, scenario);
  });

describe("concurrent calls", () => {
  it.each(Object.keys(properties))("%s", async (name) => {
    await holdsProperty(property(properties[name] as never), 4_000);
  });
});

/** Decisions with a mistake. */
const mutants: Record<string, Decide> = {
  "looks once and does not wait for others": (view, state) =>
    decide(view, { ...state, settledUpTo: Number.POSITIVE_INFINITY }),
  "does not wait until its own token is visible": (view, state) =>
    decide(view, { ...state, pauses: Number.POSITIVE_INFINITY }),
  "keeps the token that is valid longest instead of the oldest": (view, state) => {
    const live = view.tokens.filter(
      (token) => token.name === state.name && !state.excluded.has(token.secret),
    );
    const active = live.filter((token) => tokenStatus(token, view.now) === "active");
    const own = active.find(({ secret }) => secret === state.created.at(-1)?.secret);
    const loses = own && active.some((token) => validUntil(token) > validUntil(own));
    return loses
      ? { type: "disable", token: own }
      : decide(view, loses === false ? { ...state, created: [] } : state);
  },
  "disables the tokens of others": (view, state) => {
    const decision = decide(view, state);
    const other = view.tokens.find(
      (token) =>
        token.enabled && token.name === state.name && "token" in decision && token !== decision.token,
    );
    return decision.type === "return" && other ? { type: "disable", token: other } : decision;
  },
  "returns what the first list showed": (view, state) => decide(view, { ...state, excluded: new Set() }),
  "takes any name": (view, state) =>
    decide({ ...view, tokens: view.tokens.map((token) => ({ ...token, name: state.name })) }, state),
};

describe("the model notices a decision that", () => {
  it.each(Object.keys(mutants))("%s", async (name) => {
    election.decide = mutants[name];
    onTestFinished(() => {
      election.decide = undefined;
    });
    const results: boolean[] = [];
    for (const each of Object.values(properties))
      results.push((await fc.check(property(each), { numRuns: 500, endOnFailure: true })).failed);
    expect(results).toContain(true);
  });
});

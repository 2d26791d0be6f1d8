import fc from "fast-check";
import { type InviteToken, tokenStatus } from "../../src/index.ts";
import { createTokens } from "../../src/tokens.ts";
import { type Call, Clock, randomFrom, SimulatedServer } from "./simulation.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SETTLE_MS = SECOND;
export const NAME = "Design team";
export const METHODS = ["ensure", "rotate", "extend", "disable", "disableAll", "enable", "create"] as const;
type Method = (typeof METHODS)[number];

interface SimulatedCall extends Call {
  readonly method: Method;
  readonly startMs: number;
  readonly days: number;
  /** Offset of the clock of the process. */
  readonly clockMs: number;
}

export interface Scenario {
  readonly seed: number;
  /** Time before 00:00 UTC at which the calls start. */
  readonly beforeMidnight: number;
  readonly existing: readonly { name: string; enabled: boolean; ageMs: number; leftDays: number }[];
  readonly calls: readonly SimulatedCall[];
  readonly visibleMs: number;
  readonly pauseMs: number;
  readonly serverSkewMs: number;
  readonly hasDate: boolean;
}

export interface Limits {
  readonly methods: readonly Method[];
  readonly visibleMs: number;
  readonly pauseMs: number;
  readonly crashes?: boolean;
}

export function scenarios({ methods, visibleMs, pauseMs, crashes = false }: Limits): fc.Arbitrary<Scenario> {
  const upTo = (...max: number[]) => fc.constantFrom(...max).chain((max) => fc.integer({ min: 0, max }));
  return fc.record({
    seed: fc.integer(),
    beforeMidnight: fc.constantFrom(0, 50, SECOND, 30 * SECOND, 12 * HOUR),
    existing: fc.array(
      fc.record({
        name: fc.constantFrom(NAME, NAME, "Other"),
        enabled: fc.boolean(),
        ageMs: fc.constantFrom(20, 40, 60, 80).map((minutes) => minutes * MINUTE),
        leftDays: fc.constantFrom(-1, 20, 25),
      }),
      { maxLength: 2 },
    ),
    calls: fc.array(
      fc.record({
        method: fc.constantFrom(...methods),
        startMs: upTo(0, 50, SECOND, pauseMs),
        days: fc.constantFrom(7, 7, 30),
        clockMs: fc.constantFrom(0, 0, -HOUR, HOUR),
        crashBefore: crashes ? fc.option(fc.nat(6), { nil: undefined, freq: 2 }) : fc.constant(undefined),
      }),
      { minLength: 2, maxLength: 5 },
    ),
    visibleMs: upTo(0, visibleMs),
    pauseMs: upTo(0, 100, SECOND, pauseMs),
    serverSkewMs: fc.constantFrom(0, 0, -55 * SECOND, 55 * SECOND),
    hasDate: fc.boolean(),
  });
}

export interface Outcome {
  readonly server: SimulatedServer;
  /** Tokens before the calls. */
  readonly before: ReadonlyMap<string, InviteToken>;
  /** Results of the calls of `ensure` and `rotate`. */
  readonly returned: ReadonlyMap<Call, InviteToken>;
  /** The active tokens of the name, before and after all calls. */
  readonly activeBefore: readonly string[];
  readonly activeAfter: readonly string[];
  /** Results of three later calls of `ensure`: one, then two concurrent ones. */
  readonly later: readonly (string | undefined)[];
}

export async function simulate(scenario: Scenario): Promise<Outcome> {
  const midnight = Date.parse("2026-02-01T00:00:00Z");
  const clock = new Clock(midnight - scenario.beforeMidnight);
  const server = new SimulatedServer(clock, { ...scenario, random: randomFrom(scenario.seed) });
  for (const { name, enabled, ageMs, leftDays } of scenario.existing)
    server.add(name, new Date(midnight + leftDays * DAY), clock.now - ageMs, 0, enabled);
  const before = new Map([...server.tokens].map(([secret, token]) => [secret, { ...token }]));
  const activeBefore = activeSecrets(server);

  const returned = new Map<Call, InviteToken>();
  for (const call of scenario.calls) clock.after(call.startMs, () => start(call, scenario, server, returned));
  await clock.run();
  clock.now += SETTLE_MS + scenario.visibleMs;
  const activeAfter = activeSecrets(server);

  const later = new Map<Call, InviteToken>();
  for (const count of [1, 2]) {
    for (let nth = 0; nth < count; nth++)
      start({ method: "ensure", startMs: 0, days: 7, clockMs: 0 }, scenario, server, later);
    await clock.run();
  }
  const laterSecrets = [...later.values()].map(({ secret }) => secret);
  return { server, before, returned, activeBefore, activeAfter, later: laterSecrets };
}

function start(
  call: SimulatedCall,
  { hasDate }: Scenario,
  server: SimulatedServer,
  returned: Map<Call, InviteToken>,
): void {
  const { clock } = server;
  // Without the server's date a call uses its own clock, which is then correct.
  const now = () => clock.now + (hasDate ? call.clockMs : 0);
  const tokens = createTokens(server.connect(call), { now, settleMs: SETTLE_MS }, (ms) => clock.sleep(ms));
  const target = [...server.tokens.values()].filter(({ name }) => name === NAME).at(-1)?.secret ?? "none";
  const input = { name: NAME, expiresIn: { days: call.days } };
  const note = (token: InviteToken) => {
    server.changes.push({ call, kind: "return", secrets: [token.secret], at: clock.now });
    returned.set(call, token);
  };
  const run: Record<Method, () => Promise<unknown>> = {
    ensure: async () => note(await tokens.ensure({ ...input, renewBefore: { days: 2 } })),
    rotate: async () => note(await tokens.rotate(input)),
    extend: async () => tokens.extend(target, { days: call.days }),
    disable: async () => tokens.disable(target),
    disableAll: async () => tokens.disableAll({ name: NAME }),
    enable: async () => tokens.enable(target),
    create: async () => tokens.create(input),
  };
  run[call.method]().catch((error: unknown) => server.failures.push(error));
}

function activeSecrets({ tokens, clock }: SimulatedServer): string[] {
  const ours = [...tokens.values()].filter(({ name }) => name === NAME);
  return ours.filter((token) => tokenStatus(token, clock.now) === "active").map(({ secret }) => secret);
}

// How concurrent calls of `ensure` and `rotate` agree on one token. This file sends no requests:
// test/ensure-token.model.test.ts runs it on simulated servers and clocks.
//
// Calls that see no active token create one each. Then the oldest wins, and each call disables only its own token, so
// that no call disables a token that another has returned. An older token may not be visible in any list yet, so a new
// token is returned only after a pause.

import { InvalidResponseError } from "./errors.ts";
import { addMonth, tokenStatus, validUntil } from "./expiry.ts";
import type { EnsuredInviteToken, InviteToken, RotatedInviteToken } from "./types.ts";

/** Age from which a token is visible to every list, even if the clocks of API server and database differ by a minute. */
const SETTLED_AGE_MS = 60_000;
/** Tokens created within this time may come from concurrent calls; only the oldest of them counts. */
const GROUP_MS = 10 * 60_000;
const MAX_CREATES = 5;
/** Maximum number of pauses for a created token to become visible. */
const MAX_PAUSES = 3;

/** A list of tokens and the time of the response. */
export interface TokenView {
  readonly tokens: readonly InviteToken[];
  /** Time of the server in ms; undefined if the response has no `Date`. */
  readonly serverDate: number | undefined;
  /** `serverDate`, or else the client's time, in ms. */
  readonly now: number;
}

/** State of a call between two lists. */
export interface ElectionState {
  readonly name: string;
  /** Secrets that must not be returned: tokens that this call disabled, and for `rotate` all tokens of its first list. */
  readonly excluded: ReadonlySet<string>;
  /** All secrets in the list before the last create. */
  readonly before: ReadonlySet<string>;
  /** Secret of the last token that this call created, unless this call has disabled it. */
  readonly own: string | undefined;
  /** Newest `createdAt` seen before the last pause: all older tokens are visible now, whatever the clocks. */
  readonly settledUpTo: number;
  /** Number of tokens created. */
  readonly creates: number;
  /** Number of pauses since the last create. */
  readonly pauses: number;
}

export type Decision =
  | { readonly type: "return" | "disable"; readonly token: InviteToken }
  | { readonly type: "create" | "wait" | "fail" };

/** Decides the next step of `ensure` and `rotate`. */
export function decide({ tokens, serverDate, now }: TokenView, state: ElectionState): Decision {
  const isUnseen = state.own !== undefined && !tokens.some(({ secret }) => secret === state.own);
  if (isUnseen && state.pauses < MAX_PAUSES) return { type: "wait" };

  const live = tokens
    .filter(({ name, secret }) => name === state.name && !state.excluded.has(secret))
    .filter((token) => tokenStatus(token, now) === "active")
    .sort(byAge);
  const own = live.find(({ secret }) => secret === state.own);
  const rivals = live.filter((token) => token === own || !state.before.has(token.secret));
  if (own !== undefined && !groupHeads(rivals).includes(own)) return { type: "disable", token: own };

  const best = groupHeads(live).reduce<InviteToken | undefined>(longerValid, undefined);
  if (best === undefined) return { type: state.creates < MAX_CREATES ? "create" : "fail" };
  const createdAt = best.createdAt.getTime();
  const isSettled =
    createdAt <= state.settledUpTo || (serverDate !== undefined && serverDate - createdAt >= SETTLED_AGE_MS);
  return isSettled ? { type: "return", token: best } : { type: "wait" };
}

function byAge(a: InviteToken, b: InviteToken): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.secret < b.secret ? -1 : 1);
}

/** Returns the oldest token of each group. @param live sorted by age */
function groupHeads(live: readonly InviteToken[]): InviteToken[] {
  const heads: InviteToken[] = [];
  for (const token of live) {
    const head = heads.at(-1);
    if (head === undefined || token.createdAt.getTime() - head.createdAt.getTime() >= GROUP_MS)
      heads.push(token);
  }
  return heads;
}

/** Returns the token that is valid longer, in days; `best` if both are equal. */
function longerValid(best: InviteToken | undefined, token: InviteToken): InviteToken {
  return best === undefined || validUntil(token) > validUntil(best) ? token : best;
}

/** Server operations that `ensure` and `rotate` use. */
export interface TokenOperations {
  /** Lists all tokens of all names. */
  list(): Promise<TokenView>;
  /**
   * Returns the expiry of a new token.
   *
   * @param now time from which a duration counts
   * @throws {InvalidInputError} if the link would not work at that time
   */
  requestedExpiry(now: number): Date;
  /** Creates a token. */
  create(expiresAt: Date): Promise<InviteToken>;
  /** Disables tokens and returns them. */
  disable(tokens: readonly InviteToken[]): Promise<InviteToken[]>;
  /** Changes only the expiry and returns the updated token. */
  setExpiry(token: InviteToken, expiresAt: Date): Promise<InviteToken>;
  /** Waits for the settle time. */
  pause(): Promise<void>;
}

interface Election {
  readonly token: InviteToken;
  readonly created: boolean;
  readonly now: number;
}

/** Follows {@link decide} until a token can be returned. */
async function elect(
  operations: TokenOperations,
  name: string,
  firstView: TokenView,
  firstExcluded: readonly string[],
  decideNext: typeof decide,
): Promise<Election> {
  const created = new Set<string>();
  const excluded = new Set(firstExcluded);
  let state: ElectionState = {
    name,
    excluded,
    before: new Set(),
    own: undefined,
    settledUpTo: Number.NEGATIVE_INFINITY,
    creates: 0,
    pauses: 0,
  };
  let newest = Number.NEGATIVE_INFINITY;
  for (let view = firstView; ; view = await operations.list()) {
    for (const { createdAt } of view.tokens) newest = Math.max(newest, createdAt.getTime());
    const decision = decideNext(view, state);
    switch (decision.type) {
      case "return":
        return { token: decision.token, created: created.has(decision.token.secret), now: view.now };
      case "disable":
        await operations.disable([decision.token]);
        excluded.add(decision.token.secret);
        state = { ...state, own: undefined };
        break;
      case "create": {
        const before = new Set(view.tokens.map(({ secret }) => secret));
        const own = await operations.create(operations.requestedExpiry(view.now));
        created.add(own.secret);
        newest = Math.max(newest, own.createdAt.getTime());
        state = { ...state, before, own: own.secret, creates: state.creates + 1, pauses: 0 };
        break;
      }
      case "wait":
        await operations.pause();
        state = { ...state, settledUpTo: newest, pauses: state.pauses + 1 };
        break;
      case "fail": {
        const message = `must contain an active token with this name: all ${MAX_CREATES} that this call created were disabled by others or are not in the list`;
        throw new InvalidResponseError(`tokens ${message}`, {
          code: "invalid_response",
          operation: "getAllPublicSignupTokens",
          status: 200,
          issues: [{ path: "tokens", message }],
        });
      }
    }
  }
}

/**
 * Returns the active token of a name, or creates one.
 *
 * @param renewBeforeMs a token that is valid for less than this is renewed
 * @param decideNext replaced in tests only
 */
export async function ensureToken(
  operations: TokenOperations,
  name: string,
  renewBeforeMs = 0,
  decideNext: typeof decide = decide,
): Promise<EnsuredInviteToken> {
  const { token, created, now } = await elect(operations, name, await operations.list(), [], decideNext);
  if (!created && Number(validUntil(token)) - now < renewBeforeMs) {
    const expiresAt = new Date(Math.min(Number(operations.requestedExpiry(now)), addMonth(now)));
    if (validUntil({ expiresAt }) > validUntil(token))
      return { ...(await operations.setExpiry(token, expiresAt)), created, renewed: true };
  }
  return { ...token, created, renewed: false };
}

/**
 * Disables the tokens of a name and creates a new one.
 *
 * @param decideNext replaced in tests only
 */
export async function rotateToken(
  operations: TokenOperations,
  name: string,
  decideNext: typeof decide = decide,
): Promise<RotatedInviteToken> {
  const view = await operations.list();
  operations.requestedExpiry(view.now); // throws before a token is disabled
  const named = view.tokens.filter((token) => token.name === name);
  const disabledTokens = await operations.disable(named.filter(({ enabled }) => enabled));
  const excluded = named.map(({ secret }) => secret);
  const { token } = await elect(operations, name, view, excluded, decideNext);
  return { ...token, disabledTokens };
}

import { formatIssues, InvalidResponseError } from "./errors.ts";
import { tokenStatus, validUntil } from "./expiry.ts";
import type { InviteToken } from "./types.ts";

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
  /** Time of the server in ms; NaN if the response has no `Date`. */
  readonly serverDate: number;
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
  /** The tokens that this call created, the last one last. */
  readonly created: readonly InviteToken[];
  /** `createdAt` of the token for which the call last paused: all older tokens are visible now, whatever the clocks. */
  readonly settledUpTo: number;
  /** Number of pauses since the last create. */
  readonly pauses: number;
}

export type Decision =
  | { readonly type: "return" | "disable" | "wait"; readonly token: InviteToken }
  | { readonly type: "create"; readonly token?: undefined };

/**
 * Decides the next step of `ensure` and `rotate`.
 *
 * @throws {InvalidResponseError} if no token that this call created stays active
 */
export function decide({ tokens, serverDate, now }: TokenView, state: ElectionState): Decision {
  const created = state.created.at(-1);
  const own = tokens.find(({ secret }) => secret === created?.secret);
  if (created && !own && state.pauses < MAX_PAUSES) return { type: "wait", token: created };

  const live = tokens
    .filter(
      (token) =>
        token.name === state.name &&
        !state.excluded.has(token.secret) &&
        tokenStatus(token, now) === "active",
    )
    .sort(byAge);
  const rivals = live.filter(({ secret }) => !state.before.has(secret));
  if (own && live.includes(own) && !groupHeads(rivals).includes(own)) return { type: "disable", token: own };

  const [best] = groupHeads(live).sort((a, b) => Number(validUntil(b)) - Number(validUntil(a)));
  if (best) {
    const createdAt = Number(best.createdAt);
    const isSettled = createdAt <= state.settledUpTo || serverDate - createdAt >= SETTLED_AGE_MS;
    return { type: isSettled ? "return" : "wait", token: best };
  }
  if (state.created.length < MAX_CREATES) return { type: "create" };
  const issues = [{ path: "tokens", message: "must contain an active token that this call created" }];
  throw new InvalidResponseError(formatIssues(issues), {
    code: "invalid_response",
    operation: "getAllPublicSignupTokens",
    status: 200,
    issues,
  });
}

/** Compares two tokens: the older one first, with a fixed order for the same age. */
export function byAge(a: InviteToken, b: InviteToken): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.secret < b.secret ? -1 : 1);
}

/** Returns the oldest token of each group. @param live sorted by age */
function groupHeads(live: readonly InviteToken[]): InviteToken[] {
  let groupEnd = 0;
  return live.filter(({ createdAt }) => {
    const isHead = Number(createdAt) >= groupEnd;
    if (isHead) groupEnd = Number(createdAt) + GROUP_MS;
    return isHead;
  });
}

import { sleep } from "./http/timeout.ts";
import { isInviteError } from "./is-invite-error.ts";
import type { RequestOptions } from "./options.ts";
import type { InvitedUser, InviteToken } from "./types.ts";
import { textValidator } from "./validation/inputs.ts";
import { MAX_TIMER_MS } from "./validation/options.ts";
import { isFunction, isString, parseInput, type Validator } from "./validation/validators.ts";

/** Input of `watchSignUps`. */
export interface WatchSignUpsInput {
  /** Only sign-ups with tokens of this name. Default: with all tokens. */
  name?: string | undefined;
  /** Time between two polls, in milliseconds. Default 60,000. Any positive number; values above 24 days count as 24. */
  intervalMs?: number | undefined;
  /** Ids of users that are not reported, for example those of an earlier run. Default: none, so all users are reported. */
  knownUserIds?: Iterable<number> | undefined;
}

/** A person who signed up, and the token. */
export interface SignUp {
  /** The person, as the token lists them. */
  readonly user: InvitedUser;
  /** The token at the time of the poll that found the sign-up. */
  readonly token: InviteToken;
}

/** Reads all tokens, or those of a name. */
type List = (filter: { name?: string | undefined }, options: RequestOptions) => Promise<InviteToken[]>;

const DEFAULT_INTERVAL_MS = 60_000;
/** Limits the backoff after failed polls, for intervals that are shorter. */
const MAX_BACKOFF_MS = 5 * 60_000;

const intervalValidator: Validator = (ms) =>
  !(typeof ms === "number" && ms > 0) && "must be a positive number of milliseconds";
const idsValidator: Validator = (ids) =>
  (isString(ids) || !isFunction((ids as Set<unknown> | null)?.[Symbol.iterator])) &&
  "must be an array or a set of user ids";

/**
 * Polls the tokens and yields each person who signed up once, in the order in which they signed up.
 *
 * @param list reads the tokens, with its own retries
 */
export function watchSignUps(
  list: List,
  input: WatchSignUpsInput = {},
  options: RequestOptions = {},
): AsyncGenerator<SignUp, void, undefined> {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = () => controller.abort();
  const generator = poll();
  const end = generator.return.bind(generator);
  // Without this, `return()` would wait for the current pause.
  generator.return = () => {
    abort();
    return end();
  };
  return generator;

  async function* poll(): AsyncGenerator<SignUp, void, undefined> {
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener("abort", abort);
    try {
      const shape = { name: textValidator, intervalMs: intervalValidator, knownUserIds: idsValidator };
      const parsed = parseInput("watchSignUps", input, {}, shape);
      const { name, intervalMs = DEFAULT_INTERVAL_MS, knownUserIds } = parsed;
      const reported = new Set(knownUserIds);
      let delayMs = intervalMs;
      while (!signal.aborted) {
        let tokens: InviteToken[] = [];
        try {
          tokens = await list({ name }, { ...options, signal });
          delayMs = intervalMs;
        } catch (error) {
          const isPermanent =
            !isInviteError(error) || isInviteError(error, "unauthorized", "forbidden", "invalid_input");
          if (isPermanent && !signal.aborted) throw error;
          delayMs = Math.min(delayMs * 2, Math.max(intervalMs, MAX_BACKOFF_MS));
          if (isInviteError(error, "rate_limited")) delayMs = Math.max(delayMs, error.retryAfterMs ?? 0);
        }
        for (const signUp of signUpsIn(tokens)) {
          if (signal.aborted) return;
          if (reported.has(signUp.user.id)) continue;
          reported.add(signUp.user.id);
          yield signUp;
        }
        // Rejects only if the signal aborts, which ends the loop.
        await sleep(Math.min(delayMs, MAX_TIMER_MS), signal).catch(() => {});
      }
    } finally {
      options.signal?.removeEventListener("abort", abort);
    }
  }
}

function signUpsIn(tokens: readonly InviteToken[]): SignUp[] {
  const signUps = tokens.flatMap((token) => token.users.map((user) => ({ user, token })));
  // Ids ascend in the order of the sign-ups.
  return signUps.sort((a, b) => a.user.id - b.user.id);
}

import { sleep } from "./http/timeout.ts";
import { isInviteError } from "./is-invite-error.ts";
import type { RequestOptions } from "./options.ts";
import type { InvitedUser, InviteToken } from "./types.ts";
import { textValidator } from "./validation/inputs.ts";
import { isObject, parseInput, type Validator } from "./validation/validators.ts";

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
/** A longer delay would make `setTimeout` fire immediately. */
const MAX_TIMER_MS = 24 * 24 * 60 * 60_000;

const intervalValidator: Validator = (ms) =>
  typeof ms === "number" && ms > 0 ? undefined : "must be a positive number of milliseconds";
const idsValidator: Validator = (ids) =>
  isObject(ids) || Array.isArray(ids) ? undefined : "must be an array or a set of user ids";

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
  const generator = pollUntilAborted(list, input, options, controller);
  const end = generator.return.bind(generator);
  return Object.assign(generator, {
    // Without this, `return()` would wait for the current pause.
    return() {
      controller.abort();
      return end();
    },
  });
}

async function* pollUntilAborted(
  list: List,
  input: WatchSignUpsInput,
  options: RequestOptions,
  controller: AbortController,
): AsyncGenerator<SignUp, void, undefined> {
  const abort = () => controller.abort();
  if (options.signal?.aborted) abort();
  options.signal?.addEventListener("abort", abort);
  try {
    yield* poll(list, input, options, controller.signal);
  } finally {
    options.signal?.removeEventListener("abort", abort);
  }
}

async function* poll(
  list: List,
  input: WatchSignUpsInput,
  options: RequestOptions,
  signal: AbortSignal,
): AsyncGenerator<SignUp, void, undefined> {
  const shape = { name: textValidator, intervalMs: intervalValidator, knownUserIds: idsValidator };
  const {
    name,
    intervalMs = DEFAULT_INTERVAL_MS,
    knownUserIds = [],
  } = parseInput("watchSignUps", input, {}, shape);
  const reported = new Set(knownUserIds);
  for (let failures = 0; !signal.aborted; ) {
    let delayMs = intervalMs;
    const result = await list({ name }, { ...options, signal }).catch((error: unknown) => ({ error }));
    if (signal.aborted) return;
    if ("error" in result) {
      if (!isTemporary(result.error)) throw result.error;
      delayMs = backoffMs(intervalMs, ++failures, result.error);
    } else {
      failures = 0;
      for (const signUp of signUpsIn(result)) {
        if (reported.has(signUp.user.id)) continue;
        reported.add(signUp.user.id);
        yield signUp;
        if (signal.aborted) return;
      }
    }
    // Rejects only if the signal aborts, which ends the loop.
    await sleep(Math.min(delayMs, MAX_TIMER_MS), signal).catch(() => {});
  }
}

function signUpsIn(tokens: readonly InviteToken[]): SignUp[] {
  const signUps = tokens.flatMap((token) => token.users.map((user) => ({ user, token })));
  // Ids ascend in the order of the sign-ups.
  return signUps.sort((a, b) => a.user.id - b.user.id);
}

/** Returns whether a later poll may succeed with the same input and key. */
function isTemporary(error: unknown): boolean {
  return isInviteError(error) && !isInviteError(error, "unauthorized", "forbidden", "invalid_input");
}

/** Doubles the interval with each failure. Waits at least as long as the server requests. */
function backoffMs(intervalMs: number, failures: number, error: unknown): number {
  const doubled = Math.min(intervalMs * 2 ** failures, Math.max(intervalMs, MAX_BACKOFF_MS));
  const retryAfterMs = isInviteError(error, "rate_limited") ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(doubled, retryAfterMs);
}

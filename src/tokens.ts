import { byAge } from "./decide.ts";
import { startElection } from "./ensure-token.ts";
import { type AppliedChange, InviteError } from "./errors.ts";
import { tokenStatus, validUntil } from "./expiry.ts";
import type { CreateSend, SendOperation } from "./http/request.ts";
import { sleep } from "./http/timeout.ts";
import { parseInviteLink } from "./invite-link.ts";
import type { RequestOptions } from "./options.ts";
import type {
  CreatedInviteToken,
  CreateTokenInput,
  Duration,
  EnsuredInviteToken,
  EnsureTokenInput,
  InviteToken,
  RotatedInviteToken,
  RotateTokenInput,
  TokenFilter,
  TokenName,
  TokenReference,
  UpdateTokenInput,
} from "./types.ts";
import { disableTokens, updateToken } from "./update-tokens.ts";
import {
  extendedExpiry,
  parseCreateInput,
  parseDuration,
  parseEnsureInput,
  parseListFilter,
  parseRotateInput,
  parseTokenName,
  parseUpdateInput,
} from "./validation/inputs.ts";
import type { Settings } from "./validation/options.ts";
import { type SignUp, type WatchSignUpsInput, watchSignUps } from "./watch-sign-ups.ts";

/**
 * Manages invite tokens (requires an admin API key). A `token` is a secret, a link, or an object with a `secret`.
 * A method changes only the token or the name that is passed to it.
 */
export interface InviteTokens {
  /**
   * Lists all tokens, disabled and expired ones too, newest first.
   *
   * @param filter `undefined` for all: `list(undefined, { signal })`
   */
  list(filter?: TokenFilter, options?: RequestOptions): Promise<InviteToken[]>;

  /** @throws {NotFoundError} if no token has this secret */
  get(token: TokenReference, options?: RequestOptions): Promise<InviteToken>;

  /**
   * Creates an invite token. The server limits the expiry to one calendar month from now; `expiryCapped` is true if it did.
   * Retried only on 429 and after a connection that was never established. `mayHaveApplied` on the error is true if the
   * token may exist.
   *
   * @throws {InvalidInputError} for an empty name, and for an expiry with which the link would never work
   */
  create(input: CreateTokenInput, options?: RequestOptions): Promise<CreatedInviteToken>;

  /**
   * Changes the expiry or `enabled`. Returns the full token, which may require a second request. If only that
   * request fails, `applied` on the error contains the update.
   *
   * @throws {NotFoundError} if no token has this secret
   * @throws {InvalidInputError} if there is nothing to change, or the date is invalid
   */
  update(token: TokenReference, input: UpdateTokenInput, options?: RequestOptions): Promise<InviteToken>;

  /**
   * Enables the link again, until its expiry.
   *
   * @throws {NotFoundError} if no token has this secret
   */
  enable(token: TokenReference, options?: RequestOptions): Promise<InviteToken>;

  /**
   * Disables the link. Unleash has no delete; this is the equivalent.
   *
   * @throws {NotFoundError} if no token has this secret
   */
  disable(token: TokenReference, options?: RequestOptions): Promise<InviteToken>;

  /**
   * Disables every enabled token with this name, expired ones too, and returns them. If one fails, `applied` on the
   * error contains those that were disabled.
   */
  disableAll(input: TokenName, options?: RequestOptions): Promise<InviteToken[]>;

  /**
   * Moves the expiry by a duration, rounded up, starting when the link expires, or now if it has expired. Nothing else
   * changes: a disabled token stays disabled. Concurrent calls are not added up.
   *
   * @throws {NotFoundError} if no token has this secret
   */
  extend(token: TokenReference, by: Duration, options?: RequestOptions): Promise<InviteToken>;

  /**
   * Returns the active token of this name that is valid longest, or creates one. Tokens of other names are ignored.
   * The only token that it may disable is its own, if a concurrent call created another one.
   *
   * Concurrent calls in any number of processes return one token, if created tokens become visible to other lists within
   * `settleMs`. If a process ends during a call, an extra active token of the name may remain. A new token is
   * returned after a pause of `settleMs`.
   *
   * @throws {InvalidInputError} as for `create`
   */
  ensure(input: EnsureTokenInput, options?: RequestOptions): Promise<EnsuredInviteToken>;

  /**
   * Replaces a leaked link: disables every enabled token of this name, expired ones too, then creates a new one. Never
   * returns an existing token. Concurrent calls end with one active token; a later call may disable what an
   * earlier one returned. If a later step fails, `applied` on the error contains the disabled tokens.
   *
   * @throws {InvalidInputError} as for `create`; then nothing is disabled
   */
  rotate(input: RotateTokenInput, options?: RequestOptions): Promise<RotatedInviteToken>;

  /**
   * Yields each person who signed up, once: first existing sign-ups, except those in `knownUserIds`, then new ones.
   * Unleash has no event for this, so the list is polled. Failed polls are repeated with backoff and reported by
   * `onEvent`. `break`, `return()` and the signal end the iteration without an error.
   *
   * @throws {UnauthorizedError} {ForbiddenError} and the iteration ends
   * @throws {InvalidInputError} for invalid input
   * @example
   * for await (const { user, token } of client.tokens.watchSignUps({ name: "Design team" })) greet(user.name);
   */
  watchSignUps(input?: WatchSignUpsInput, options?: RequestOptions): AsyncGenerator<SignUp, void, undefined>;
}

/** The timers at load time: a test that replaces them later does not stop `ensure` and `rotate`. */
const timers = /* @__PURE__ */ (() => ({ setTimeout, clearTimeout }))();

/**
 * @param createSend starts the requests of one call, and records its changes
 * @param pause waits for the settle time; replaced in tests only
 */
export function createTokens(
  createSend: CreateSend,
  { now, settleMs }: Pick<Settings, "now" | "settleMs">,
  pause: typeof sleep = (ms, signal) => sleep(ms, signal, timers),
): InviteTokens {
  /** Runs a method of several requests. If one fails, `applied` on the error contains what the earlier ones changed. */
  async function run<T>(
    options: RequestOptions | undefined,
    method: (send: SendOperation) => Promise<T>,
  ): Promise<T> {
    const applied: AppliedChange[] = [];
    try {
      return await method(createSend(options, applied));
    } catch (error) {
      throw error instanceof InviteError ? error.addApplied(applied) : error;
    }
  }

  /** Starts a call of `ensure` or `rotate`. */
  function start(
    send: SendOperation,
    parse: typeof parseRotateInput,
    input: RotateTokenInput,
    options: RequestOptions | undefined,
  ): ReturnType<typeof startElection> {
    parse(input, now());
    // The caller may change the input during the call.
    const copy = { ...input };
    const newToken = (time: number) => parse(copy, time);
    return startElection(send, newToken, now, () => pause(settleMs, options?.signal));
  }

  const tokens: InviteTokens = {
    async list(filter, options) {
      const { name, status } = parseListFilter(filter);
      const all = (await createSend(options)("getAllPublicSignupTokens")).tokens;
      const time = now();
      return all
        .filter((token) => name === undefined || token.name === name)
        .filter((token) => status === undefined || tokenStatus(token, time) === status)
        .sort((a, b) => byAge(b, a));
    },
    async get(token, options) {
      return createSend(options)("getPublicSignupToken", { token: parseInviteLink(token) });
    },
    async create(input, options) {
      const body = parseCreateInput(input, now());
      const token = await createSend(options)("createPublicSignupToken", { body });
      return {
        ...token,
        expiryCapped: validUntil(token) < validUntil({ expiresAt: new Date(body.expiresAt) }),
      };
    },
    update: (token, input, options) =>
      run(options, (send) => updateToken(send, parseInviteLink(token), parseUpdateInput(input, now()))),
    enable: (token, options) => tokens.update(token, { enabled: true }, options),
    disable: (token, options) => tokens.update(token, { enabled: false }, options),
    disableAll: (input, options) =>
      run(options, async (send) => {
        const name = parseTokenName(input);
        const { tokens } = await send("getAllPublicSignupTokens");
        return disableTokens(send, tokens, name);
      }),
    extend: (reference, by, options) =>
      run(options, async (send) => {
        const secret = parseInviteLink(reference);
        const durationMs = parseDuration(by);
        const token = await send("getPublicSignupToken", { token: secret });
        return updateToken(send, secret, { expiresAt: extendedExpiry(token, durationMs, now()) });
      }),
    ensure: (input, options) =>
      run(options, (send) => start(send, parseEnsureInput, input, options).ensure(input.renewBefore)),
    rotate: (input, options) =>
      run(options, (send) => start(send, parseRotateInput, input, options).rotate()),
    watchSignUps: (input, options) => watchSignUps(tokens.list, input, options),
  };
  return tokens;
}

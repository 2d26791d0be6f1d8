import { type AppliedChange, InviteError } from "./errors.ts";
import { tokenStatus } from "./expiry.ts";
import { type SendOperation, tokenPath } from "./http/request.ts";
import { sleep } from "./http/timeout.ts";
import { parseInviteLink } from "./invite-link.ts";
import type { RequestOptions } from "./options.ts";
import type {
  CreatedInviteToken,
  CreateTokenInput,
  Duration,
  EnsureTokenInput,
  InviteToken,
  UpdateTokenInput,
} from "./types.ts";
import {
  extendedExpiry,
  parseCreateInput,
  parseDuration,
  parseEnsureInput,
  parseUpdateInput,
} from "./validation/inputs.ts";

/** An administrator's work with invite tokens. Wherever a secret is asked for, the link does as well. */
export interface InviteTokens {
  /** Every token ever made, disabled and expired ones too, in no order. */
  list(options?: RequestOptions): Promise<InviteToken[]>;

  /** @throws {NotFoundError} when no token has this secret */
  get(secret: string, options?: RequestOptions): Promise<InviteToken>;

  /**
   * Makes a token, and with it a link that works at once. The server gives it one calendar month at the most, and
   * `expiryCapped` tells whether it shortened what was asked for. Sent once, but for a 429: after a failure without an
   * answer the token may have been made.
   *
   * @throws {InvalidInputError} for an empty name, and for a date with which the link would never work
   */
  create(input: CreateTokenInput, options?: RequestOptions): Promise<CreatedInviteToken>;

  /**
   * Changes the expiry, or enables or disables; answers the whole token, for which it may be read once more. If only
   * that fails, `applied` on the error tells that the update was made.
   *
   * @throws {NotFoundError} when no token has this secret
   * @throws {InvalidInputError} when there is nothing to change, or the date is none
   */
  update(secret: string, input: UpdateTokenInput, options?: RequestOptions): Promise<InviteToken>;

  /**
   * Lets the link work again, until its expiry.
   *
   * @throws {NotFoundError} when no token has this secret
   */
  enable(secret: string, options?: RequestOptions): Promise<InviteToken>;

  /**
   * Ends the link: nobody can sign up with it any more. This is how Unleash deletes one.
   *
   * @throws {NotFoundError} when no token has this secret
   */
  disable(secret: string, options?: RequestOptions): Promise<InviteToken>;

  /**
   * Makes the expiry later by a span of time, or sets it so far from now when it has passed; and enables the token.
   *
   * @throws {NotFoundError} when no token has this secret
   * @throws {InvalidInputError} when the link would be dead all the same; then nothing is changed
   */
  extend(secret: string, by: Duration, options?: RequestOptions): Promise<InviteToken>;

  /** The token whose link works now, the oldest if there are more; undefined if there is none. */
  active(options?: RequestOptions): Promise<InviteToken | undefined>;

  /**
   * The active token, or else a new one; other active tokens are disabled. When many processes call it at once, all
   * get the same token, the oldest, as long as their clocks and the server's agree within a minute. In the first
   * minute of a token it takes a moment longer (0.25 s), until that is sure.
   *
   * @returns the token as it is: `enabled` is false if somebody ended it at that very moment
   * @throws {InvalidInputError} as for `create`
   */
  ensure(input: EnsureTokenInput, options?: RequestOptions): Promise<InviteToken>;

  /**
   * For a leaked link: disables every token that is enabled, then makes a new one, or takes the new one of another
   * process that does the same. When a later step fails, `applied` on the error tells which tokens had been disabled.
   *
   * @returns as for `ensure`
   * @throws {InvalidInputError} as for `create`; then nothing is disabled
   */
  rotate(input: EnsureTokenInput, options?: RequestOptions): Promise<InviteToken>;
}

/** Of a token so young, by the clocks of here and of the server, an older rival may not be visible yet. */
const FRESH_MS = 60_000;
const SETTLE_MS = 250;
/** How often a new token is waited for after one's own was ended, as by a rotation that goes on elsewhere. */
const MAX_EMPTY_POLLS = 4;

/** @param createSend begins the requests of one call */
export function createTokens(
  createSend: (options?: RequestOptions) => SendOperation,
  now: () => number,
): InviteTokens {
  const tokens: InviteTokens = {
    async list(options) {
      return list(createSend(options));
    },
    async get(secret, options) {
      return createSend(options)("getPublicSignupToken", tokenPath(parseInviteLink(secret)));
    },
    async create(input, options) {
      const body = parseCreateInput(input, now());
      const token = await createSend(options)("createPublicSignupToken", { body });
      return { ...token, expiryCapped: token.expiresAt.getTime() < Date.parse(body.expiresAt) };
    },
    async update(secret, input, options) {
      return update(createSend(options), parseInviteLink(secret), parseUpdateInput(input, now()));
    },
    async enable(secret, options) {
      return tokens.update(secret, { enabled: true }, options);
    },
    async disable(secret, options) {
      return tokens.update(secret, { enabled: false }, options);
    },
    async extend(secretOrLink, by, options) {
      const secret = parseInviteLink(secretOrLink);
      const span = parseDuration(by);
      const send = createSend(options);
      const token = await send("getPublicSignupToken", tokenPath(secret));
      return update(send, secret, { expiresAt: extendedExpiry(token.expiresAt, span, now()), enabled: true });
    },
    async active(options) {
      return activeTokens(await list(createSend(options)), now())[0];
    },
    async ensure(input, options) {
      const body = parseEnsureInput(input, now());
      const send = createSend(options);
      const applied: AppliedChange[] = [];
      return withAppliedChanges(applied, () => electToken(send, now, applied, body, options?.signal));
    },
    async rotate(input, options) {
      const body = parseEnsureInput(input, now());
      const send = createSend(options);
      const applied: AppliedChange[] = [];
      return withAppliedChanges(applied, async () => {
        const enabled = (await list(send)).filter((token) => token.enabled);
        await disableAll(send, enabled, applied);
        return electToken(send, now, applied, body, options?.signal);
      });
    },
  };
  return tokens;
}

async function list(send: SendOperation): Promise<InviteToken[]> {
  return (await send("getAllPublicSignupTokens")).tokens;
}

async function update(
  send: SendOperation,
  secret: string,
  body: ReturnType<typeof parseUpdateInput>,
): Promise<InviteToken> {
  const updated = await send("updatePublicSignupToken", { ...tokenPath(secret), body });
  if (updated !== undefined) return updated;
  const change = body.enabled === false ? "disabled" : "updated";
  return withAppliedChanges([{ change, secret }], () => send("getPublicSignupToken", tokenPath(secret)));
}

async function disableAll(
  send: SendOperation,
  tokens: readonly InviteToken[],
  applied: AppliedChange[],
): Promise<void> {
  for (const { secret } of tokens) {
    await send("updatePublicSignupToken", { ...tokenPath(secret), body: { enabled: false } });
    applied.push({ change: "disabled", secret });
  }
}

/** The tokens whose link works, oldest first; of the same millisecond, in the order of their secrets. */
function activeTokens(tokens: readonly InviteToken[], now: number): InviteToken[] {
  return tokens
    .filter((token) => tokenStatus(token, now) === "active")
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.secret < b.secret ? -1 : 1));
}

/**
 * The oldest active token, made if there is none; the younger ones are disabled.
 *
 * Other processes may be at the same: an older token than the one that leads may come to light a moment later. So a
 * token that was made just now has to lead twice, with a pause between. At the first look a call takes back its own
 * candidate alone, for the others will take back theirs; what is left at the second look, nobody else cares for.
 */
async function electToken(
  send: SendOperation,
  now: () => number,
  applied: AppliedChange[],
  body: ReturnType<typeof parseEnsureInput>,
  signal: AbortSignal | undefined,
): Promise<InviteToken> {
  let candidate: string | undefined;
  let leader: string | undefined;
  for (let emptyLooks = 0; ; ) {
    const [oldest, ...younger] = activeTokens(await list(send), now());
    if (oldest !== undefined) {
      const isFresh = candidate !== undefined || Math.abs(now() - oldest.createdAt.getTime()) < FRESH_MS;
      const isSure = oldest.secret === leader || !isFresh;
      await disableAll(
        send,
        isSure ? younger : younger.filter(({ secret }) => secret === candidate),
        applied,
      );
      if (isSure) return oldest;
      leader = oldest.secret;
      await sleep(SETTLE_MS, signal);
    } else if (candidate === undefined) {
      candidate = (await send("createPublicSignupToken", { body })).secret;
      applied.push({ change: "created", secret: candidate });
    } else if (++emptyLooks < MAX_EMPTY_POLLS) {
      await sleep(SETTLE_MS, signal);
    } else {
      // Somebody has ended it meanwhile: it is given as it is, rather than another made against that will.
      return send("getPublicSignupToken", tokenPath(candidate));
    }
  }
}

/** Runs a later part of a call; if that fails, its error tells what the call had changed before. */
async function withAppliedChanges<T>(applied: readonly AppliedChange[], run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof InviteError ? error.addApplied(applied) : error;
  }
}

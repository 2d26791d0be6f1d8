// How concurrent calls of `ensure` and `rotate` agree on one token. test/ensure-token.model.test.ts runs them on
// simulated servers and clocks.
//
// Calls that see no active token create one each. Then the oldest wins, and each call disables only its own token, so
// that no call disables a token that another has returned. An older token may not be visible in any list yet, so a new
// token is returned only after a pause.

import type { PublicSignupTokenCreateSchema } from "../generated/openapi.ts";
import { decide, type TokenView } from "./decide.ts";
import { addMonth, durationToMs, validUntil } from "./expiry.ts";
import type { SendOperation } from "./http/request.ts";
import type { Duration, EnsuredInviteToken, InviteToken, RotatedInviteToken } from "./types.ts";
import { disableTokens, updateToken } from "./update-tokens.ts";

/**
 * Starts a call of `ensure` or `rotate`.
 *
 * @param newToken returns the body of a create, whose duration starts at `time`. Throws an InvalidInputError if the link
 *   would not work at that time.
 * @param now returns the client's time
 * @param pause waits for the settle time
 */
export function startElection(
  send: SendOperation,
  newToken: (time: number) => PublicSignupTokenCreateSchema,
  now: () => number,
  pause: () => Promise<void>,
): {
  /** @param renewBefore a token that is valid for less than this is renewed */
  ensure(renewBefore?: Duration): Promise<EnsuredInviteToken>;
  rotate(): Promise<RotatedInviteToken>;
} {
  const { name } = newToken(now());
  const created: InviteToken[] = [];
  let excluded = new Set<string>();
  let before = new Set<string>();
  let settledUpTo = 0;
  let pauses = 0;
  let view: TokenView;

  async function look(): Promise<void> {
    let serverDate = Number.NaN;
    const { tokens } = await send("getAllPublicSignupTokens", {
      onResponse({ headers }) {
        serverDate = Date.parse(headers.get("date") ?? "");
      },
    });
    view = { tokens, serverDate, now: serverDate || now() };
  }

  /** Follows {@link decide} until a token can be returned. */
  async function elect(): Promise<InviteToken> {
    for (; ; await look()) {
      const { type, token } = decide(view, { name, excluded, before, created, settledUpTo, pauses });
      switch (type) {
        case "return":
          return token;
        case "disable":
          await disableTokens(send, [token], name);
          excluded.add(token.secret);
          break;
        case "wait":
          await pause();
          settledUpTo = Number(token.createdAt);
          pauses++;
          break;
        case "create":
          created.push(await send("createPublicSignupToken", { body: newToken(view.now) }));
          before = secretsOf(view);
          pauses = 0;
      }
    }
  }

  return {
    async ensure(renewBefore = {}) {
      await look();
      const token = await elect();
      const isCreated = created.some(({ secret }) => secret === token.secret);
      if (!isCreated && Number(validUntil(token)) - view.now < durationToMs(renewBefore)) {
        const expiresAt = new Date(Math.min(Date.parse(newToken(view.now).expiresAt), addMonth(view.now)));
        if (validUntil({ expiresAt }) > validUntil(token)) {
          const updated = await updateToken(send, token.secret, { expiresAt: expiresAt.toISOString() });
          return { ...updated, created: false, renewed: true };
        }
      }
      return { ...token, created: isCreated, renewed: false };
    },
    async rotate() {
      await look();
      newToken(view.now); // throws before a token is disabled
      const disabledTokens = await disableTokens(send, view.tokens, name);
      excluded = secretsOf(view);
      return { ...(await elect()), disabledTokens };
    },
  };
}

function secretsOf({ tokens }: TokenView): Set<string> {
  return new Set(tokens.map(({ secret }) => secret));
}

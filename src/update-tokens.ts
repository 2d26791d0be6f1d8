import type { PublicSignupTokenUpdateSchema } from "../generated/openapi.ts";
import type { SendOperation } from "./http/request.ts";
import type { InviteToken } from "./types.ts";

/** Maximum number of concurrent updates of one call. */
const MAX_CONCURRENT_UPDATES = 8;

/**
 * Updates a token and returns it. Reads it back if the response lacks the role and the users.
 *
 * @param token its secret
 */
export async function updateToken(
  send: SendOperation,
  token: string,
  body: PublicSignupTokenUpdateSchema,
): Promise<InviteToken> {
  const updated = await send("updatePublicSignupToken", { token, body });
  return updated ?? send("getPublicSignupToken", { token });
}

/**
 * Disables the enabled tokens of a name, a few at a time, and returns them. After a failure it starts no further update
 * and waits for those under way, so that `applied` on the error is complete.
 */
export async function disableTokens(
  send: SendOperation,
  tokens: readonly InviteToken[],
  name: string,
): Promise<InviteToken[]> {
  const enabled = tokens.filter((token) => token.name === name && token.enabled);
  // An error in one loop closes the generator, which ends the other loops.
  const queue = (function* () {
    yield* enabled;
  })();
  const disableNext = async () => {
    for (const { secret: token } of queue)
      await send("updatePublicSignupToken", { token, body: { enabled: false } });
  };
  const updates = Array.from({ length: MAX_CONCURRENT_UPDATES }, disableNext);
  await Promise.allSettled(updates);
  await Promise.all(updates);
  return enabled.map((token) => ({ ...token, enabled: false }));
}

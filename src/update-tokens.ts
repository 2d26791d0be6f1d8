import type { PublicSignupTokenUpdateSchema } from "../generated/openapi.ts";
import { type SendOperation, tokenPath } from "./http/request.ts";
import type { InviteToken } from "./types.ts";

/** Maximum number of concurrent updates of one call. */
const MAX_CONCURRENT_UPDATES = 8;

/** Updates a token and returns it. Reads it back if the response lacks the role and the users. */
export async function updateToken(
  send: SendOperation,
  secret: string,
  body: PublicSignupTokenUpdateSchema,
): Promise<InviteToken> {
  const updated = await send("updatePublicSignupToken", { ...tokenPath(secret), body });
  return updated ?? send("getPublicSignupToken", tokenPath(secret));
}

/**
 * Disables tokens, a few at a time, and returns them. After a failure it starts no further update and waits for those
 * under way, so that `applied` on the error is complete.
 */
export async function disableTokens(
  send: SendOperation,
  tokens: readonly InviteToken[],
): Promise<InviteToken[]> {
  const queue = [...tokens];
  const disableNext = async () => {
    for (let token = queue.shift(); token; token = queue.shift()) {
      try {
        await send("updatePublicSignupToken", { ...tokenPath(token.secret), body: { enabled: false } });
      } catch (error) {
        queue.length = 0;
        throw error;
      }
    }
  };
  const updates = Array.from({ length: MAX_CONCURRENT_UPDATES }, disableNext);
  try {
    await Promise.all(updates);
  } finally {
    await Promise.allSettled(updates);
  }
  return tokens.map((token) => ({ ...token, enabled: false }));
}

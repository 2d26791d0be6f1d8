import { createTransport } from "./http/request.ts";
import { parseInviteLink } from "./invite-link.ts";
import type { ClientOptions, RequestOptions } from "./options.ts";
import { createTokens, type InviteTokens } from "./tokens.ts";
import type { SignUpInput, TokenReference, User } from "./types.ts";
import { parseSignUpInput } from "./validation/inputs.ts";
import { resolveOptions } from "./validation/options.ts";

/** A client for the invite links of one Unleash instance. */
export interface InviteClient {
  /** Admin operations; require an API key. */
  readonly tokens: InviteTokens;

  /**
   * Returns whether an invite link works now. Public: never sends the API key.
   *
   * @param token a secret, a link, or an object with a `secret`
   * @returns false for a link that is unknown, expired or disabled
   * @throws {InviteError} for any other response, such as a web page at a wrong `baseUrl`
   */
  validate(token: TokenReference, options?: RequestOptions): Promise<boolean>;

  /**
   * Signs a person up with an invite link; they get the role Viewer. Public: never sends the API key.
   * Retried only on 429 and after a connection that was never established. `mayHaveApplied` on the error is true if the
   * person may have been signed up.
   *
   * @param token a secret, a link, or an object with a `secret`
   * @throws {BadRequestError} with the code `invalid_invite` for a link that does not work, `user_exists` for an existing
   *   email, `bad_request` for other input that the server rejects, with the reasons by property in `issues`
   * @throws {ServerError} with the code `user_exists` for a taken username, and for concurrent sign-ups with one email
   */
  signUp(token: TokenReference, person: SignUpInput, options?: RequestOptions): Promise<User>;
}

/**
 * Creates a client. Nothing is sent until a method is called.
 *
 * Every method rejects with an {@link InviteError}, or with `signal.reason` after an abort.
 *
 * @throws {InvalidInputError} naming every invalid option
 * @example
 * const client = createInviteClient({ baseUrl: "https://unleash.example.com", apiKey: process.env.UNLEASH_API_KEY });
 * const invite = await client.tokens.create({ name: "Design team", expiresIn: { days: 7 } });
 */
export function createInviteClient(options: ClientOptions): InviteClient {
  const settings = resolveOptions(options);
  const createSend = createTransport(settings);
  return {
    tokens: createTokens(createSend, settings),
    async validate(token, request) {
      return createSend(request)("validatePublicSignupToken", { token: parseInviteLink(token) });
    },
    async signUp(token, person, request) {
      return createSend(request)("addPublicSignupTokenUser", {
        token: parseInviteLink(token),
        body: parseSignUpInput(person),
      });
    },
  };
}

import { createTransport, tokenPath } from "./http/request.ts";
import { parseInviteLink } from "./invite-link.ts";
import type { ClientOptions, RequestOptions } from "./options.ts";
import { createTokens, type InviteTokens } from "./tokens.ts";
import type { SignUpInput, User } from "./types.ts";
import { parseSignUpInput } from "./validation/inputs.ts";
import { resolveOptions } from "./validation/options.ts";

/** A client for the invite links of one Unleash. */
export interface InviteClient {
  /** For an administrator: needs an API key. */
  readonly tokens: InviteTokens;

  /**
   * Whether an invite link works now. For everybody: needs no API key, and sends none.
   *
   * @returns false for a link that is unknown, expired or disabled
   * @throws {InviteError} for everything that is not an answer to the question, such as a web page at a wrong `baseUrl`
   */
  validate(secretOrLink: string, options?: RequestOptions): Promise<boolean>;

  /**
   * Signs a person up with an invite link; they get the role Viewer. For everybody: needs no API key, and sends none.
   * Sent once: after a failure without an answer the person may have been signed up.
   *
   * @throws {BadRequestError} with the code `invalid_invite` for a dead link, `user_exists` for a known e-mail,
   *   `bad_request` for what else the server refuses, with its reasons in `details`
   * @throws {ServerError} with the code `user_exists` for a taken username, and for an e-mail that signs up twice at once
   */
  signUp(secretOrLink: string, person: SignUpInput, options?: RequestOptions): Promise<User>;
}

/**
 * Makes a client. Nothing is sent until a method is called.
 *
 * Every method rejects with an {@link InviteError}, or, once its signal is aborted, with the signal's own reason.
 *
 * @throws {InvalidInputError} naming every option that is wrong
 * @example
 * const client = createInviteClient({ baseUrl: "https://unleash.example.com", apiKey: process.env.UNLEASH_API_KEY });
 * const invite = await client.tokens.create({ name: "Design team", expiresIn: { days: 7 } });
 */
export function createInviteClient(options: ClientOptions): InviteClient {
  const resolved = resolveOptions(options);
  const begin = createTransport(resolved);
  return {
    tokens: createTokens(begin, resolved.now),
    async validate(secretOrLink, request) {
      return begin(request)("validatePublicSignupToken", tokenPath(parseInviteLink(secretOrLink)));
    },
    async signUp(secretOrLink, person, request) {
      const secret = parseInviteLink(secretOrLink);
      return begin(request)("addPublicSignupTokenUser", {
        ...tokenPath(secret),
        body: parseSignUpInput(person),
      });
    },
  };
}

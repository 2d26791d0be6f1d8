/** An app that uses the SDK: it returns the current invite link, and signs people up with it. */
import { createInviteClient, isInviteError, type SignUpInput } from "unleash-invites";

export interface OnboardingOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** How long the app waits for other processes that create a link. Tests pass 0. */
  readonly settleMs?: number;
}

/** The app's reply to a person who wants to join. */
export type Welcome = "welcome" | "ask for a new link" | "you have an account" | "try again later";

export interface Onboarding {
  /** Returns a link that works for some days. */
  readonly link: () => Promise<string>;
  /** Signs a person up. */
  readonly join: (link: string, person: SignUpInput) => Promise<Welcome>;
}

export function createOnboarding({ baseUrl, apiKey, settleMs }: OnboardingOptions): Onboarding {
  const client = createInviteClient({ baseUrl, apiKey, settleMs });
  return {
    async link() {
      const invite = await client.tokens.ensure({ name: "Onboarding", expiresIn: { days: 7 } });
      return invite.url ?? `${baseUrl}/new-user?invite=${invite.secret}`;
    },
    async join(link, person) {
      try {
        await client.signUp(link, person);
        return "welcome";
      } catch (error) {
        if (isInviteError(error, "invalid_invite")) return "ask for a new link";
        if (isInviteError(error, "user_exists")) return "you have an account";
        if (isInviteError(error, "server_error") || isInviteError(error, "connection_failed")) {
          return "try again later";
        }
        throw error;
      }
    },
  };
}

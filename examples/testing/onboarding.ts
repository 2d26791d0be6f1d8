/** An app that uses the SDK: it hands out one invite link, and signs people up with it. */
import { createInviteClient, isInviteError, type SignUpInput } from "unleash-invites";

export interface OnboardingOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** What the app says to who wants to join. */
export type Welcome = "welcome" | "ask for a new link" | "you have an account" | "try again later";

export interface Onboarding {
  /** A link that works for a while. */
  readonly link: () => Promise<string>;
  readonly join: (link: string, person: SignUpInput) => Promise<Welcome>;
}

export function createOnboarding({ baseUrl, apiKey }: OnboardingOptions): Onboarding {
  const client = createInviteClient({ baseUrl, apiKey });
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

import { createInviteClient, type InviteTokens } from "unleash-invites";

/** The SDK, with the server of this page in place of Unleash. The server adds the real key. */
export function createClient(): InviteTokens {
  return createInviteClient({ baseUrl: location.origin, apiKey: "added-by-the-server" }).tokens;
}

export interface Settings {
  /** Address of the sign-up page. */
  readonly signUpUrl: string;
  /** False when people are logged in elsewhere: there is nothing to log out of here. */
  readonly canLogOut: boolean;
}

export async function loadSettings(): Promise<Settings> {
  const response = await fetch("/settings.json");
  if (!response.ok) throw new Error(`/settings.json responded with ${response.status}`);
  return (await response.json()) as Settings;
}

import { createInviteClient, type InviteClient } from "unleash-invites";

/** The server of this page passes its requests on to Unleash, and puts the real key where the SDK sends this word. */
export const client: InviteClient = createInviteClient({
  baseUrl: location.origin,
  apiKey: "added-by-the-server",
});

/** The link to send: to the sign-up page here. (`url` of a token leads to Unleash's own.) */
export function linkTo(secret: string): string {
  const url = new URL("/signup", location.origin);
  url.searchParams.set("invite", secret);
  return url.href;
}

import { InviteError } from "unleash-invites";

export interface Problem {
  readonly title: string;
  readonly text: string;
}

/** What went wrong, for the person at the screen: the SDK's own messages are for developers. */
export function explain(error: unknown): Problem {
  if (!(error instanceof InviteError)) {
    reportError(error);
    return { title: "Something went wrong", text: "Load this page anew." };
  }
  switch (error.code) {
    case "connection_failed":
    case "timeout":
    case "server_error":
      return { title: "Unleash is not available", text: "Try again in a moment." };
    case "rate_limited":
      return { title: "That was too much at once", text: "Wait a minute, then try again." };
    case "unauthorized":
      return {
        title: "Unleash does not know the API key",
        text: "It may be wrong, or have expired. Start this page's server with another.",
      };
    case "forbidden":
      return { title: "The API key may not do this", text: "It takes the key of an administrator." };
    case "not_found":
      return { title: "This link is not there any more", text: "Refresh the list." };
    default:
      return { title: "Unleash refused", text: error.message };
  }
}

import type { PublicSignupTokenSchema } from "../../generated/openapi.ts";
import { type ClientOptions, createInviteClient, type InviteClient } from "../../src/index.ts";

export const SECRET = "a3c84b25409ea8ca1782ef17f94a42fc";

/** A token as a server sends it. */
export function tokenJson(over: Partial<PublicSignupTokenSchema> = {}): PublicSignupTokenSchema {
  const secret = over.secret ?? SECRET;
  return {
    secret,
    url: `https://unleash.example.com/new-user?invite=${secret}`,
    name: "Design team",
    enabled: true,
    expiresAt: "2026-06-08T12:00:00.000Z",
    createdAt: "2026-06-01T12:00:00.000Z",
    createdBy: "admin",
    users: [],
    role: { id: 3, name: "Viewer", type: "root" },
    ...over,
  };
}

/** A request as received by the injected `fetch`. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Headers;
}

/** Returns the response to a request: a body for a 200, or a `Response`. */
export type Answers = (sent: Sent, nth: number) => unknown;

/** Creates a client whose requests go to a function, and the list of sent requests. Its current time is `2026-06-01T12:00:00Z`. */
export function clientWith(
  answers: Answers,
  options: Partial<ClientOptions> = {},
): { client: InviteClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const client = createInviteClient({
    baseUrl: "https://unleash.example.com",
    apiKey: "user:0123456789abcdef",
    now: () => Date.parse("2026-06-01T12:00:00Z"),
    settleMs: 0,
    fetch: async (url, init) => {
      const request: Sent = {
        method: String(init.method),
        path: new URL(url).pathname,
        body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
        headers: new Headers(init.headers),
      };
      sent.push(request);
      const answer = await answers(request, sent.length);
      return answer instanceof Response ? answer : Response.json(answer);
    },
    ...options,
  });
  return { client, sent };
}

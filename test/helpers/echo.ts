import { type ClientEvent, createInviteClient, type Fetch, type InviteClient } from "../../src/index.ts";
import { formsOf } from "./printed.ts";

export interface Sensitive {
  readonly key: string;
  readonly secret: string;
  readonly password: string;
}

export const plain: Sensitive = {
  key: "user:7d1f6b0c9e2a4835d6c1b7f0a9e3d248",
  secret: "a3c84b25409ea8ca1782ef17f94a42fc",
  password: "correct-horse-battery-staple",
};
/** Contains every character that some encoding escapes. */
export const odd: Sensitive = {
  key: `Bearer user:K"e\\y/+%é<&>'é-0123`,
  secret: `s/e"c?r#e\\t %2F ü💥<&>' ~abcdefgh`,
  password: `P"ä\\s/s&<w>ö+r d\t%41💥'end`,
};

export function values({ key, secret, password }: Sensitive): string[] {
  return [key.replace("Bearer ", ""), secret, password];
}

/** Returns all values of a request in every encoding, as an echo would send them. */
export function echoOf(url: string, init: RequestInit): string {
  const { authorization = "", ...body } = {
    authorization: new Headers(init.headers).get("authorization") ?? "",
    ...JSON.parse(String(init.body ?? "{}")),
  };
  const segments = new URL(url).pathname.split("/").map(decodeURIComponent);
  const known = [authorization, String(body.password ?? ""), ...segments].filter((text) => text.length > 8);
  const forms = known.flatMap((text) => [text, text.toUpperCase(), ...formsOf(text)]);
  // The unencoded values first: messages quote the start of a text.
  return [...known.reverse(), ...forms, url, JSON.stringify(url)].join(" ");
}

/** Returns the part of a text that a header can contain. */
export const latin1 = (text: string): string => text.replace(/[^ -~\xa0-\xff]/g, "?");

export function headersWith(text: string): Record<string, string> {
  return {
    location: latin1(text),
    "x-echo": latin1(text),
    "www-authenticate": latin1(text),
    "set-cookie": "session=1",
  };
}

/** Creates a client that records its events. */
export function eavesdrop(
  sensitive: Sensitive,
  fetch: Fetch,
): { client: InviteClient; events: ClientEvent[] } {
  const events: ClientEvent[] = [];
  const client = createInviteClient({
    baseUrl: "https://unleash.example.com/demo",
    apiKey: sensitive.key,
    fetch,
    onEvent: (event) => void events.push(event),
    timeoutMs: 20,
    maxRetries: 1,
  });
  return { client, events };
}

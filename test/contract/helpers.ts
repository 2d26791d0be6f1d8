import { randomBytes, randomUUID } from "node:crypto";
import { expect } from "vitest";
import {
  type ClientOptions,
  type CreatedInviteToken,
  createInviteClient,
  type Fetch,
  InvalidInputError,
  type InviteClient,
  InviteError,
  type InviteToken,
  type SignUpInput,
} from "../../src/index.ts";
import type { Backend } from "./backend.ts";

// Longer than any server takes, so that no attempt times out on a slow machine; the test timeout stops a hanging call.
const timeoutMs = 110_000;

/** A client with the administrator's key. */
export function adminOf(backend: Backend, options: Partial<ClientOptions> = {}): InviteClient {
  return visitorOf(backend, { apiKey: backend.adminKey, ...options });
}

/** A client without a key, as a sign-up page has it. */
export function visitorOf(backend: Backend, options: Partial<ClientOptions> = {}): InviteClient {
  return createInviteClient({ baseUrl: backend.baseUrl, fetch: backend.fetch, timeoutMs, ...options });
}

/** A token whose link works. */
export async function newToken(backend: Backend, name = "Design team"): Promise<CreatedInviteToken> {
  return adminOf(backend).tokens.create({ name, expiresIn: { days: 7 } });
}

/** A name that no other case uses: a case that counts tokens of its name starts with none. */
export function newName(): string {
  return `Team ${randomUUID()}`;
}

/** The secrets of all enabled tokens of a name, oldest first. */
export async function enabledSecrets(backend: Backend, name: string): Promise<string[]> {
  const tokens = await adminOf(backend).tokens.list({ name });
  return tokens
    .filter(({ enabled }) => enabled)
    .map(({ secret }) => secret)
    .reverse();
}

/** A token as returned by `get`. */
export function plain({ expiryCapped: _, ...token }: CreatedInviteToken): InviteToken {
  return token;
}

export function unknownSecret(): string {
  return randomBytes(16).toString("hex");
}

/** A person who has not signed up on any server. */
export function somebody(over: Partial<SignUpInput> = {}): SignUpInput {
  const email = `ada.${randomUUID()}@example.com`;
  return { name: "Ada Lovelace", email, password: "An-Analytical-Engine-1843", ...over };
}

/** The error that a call rejects with, which must be of this class. */
export async function failure<E extends InviteError>(
  call: Promise<unknown>,
  type: abstract new (...args: never[]) => E,
): Promise<E> {
  const error: unknown = await call.then(
    (value) => `no error, but ${JSON.stringify(value)}`,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(InviteError);
  expect(error).toBeInstanceOf(type);
  return error as E;
}

/** The error of a call that is rejected before a request is sent. */
export async function refusal(
  backend: Backend,
  call: (client: InviteClient) => Promise<unknown>,
): Promise<InvalidInputError> {
  const wire = listenTo(backend);
  const error = await failure(call(adminOf(backend, { fetch: wire.fetch })), InvalidInputError);
  expect(wire.exchanges).toEqual([]);
  return error;
}

/** A request and its response, as sent over the wire. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly status: number;
  readonly answerHeaders: Headers;
  readonly answer: string;
}

/** Creates a `fetch` to the backend that records every request and response. */
export function listenTo(backend: Backend): { fetch: Fetch; exchanges: Exchange[] } {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    async fetch(url, init) {
      const response = await reach(backend, url, init);
      exchanges.push({
        method: String(init.method),
        path: new URL(url).pathname,
        headers: new Headers(init.headers),
        status: response.status,
        answerHeaders: response.headers,
        answer: await response.clone().text(),
      });
      return response;
    },
  };
}

/** A request of the SDK, to be sent unchanged or changed. */
export interface Outgoing {
  readonly url: string;
  readonly init: RequestInit;
}

/** Creates an admin client whose requests are changed in transit, to send what the SDK never sends. */
export function tamperedAdmin(
  backend: Backend,
  change: (request: Outgoing) => Partial<Outgoing>,
): InviteClient {
  return adminOf(backend, {
    fetch: (url, init) => {
      const changed = { url, init, ...change({ url, init }) };
      return reach(backend, changed.url, changed.init);
    },
  });
}

/** Like {@link tamperedAdmin}; replaces the body of requests that have one. */
export function adminSending(backend: Backend, body: string): InviteClient {
  return tamperedAdmin(backend, ({ init }) => (init.body ? { init: { ...init, body } } : {}));
}

/** Creates an admin client whose connection fails for some requests, without retries. */
export function brokenAdmin(backend: Backend, fails: (request: Outgoing) => boolean): InviteClient {
  return adminOf(backend, {
    maxRetries: 0,
    fetch: async (url, init) => {
      if (fails({ url, init })) throw new TypeError("fetch failed");
      return reach(backend, url, init);
    },
  });
}

function reach(backend: Backend, url: string, init: RequestInit): Promise<Response> {
  return (backend.fetch ?? fetch)(url, init);
}

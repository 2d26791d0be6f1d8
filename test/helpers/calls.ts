import { expect } from "vitest";
import {
  type ClientEvent,
  type ClientOptions,
  createInviteClient,
  InviteApiError,
  type InviteClient,
  InviteError,
  type OperationId,
  type RequestOptions,
  type SignUpInput,
} from "../../src/index.ts";
import { SECRET, tokenJson } from "./client.ts";

export const KEY = "user:7d1f6b0c9e2a4835d6c1b7f0a9e3d248";
const PASSWORD = "correct horse/battery+staple";
export const PERSON: SignUpInput = { name: "Ada", email: "ada@example.com", password: PASSWORD };

/** In the future for every test. */
const EXPIRES_AT = "2999-01-01T00:00:00Z";

/** One call of each operation, which sends one request if the response is complete. */
export const calls: Readonly<
  Record<OperationId, (client: InviteClient, options?: RequestOptions, secret?: string) => Promise<unknown>>
> = {
  getAllPublicSignupTokens: ({ tokens }, options) => tokens.list(undefined, options),
  createPublicSignupToken: ({ tokens }, options) =>
    tokens.create({ name: "n", expiresAt: EXPIRES_AT }, options),
  getPublicSignupToken: ({ tokens }, options, secret = SECRET) => tokens.get(secret, options),
  updatePublicSignupToken: ({ tokens }, options, secret = SECRET) =>
    tokens.update(secret, { enabled: true }, options),
  validatePublicSignupToken: (client, options, secret = SECRET) => client.validate(secret, options),
  addPublicSignupTokenUser: (client, options, secret = SECRET) => client.signUp(secret, PERSON, options),
};

export const operationIds = Object.keys(calls) as OperationId[];
/** The operations whose 2xx response has a body. */
export const jsonOperationIds: OperationId[] = operationIds.filter(
  (id) => id !== "validatePublicSignupToken",
);

/** Returns the body of a 2xx response. */
export function goodBody(id: OperationId, name = "Design team"): string {
  if (id === "validatePublicSignupToken") return "";
  if (id === "addPublicSignupTokenUser") return JSON.stringify({ id: 7, name });
  return JSON.stringify(
    id === "getAllPublicSignupTokens" ? { tokens: [tokenJson({ name })] } : tokenJson({ name }),
  );
}

/** Returns the result of a call for {@link goodBody}. */
export function goodValue(id: OperationId, name = "Design team"): unknown {
  if (id === "validatePublicSignupToken") return true;
  if (id === "addPublicSignupTokenUser") return { id: 7, name };
  const token = expect.objectContaining({
    secret: SECRET,
    name,
    expiresAt: new Date("2026-06-08T12:00:00Z"),
  });
  return id === "getAllPublicSignupTokens" ? [token] : token;
}

/** Creates a client for a server, without retries, and records its events. */
export function clientFor(
  baseUrl: string | URL,
  options: Partial<ClientOptions> = {},
): { client: InviteClient; events: ClientEvent[] } {
  const events: ClientEvent[] = [];
  const onEvent = (event: ClientEvent) => void events.push(event);
  return { client: createInviteClient({ baseUrl, apiKey: KEY, maxRetries: 0, onEvent, ...options }), events };
}

/** Returns the value that a call rejects with. */
export async function rejection(call: Promise<unknown>): Promise<unknown> {
  const settled = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  expect(settled).toHaveProperty("error");
  return (settled as { error: unknown }).error;
}

/** Returns the InviteError that a call rejects with, checked against a class if given. */
export async function failure<E extends InviteError = InviteError>(
  call: Promise<unknown>,
  type: new (...args: never[]) => E = InviteError as never,
): Promise<E> {
  const error = await rejection(call);
  expect(error).toBeInstanceOf(type);
  return error as E;
}

/** Returns the error for a response with this status, body and content type. */
export function refused(
  id: OperationId,
  status: number,
  body: unknown,
  type?: string,
): Promise<InviteApiError> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers: HeadersInit = type === undefined ? {} : { "content-type": type };
  const { client } = clientFor("https://unleash.example.com", {
    fetch: async () => new Response(text, { status, headers }),
  });
  return failure(calls[id](client), InviteApiError);
}

/** A promise with its resolve function. */
export function signalled<T = void>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

import type { FakeUnleash } from "../../src/testing/index.ts";

export const TOKENS = "/api/admin/invite-link/tokens";
export const KEY = "user:0123456789abcdef";
export const PERSON: Readonly<Record<string, string>> = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  password: "An-Analytical-Engine-1843",
};

/** Creates an admin request. */
export function ask(
  fake: FakeUnleash,
  method: string,
  path: string,
  body?: unknown,
  init: RequestInit = {},
): Promise<Response> {
  return fake.fetch(fake.baseUrl + path, {
    method,
    headers: { authorization: KEY, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...init,
  });
}

export function createToken(fake: FakeUnleash, expiresAt: string, name = "Design team"): Promise<Response> {
  return ask(fake, "POST", TOKENS, { name, expiresAt });
}

export function signUp(fake: FakeUnleash, secret: string, over: object = {}): Promise<Response> {
  return ask(fake, "POST", `/invite/${secret}/signup`, { ...PERSON, ...over });
}

export async function statusOf(response: Promise<Response>): Promise<number> {
  return (await response).status;
}

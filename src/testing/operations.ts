import type { OperationId } from "../types.ts";
import type { BodySchema } from "./body.ts";
import { empty, json } from "./responses.ts";
import type { SignUp, Store } from "./store.ts";

/** An operation of the fake. */
export interface Operation {
  readonly id: OperationId;
  readonly method: "GET" | "POST" | "PUT";
  /** Path below the base URL. The secret is its only group. */
  readonly path: RegExp;
  readonly access: "admin" | "public";
  readonly body?: BodySchema;
  /**
   * @param body validated by {@link BodySchema}
   * @param owner of the API key
   */
  readonly run: (
    store: Store,
    secret: string,
    body: Record<string, unknown>,
    owner: string,
  ) => Response | Promise<Response>;
}

const TOKENS = /^\/api\/admin\/invite-link\/tokens\/?$/i;
const TOKEN = /^\/api\/admin\/invite-link\/tokens\/([^/]+)\/?$/i;

export const OPERATIONS: readonly Operation[] = [
  {
    id: "getAllPublicSignupTokens",
    method: "GET",
    path: TOKENS,
    access: "admin",
    run: (store) => json(200, { tokens: store.tokens }),
  },
  {
    id: "createPublicSignupToken",
    method: "POST",
    path: TOKENS,
    access: "admin",
    body: { required: ["name", "expiresAt"], properties: { name: "string", expiresAt: "date-time" } },
    run: (store, _, body, owner) => {
      const token = store.create(body as { name: string; expiresAt: string }, owner);
      return json(201, token, { location: `tokens/${token.secret}` });
    },
  },
  {
    id: "getPublicSignupToken",
    method: "GET",
    path: TOKEN,
    access: "admin",
    run: (store, secret) => json(200, store.get(secret)),
  },
  {
    id: "updatePublicSignupToken",
    method: "PUT",
    path: TOKEN,
    access: "admin",
    body: { required: [], properties: { expiresAt: "date-time", enabled: "boolean" } },
    run: (store, secret, change) => {
      if (Object.keys(change).length === 0) return empty(400);
      // Servers up to 8.2 respond to an update without the role and the users.
      return json(200, { ...store.update(secret, change), role: {}, users: [] });
    },
  },
  {
    id: "validatePublicSignupToken",
    method: "GET",
    path: /^\/invite\/([^/]+)\/validate\/?$/i,
    access: "public",
    run: (store, secret) => empty(store.isValid(secret) ? 200 : 400),
  },
  {
    id: "addPublicSignupTokenUser",
    method: "POST",
    path: /^\/invite\/([^/]+)\/signup\/?$/i,
    access: "public",
    body: {
      required: ["email", "name", "password"],
      properties: { username: "string", email: "string", name: "string", password: "string" },
    },
    run: async (store, secret, body) => {
      if (!store.isValid(secret)) return empty(400);
      const user = await store.signUp(secret, body as unknown as SignUp);
      const { name, email, username } = user;
      // Servers omit empty properties.
      const given = { name: name || undefined, email: email || undefined, username: username || undefined };
      return json(201, { ...user, ...given });
    },
  },
];

/** Returns the operation of a method and a path below the base URL. */
export function operationOf(method: string, path: string): Operation | undefined {
  return OPERATIONS.find((operation) => operation.method === method && operation.path.test(path));
}

import { expect } from "vitest";
import type { PublicSignupTokenSchema } from "../../generated/openapi.ts";
import { type ClientOptions, InviteError, type InviteTokens } from "../../src/index.ts";
import { clientWith, type Sent, tokenJson } from "./client.ts";

const TOKENS = "/api/admin/invite-link/tokens";
const secretIn = ({ path }: Sent) => path.slice(TOKENS.length + 1);
/** The requests, such as `PUT /secret`. */
export const steps = (sent: readonly Sent[]): string[] =>
  sent.map(({ method, path }) => `${method} ${path.replace(TOKENS, "")}`);
/** A response of Unleash without details. */
export const refuse = (status: number): Response =>
  Response.json({ name: status === 404 ? "NotFoundError" : "PermissionError", message: "no" }, { status });

/** The error that a call rejects with. */
export async function failure(call: Promise<unknown>): Promise<InviteError> {
  const error = await call.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InviteError);
  return error as InviteError;
}

/** Stores tokens in memory. An update responds with a token without role and users, as real servers do. */
export function store(
  initial: Partial<PublicSignupTokenSchema>[],
  fail: (sent: Sent, nth: number) => Response | undefined = () => undefined,
  options: Partial<ClientOptions> = {},
): { tokens: InviteTokens; sent: readonly Sent[]; stored: Map<string, PublicSignupTokenSchema> } {
  const tokens = new Map(initial.map((over) => [String(over.secret), tokenJson(over)]));
  const made = clientWith((request, nth) => {
    const failed = fail(request, nth);
    if (failed !== undefined) return failed;
    if (request.method === "POST") {
      const secret = `made-${tokens.size}`;
      const over = { ...(request.body as object), secret, createdAt: "2026-06-01T12:00:00.000Z" };
      tokens.set(secret, tokenJson(over));
      return Response.json(tokens.get(secret), { status: 201 });
    }
    const headers = { date: "Mon, 01 Jun 2026 12:00:00 GMT" };
    if (request.path === TOKENS) return Response.json({ tokens: [...tokens.values()] }, { headers });
    const token = tokens.get(secretIn(request));
    if (token === undefined) return refuse(404);
    if (request.method === "PUT") {
      Object.assign(token, request.body);
      return { ...token, role: {}, users: [] };
    }
    return token;
  }, options);
  return { sent: made.sent, tokens: made.client.tokens, stored: tokens };
}

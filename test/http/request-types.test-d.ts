// Types only: compiled by `npm run check:types`, never run. Each wrong use must not compile.

import type { SendOperation } from "../../src/http/request.ts";
import type { operations } from "../../src/operations.ts";

type Operations = typeof operations;

/** Right uses: the result of each operation has the type of its id. */
export async function send(send: SendOperation): Promise<unknown[]> {
  const list = await send("getAllPublicSignupTokens");
  const created = await send("createPublicSignupToken", { body: { name: "n", expiresAt: "2099-01-01" } });
  const read = await send("getPublicSignupToken", { token: "s" });
  const updated = await send("updatePublicSignupToken", { token: "s", body: { enabled: false } });
  const isValid: boolean = await send("validatePublicSignupToken", { token: "s" });
  const person = { name: "n", email: "e", password: "p" };
  const user = await send("addPublicSignupTokenUser", { token: "s", body: person });
  // An update may lack the role and the users.
  const dates: (Date | undefined)[] = [created.expiresAt, read.expiresAt, updated?.expiresAt];
  return [list.tokens[0]?.secret, dates, isValid, user.id];
}

/** Wrong uses. */
export function wrongSends(send: SendOperation): unknown[] {
  const person = { name: "n", email: "e", password: "p" };
  return [
    // @ts-expect-error An unknown id.
    send("deletePublicSignupToken", { token: "s" }),
    // @ts-expect-error A missing token.
    send("getPublicSignupToken"),
    // @ts-expect-error A missing body.
    send("updatePublicSignupToken", { token: "s" }),
    // @ts-expect-error A body on a GET.
    send("getPublicSignupToken", { token: "s", body: { enabled: true } }),
    // @ts-expect-error An excess property in the body.
    send("updatePublicSignupToken", { token: "s", body: { enabled: true, name: "n" } }),
    // @ts-expect-error A body of another type.
    send("createPublicSignupToken", { body: { name: "n", expiresAt: new Date() } }),
    // @ts-expect-error A parameter of another name.
    send("validatePublicSignupToken", { secret: "s" }),
    // @ts-expect-error A parameter of another type.
    send("validatePublicSignupToken", { token: 5 }),
    // @ts-expect-error A token on an operation without one.
    send("createPublicSignupToken", { token: "s", body: { name: "n", expiresAt: "2099-01-01" } }),
    // @ts-expect-error The body of another operation.
    send("createPublicSignupToken", { body: person }),
    // @ts-expect-error A query, which no operation has.
    send("getAllPublicSignupTokens", { name: "n" }),
  ];
}

/** Wrong rows of the operations table. */
export const wrongOperations: unknown[] = [
  {
    // @ts-expect-error A method that differs from the spec.
    method: "POST",
    path: "/api/admin/invite-link/tokens",
    auth: "apiKey",
  } satisfies Omit<Operations["getAllPublicSignupTokens"], "reader">,
  {
    method: "GET",
    // @ts-expect-error A path that differs from the spec.
    path: "/api/admin/invite-link/tokens",
    auth: "apiKey",
  } satisfies Omit<Operations["getPublicSignupToken"], "reader">,
  {
    method: "PUT",
    path: "/api/admin/invite-link/tokens/{token}",
    auth: "apiKey",
    // @ts-expect-error A result of another type.
    empty: { result: true },
  } satisfies Operations["updatePublicSignupToken"],
  {
    method: "GET",
    path: "/invite/{token}/validate",
    // @ts-expect-error An unknown kind of authentication.
    auth: "cookie",
  } satisfies Operations["validatePublicSignupToken"],
];

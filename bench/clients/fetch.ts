import type { Connect, Token } from "../client.ts";

/** What everything else is compared with: as little as can be written by hand. */
export const connect: Connect = (baseUrl, apiKey) => {
  const tokens = `${baseUrl}/api/admin/invite-link/tokens`;
  const json = { "content-type": "application/json" };
  const authorization = apiKey;
  const ask = async (url: string, init: RequestInit) => {
    const response = await fetch(url, init);
    if (!response.ok) throw new Error(`${response.status}`);
    return response;
  };
  return {
    get: async (secret) =>
      (
        await ask(`${tokens}/${encodeURIComponent(secret)}`, { headers: { authorization } })
      ).json() as Promise<Token>,
    list: async () =>
      ((await (await ask(tokens, { headers: { authorization } })).json()) as { tokens: Token[] }).tokens,
    create: async (name, expiresAt) =>
      (
        await ask(tokens, {
          method: "POST",
          headers: { ...json, authorization },
          body: JSON.stringify({ name, expiresAt }),
        })
      ).json(),
    disable: async (secret) =>
      (
        await ask(`${tokens}/${encodeURIComponent(secret)}`, {
          method: "PUT",
          headers: { ...json, authorization },
          body: JSON.stringify({ enabled: false }),
        })
      ).json(),
    validate: async (secret) => (await fetch(`${baseUrl}/invite/${encodeURIComponent(secret)}/validate`)).ok,
    signUp: async (secret, person) =>
      (
        await ask(`${baseUrl}/invite/${encodeURIComponent(secret)}/signup`, {
          method: "POST",
          headers: json,
          body: JSON.stringify(person),
        })
      ).json(),
  };
};

import createClient from "openapi-fetch";
import type { paths } from "../../generated/openapi.ts";
import type { Connect } from "../client.ts";

const TOKENS = "/api/admin/invite-link/tokens";
const TOKEN = "/api/admin/invite-link/tokens/{token}";

export const connect: Connect = (baseUrl, apiKey) => {
  const api = createClient<paths>({ baseUrl, headers: { authorization: apiKey } });
  const at = (token: string) => ({ params: { path: { token } } });
  return {
    get: async (secret) => given(await api.GET(TOKEN, at(secret))),
    list: async () => given(await api.GET(TOKENS)).tokens,
    create: async (name, expiresAt) =>
      given(await api.POST(TOKENS, { body: { name, expiresAt: expiresAt.toISOString() } })),
    disable: async (secret) => given(await api.PUT(TOKEN, { ...at(secret), body: { enabled: false } })),
    validate: async (secret) =>
      (await api.GET("/invite/{token}/validate", { ...at(secret), parseAs: "text" })).response.ok,
    signUp: async (secret, person) =>
      given(await api.POST("/invite/{token}/signup", { ...at(secret), body: person })),
  };
};

function given<T>({ data, response }: { data?: T; response: Response }): T {
  if (data === undefined) throw new Error(`${response.status}`);
  return data;
}

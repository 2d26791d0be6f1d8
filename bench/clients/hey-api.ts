import { createClient } from "#hey-api/client/index.ts";
import * as api from "#hey-api/sdk.gen.ts";
import type { Connect } from "../client.ts";

export const connect: Connect = (baseUrl, apiKey) => {
  const client = createClient({ baseUrl, auth: apiKey, throwOnError: true });
  const ask = { client, throwOnError: true } as const;
  const at = (token: string) => ({ ...ask, path: { token } });
  return {
    get: async (secret) => (await api.getPublicSignupToken(at(secret))).data,
    list: async () => (await api.getAllPublicSignupTokens(ask)).data.tokens,
    create: async (name, expiresAt) =>
      (await api.createPublicSignupToken({ ...ask, body: { name, expiresAt } })).data,
    disable: async (secret) =>
      (await api.updatePublicSignupToken({ ...at(secret), body: { enabled: false } })).data,
    validate: async (secret) =>
      (await api.validatePublicSignupToken({ ...at(secret), throwOnError: false })).response?.ok,
    signUp: async (secret, person) =>
      (await api.addPublicSignupTokenUser({ ...at(secret), body: person })).data,
  };
};

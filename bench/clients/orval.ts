import type { Connect } from "../client.ts";
import * as api from "../generated/orval/client.ts";
import { base } from "./orval-base.ts";

export const connect: Connect = (baseUrl, apiKey) => {
  base.url = baseUrl;
  const admin = { headers: { authorization: apiKey } };
  return {
    get: (secret) => api.getPublicSignupToken(secret, admin),
    list: async () => (await api.getAllPublicSignupTokens(admin)).tokens,
    create: (name, expiresAt) => api.createPublicSignupToken({ name, expiresAt }, admin),
    disable: (secret) => api.updatePublicSignupToken(secret, { enabled: false }, admin),
    validate: (secret) => api.validatePublicSignupToken(secret),
    signUp: (secret, person) => api.addPublicSignupTokenUser(secret, person),
  };
};

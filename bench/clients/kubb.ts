import type { Connect } from "../client.ts";
import { setConfig } from "../generated/kubb/.kubb/fetch.ts";
import * as api from "../generated/kubb/clients/index.ts";

export const connect: Connect = (baseURL, apiKey) => {
  setConfig({ baseURL });
  const admin = { headers: { authorization: apiKey } };
  return {
    get: (token) => api.getPublicSignupToken({ token }, admin),
    list: async () => (await api.getAllPublicSignupTokens(admin)).tokens,
    create: (name, expiresAt) => api.createPublicSignupToken({ name, expiresAt }, admin),
    disable: (token) => api.updatePublicSignupToken({ token }, { enabled: false }, admin),
    validate: (token) => api.validatePublicSignupToken({ token }),
    signUp: (token, person) => api.addPublicSignupTokenUser({ token }, person),
  };
};

import { createInviteClient } from "unleash-invites";
import type { Connect } from "../client.ts";

export const connect: Connect = (baseUrl, apiKey) => {
  const client = createInviteClient({ baseUrl, apiKey });
  return {
    get: client.tokens.get,
    list: client.tokens.list,
    create: (name, expiresAt) => client.tokens.create({ name, expiresAt }),
    disable: client.tokens.disable,
    validate: client.validate,
    signUp: client.signUp,
  };
};

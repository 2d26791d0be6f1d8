import * as z from "zod";
import type { Connect } from "../client.ts";
import { connect as connectUnchecked } from "./openapi-fetch.ts";

const date = z.iso.datetime().transform((text) => new Date(text));
const invited = z.object({ id: z.int(), name: z.string().nullish(), username: z.string().nullish() });
const role = z.object({
  id: z.int().min(0),
  type: z.string(),
  name: z.string(),
  description: z.string().optional(),
  project: z.string().nullish(),
});
const token = z.object({
  secret: z.string(),
  url: z.string().nullable(),
  name: z.string(),
  enabled: z.boolean(),
  expiresAt: date,
  createdAt: date,
  createdBy: z.string().nullable(),
  users: z.array(invited).nullish(),
  role,
});
const updated = token.extend({ role: z.union([role, z.strictObject({})]) });
const tokens = z.array(token);
const user = invited.extend({ email: z.string().optional(), createdAt: date.optional() });

/** What one writes by hand in a few lines: the client of before, with zod on its answers. */
export const connect: Connect = (baseUrl, apiKey) => {
  const api = connectUnchecked(baseUrl, apiKey);
  return {
    get: async (secret) => token.parse(await api.get(secret)),
    list: async () => tokens.parse(await api.list()),
    create: async (name, expiresAt) => token.parse(await api.create(name, expiresAt)),
    disable: async (secret) => updated.parse(await api.disable(secret)),
    validate: api.validate,
    signUp: async (secret, person) => user.parse(await api.signUp(secret, person)),
  };
};

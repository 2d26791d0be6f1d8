import type { ClientOptions } from "unleash-invites";
import {
  type components,
  createInviteApi,
  type InviteApi,
  type operations,
  type paths,
} from "unleash-invites/api";

const options: ClientOptions = { baseUrl: "https://unleash.example.com", apiKey: async () => "user:x" };
const api: InviteApi = createInviteApi(options);

type Token = components["schemas"]["publicSignupTokenSchema"];
export type Ids = keyof operations;
export const path: keyof paths = "/invite/{token}/signup";

export async function create(name: string): Promise<Token | undefined> {
  const expiresAt = new Date().toISOString();
  const { data, error } = await api.POST("/api/admin/invite-link/tokens", { body: { name, expiresAt } });
  if (error !== undefined) return undefined;
  const created: string = data.expiresAt;
  return { ...data, createdAt: created };
}

export async function isValid(token: string): Promise<boolean> {
  const { response } = await api.GET("/invite/{token}/validate", { params: { path: { token } } });
  return response.ok;
}

// @ts-expect-error The document has no such path.
api.GET("/api/admin/users");

// The entry ./api: the operations one to one, as Unleash documents them, with openapi-fetch's client.

export type { components, operations, paths } from "../../generated/openapi.ts";
export type { InviteApi } from "./api.ts";
export { createInviteApi } from "./api.ts";

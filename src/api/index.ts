// The entry ./api: openapi-fetch's client for the operations that Unleash documents.

// Exported by their own names, not as aliases: otherwise TypeScript cannot name them in declarations (TS2742).
export type { components, operations, paths } from "../../generated/openapi.ts";
export type { InviteApi } from "./api.ts";
export { createInviteApi } from "./api.ts";

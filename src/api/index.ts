// The entry ./api: openapi-fetch's client for the operations that Unleash documents.

import type * as openapi from "../../generated/openapi.ts";

/** The paths of the OpenAPI document, as openapi-typescript generates them, for example for `createClient<paths>()`. */
export type paths = openapi.paths;
/** The schemas of the OpenAPI document: `components["schemas"]["userSchema"]`. */
export type components = openapi.components;
/** The operations of the OpenAPI document, by their ids. */
export type operations = openapi.operations;

export type { InviteApi } from "./api.ts";
export { createInviteApi } from "./api.ts";

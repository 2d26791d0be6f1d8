// The entry ./api: the operations one to one, as Unleash documents them, with openapi-fetch's client.

import type * as openapi from "../../generated/openapi.ts";

/** The paths of the OpenAPI document, as openapi-typescript generates them: for `createClient<paths>()` and the like. */
export type paths = openapi.paths;
/** The schemas of the OpenAPI document: `components["schemas"]["userSchema"]`. */
export type components = openapi.components;
/** The operations of the OpenAPI document, by their ids. */
export type operations = openapi.operations;

export type { InviteApi } from "./api.ts";
export { createInviteApi } from "./api.ts";

import { OptionDefaults } from "typedoc";

/** @type {Partial<import("typedoc").TypeDocOptions>} */
export default {
  name: "unleash-invites",
  entryPoints: ["src/index.ts", "src/schemas.ts", "src/{api,handler,testing,msw}/index.ts"],
  tsconfig: "src/tsconfig.json",
  // There is no repository yet that lines could be linked in.
  disableSources: true,
  out: "docs/api",
  readme: "none",
  // openapi-typescript writes it.
  blockTags: [...OptionDefaults.blockTags, "@description"],
  // What the wire and the inside of the SDK name, and no user has to.
  intentionallyNotExported: [
    "InvitedUserJson",
    "InviteTokenJson",
    "InviteTokensJson",
    "operations",
    "paths",
    "RoleJson",
    "UserJson",
    "components",
  ],
  // Parts of types that are written where they are used, and told there.
  intentionallyNotDocumented: [
    "index.isInviteError.__type.code",
    "schemas.inviteTokensSchema.__type.tokens",
    "testing.inviteTokenJson.__type.role",
    "testing.FakeUnleash.seed.__type.__type.tokens",
    "testing.FakeUnleash.seed.__type.__type.users",
  ],
  excludeInternal: true,
  excludeExternals: true,
  treatWarningsAsErrors: true,
  validation: {
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    notDocumented: true,
    unusedMergeModuleWith: true,
  },
};

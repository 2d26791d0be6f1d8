import { OptionDefaults } from "typedoc";

/** @type {Partial<import("typedoc").TypeDocOptions>} */
export default {
  name: "unleash-invites",
  // All entries but the command, which is run and not imported.
  entryPoints: ["src/index.ts", "src/schemas.ts", "src/{api,handler,testing,msw}/index.ts"],
  tsconfig: "src/tsconfig.json",
  // There is no repository yet that lines could be linked in.
  disableSources: true,
  out: "docs/api",
  readme: "none",
  // openapi-typescript writes it.
  blockTags: [...OptionDefaults.blockTags, "@description"],
  // Types of the wire format and internal types, which users need not name.
  intentionallyNotExported: [
    "ErrorClasses",
    "InvitedUserJson",
    "InviteTokenJson",
    "InviteTokensJson",
    "RoleJson",
    "UserJson",
  ],
  // Parts of inline types that are documented where they are used.
  intentionallyNotDocumented: [
    "index.FetchResponse.headers.__type.forEach",
    "index.FetchResponse.headers.__type.get",
    "index.InviteErrorWithCode.__type.code",
    "index.TokenReference.__type.secret",
    "index.UpdateTokenInput.__type.enabled",
    "schemas.inviteTokensSchema.__type.tokens",
    "testing.PendingFault.fault",
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

/** Imports go one way: index → client → tokens → http → errors and types. `npm run check:imports` enforces it. */
const entries = "^src/(handler|api|cli|testing|msw)/";
const adminCode = "^src/(index|client|tokens|ensure-token|decide|update-tokens|watch-sign-ups)\\.ts$";

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Types count as well: a cycle of types makes files unreadable alone.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "http-below-client",
      comment: "http/ sends one operation; methods that combine operations are above it.",
      severity: "error",
      from: { path: "^src/(http|validation)/" },
      to: { path: [adminCode, entries] },
    },
    {
      name: "leaves",
      comment: "Public types and errors depend on nothing but each other.",
      severity: "error",
      from: {
        path: "^src/(types|options|events|errors|api-errors|is-invite-error|mask-secret|date-time)\\.ts$",
      },
      to: { path: "^src/", pathNot: "^src/(types|options|events|errors|api-errors|mask-secret)\\.ts$" },
    },
    {
      name: "no-entry-imports-an-entry",
      comment: "An entry is bundled for those who import it; the main entry imports none.",
      severity: "error",
      from: { path: "^src/", pathNot: entries },
      to: { path: entries },
    },
    {
      name: "no-admin-code-in-edge-functions",
      comment: "The sign-up handler and the low-level client do not carry the admin methods.",
      severity: "error",
      from: { path: "^src/(handler|api)/" },
      to: { path: adminCode },
    },
    {
      name: "fake-shares-no-code",
      comment:
        "The fake must not repeat the client's mistakes: besides types it takes what masks secrets, and data.",
      severity: "error",
      from: { path: "^src/(testing|msw)/" },
      to: {
        path: "^(src|generated)/",
        pathNot: "^(src/(testing/|msw/|mask-secret\\.ts$)|generated/top-level-domains\\.ts$)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "zod-in-schemas-alone",
      comment: "zod is loaded by the entry ./schemas alone.",
      severity: "error",
      from: { pathNot: "^src/schemas\\.ts$" },
      to: { path: "^node_modules/zod/" },
    },
    {
      name: "openapi-fetch-in-two-places",
      comment: "It is in maintenance mode: what would replace it touches these files alone.",
      severity: "error",
      from: { pathNot: ["^src/http/request\\.ts$", "^src/api/"] },
      to: { path: "^node_modules/openapi-fetch/" },
    },
    {
      name: "schemas-apart",
      comment: "Nothing in the package imports the schemas: responses are read by the generated readers.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^src/schemas\\.ts$" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};

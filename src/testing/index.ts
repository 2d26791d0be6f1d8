// An in-memory Unleash for tests. Not exported: how it responds.

export type {
  PublicSignupTokenSchema as InviteTokenJson,
  UserSchema as UserJson,
} from "../../generated/openapi.ts";
export type { OperationId } from "../types.ts";
export { buildInviteToken, buildUser, inviteTokenJson, userJson } from "./builders.ts";
export type { FakeUnleash } from "./fake.ts";
export { createFakeUnleash } from "./fake.ts";
export type {
  DelayFault,
  Fault,
  NetworkFault,
  RedirectFault,
  StatusFault,
  TruncationFault,
} from "./fault.ts";
export type { FaultLimits, PendingFault } from "./faults.ts";
export type { FakeKey, KeyRole } from "./keys.ts";
export type { MethodName } from "./operation-names.ts";
export type { FakeUnleashOptions } from "./options.ts";
export type { ReceivedRequest } from "./request-log.ts";
export type { Seed, TokenSeed } from "./seed-checks.ts";
export type { UnleashVersion } from "./versions.ts";

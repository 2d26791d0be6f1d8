// An Unleash for tests, in memory. Withheld: how it answers.

export type {
  PublicSignupTokenSchema as InviteTokenJson,
  UserSchema as UserJson,
} from "../../generated/openapi.ts";
export type { OperationId } from "../types.ts";
export { buildInviteToken, buildUser, inviteTokenJson, userJson } from "./builders.ts";
export type { FakeUnleash, FakeUnleashOptions } from "./fake.ts";
export { createFakeUnleash } from "./fake.ts";
export type {
  DelayFault,
  Fault,
  NetworkFault,
  RedirectFault,
  StatusFault,
  TruncationFault,
} from "./faults.ts";
export type { ReceivedRequest } from "./request-log.ts";
export type { KeyRole } from "./server.ts";
export type { Seed } from "./store.ts";
export type { UnleashVersion } from "./versions.ts";

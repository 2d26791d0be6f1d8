import { createInviteClient, type InviteClient, type InviteToken, type User } from "unleash-invites";
import {
  buildInviteToken,
  buildUser,
  createFakeUnleash,
  type FakeUnleash,
  type Fault,
  inviteTokenJson,
  type KeyRole,
  type OperationId,
  type ReceivedRequest,
  type Seed,
  type UnleashVersion,
  userJson,
} from "unleash-invites/testing";

const version: UnleashVersion = 7;
const keys: Record<string, KeyRole> = { "user:admin": "admin", "user:viewer": "viewer" };
export const fake: FakeUnleash = createFakeUnleash({ version, keys, now: undefined });
export const client: InviteClient = createInviteClient({ baseUrl: fake.baseUrl, fetch: fake.fetch });

const seed: Seed = { tokens: [buildInviteToken({ name: "Design team" })], users: [buildUser()] };
export const seeded: { tokens: InviteToken[]; users: User[] } = fake.seed(seed);
export const json: string[] = [inviteTokenJson().expiresAt, userJson({ name: null }).email ?? ""];

const operation: OperationId = "getAllPublicSignupTokens";
const fault: Fault = { status: 503 };
fake.failNext(operation, fault);
export const asked: ReceivedRequest[] = fake.requests.filter(({ method }) => method === "GET");
export const answer: Promise<Response> = fake.handle(new Request(`${fake.baseUrl}/invite/x/validate`));

// @ts-expect-error The types exist and are not any.
createFakeUnleash({ version: 4 });

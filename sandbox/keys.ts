/** Creates the API keys for a test like a person: signs in, then creates a personal token. */
import { randomUUID } from "node:crypto";

export interface Login {
  username: string;
  password: string;
}

// Ids of root roles; 4.x does not accept their names.
const ADMIN = 1;
const VIEWER = 3;

/** The default administrator of a new Unleash. */
export const defaultLogin: Login = { username: "admin", password: "unleash4all" };

export async function makeKeys(baseUrl: string): Promise<{ adminKey: string; viewerKey: string }> {
  const adminKey = await keyOf(baseUrl, defaultLogin);
  const viewer = { username: "viewer", password: newPassword() };
  const viewerKey = await addUser(baseUrl, adminKey, { ...viewer, name: "Viewer", rootRole: VIEWER });
  return { adminKey, viewerKey };
}

/** Creates an administrator with an email address, and a client token. */
export async function makeMoreKeys(
  baseUrl: string,
  adminKey: string,
): Promise<{ bossKey: string; clientKey: string }> {
  const boss = { username: "boss", password: newPassword() };
  const user = { ...boss, email: "boss@example.com", name: "Boss", rootRole: ADMIN };
  const bossKey = await addUser(baseUrl, adminKey, user);
  const token = { tokenName: "sdk", type: "client", environment: "development", projects: ["*"] };
  const created = await post(baseUrl, "/api/admin/api-tokens", token, { authorization: adminKey });
  const { secret: clientKey } = (await created.json()) as { secret: string };
  return { bossKey, clientKey };
}

/** Returns an API key of the new user. */
async function addUser(
  baseUrl: string,
  authorization: string,
  user: Login & { readonly name: string; readonly rootRole: number; readonly email?: string },
): Promise<string> {
  const users = "/api/admin/user-admin";
  const created = await post(baseUrl, users, { ...user, sendEmail: false }, { authorization });
  const { id } = (await created.json()) as { id: number };
  const login = { username: user.username, password: user.password };
  return keyOf(baseUrl, login).catch(async () => {
    // 4.x ignores the password of a new user.
    await post(baseUrl, `${users}/${id}/change-password`, { password: user.password }, { authorization });
    return keyOf(baseUrl, login);
  });
}

/** Unleash rejects a password with the same character three times in a row. */
function newPassword(): string {
  return `Sandbox-${randomUUID().replace(/(.)\1+/g, "$1")}`;
}

async function keyOf(baseUrl: string, login: Login): Promise<string> {
  const session = await post(baseUrl, "/auth/simple/login", login);
  const cookie = session.headers.getSetCookie().map((line) => line.split(";")[0]);
  const inAYear = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000).toISOString();
  const token = { description: "sandbox", expiresAt: inAYear };
  const answer = await post(baseUrl, "/api/admin/user/tokens", token, { cookie: cookie.join("; ") });
  return ((await answer.json()) as { secret: string }).secret;
}

async function post(baseUrl: string, path: string, body: object, headers = {}): Promise<Response> {
  const response = await fetch(baseUrl + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`POST ${path} responded with ${response.status}: ${await response.text()}`);
  return response;
}

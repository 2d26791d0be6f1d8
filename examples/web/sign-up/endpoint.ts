import type { SignUpProblem } from "unleash-invites/handler";

export interface Settings {
  readonly team: string;
  readonly role: string;
  readonly loginUrl: string;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly username: string;
  readonly password: string;
}

/** Whom the sign-up made. */
export interface Account {
  readonly name: string;
  readonly email: string;
}

/** The endpoint refused. */
export class SignUpError extends Error {
  readonly status: number;
  readonly code: SignUpProblem["code"];
  readonly issues: SignUpProblem["issues"];

  constructor(status: number, code: SignUpProblem["code"], detail: string, issues: SignUpProblem["issues"]) {
    super(detail);
    this.status = status;
    this.code = code;
    this.issues = issues;
  }
}

export async function loadSettings(): Promise<Settings> {
  return request<Settings>("/settings.json");
}

/** @returns whether people can sign up with the link */
export async function checkInvite(invite: string): Promise<boolean> {
  try {
    return (await request<{ valid: boolean }>(`/sign-up?invite=${encodeURIComponent(invite)}`)).valid;
  } catch (error) {
    // Not a link at all: its end got lost, for example.
    if (error instanceof SignUpError && error.code === "invalid_input") return false;
    throw error;
  }
}

export async function signUp(invite: string, person: Person): Promise<Account> {
  return request<Account>("/sign-up", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ invite, ...person }),
  });
}

/** @throws {SignUpError} for a refusal; anything else means that no complete response was received */
async function request<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  const body: unknown = await response.json();
  if (response.ok) return body as T;
  const { code = "internal_error", detail = "", issues = [] } = body as Partial<SignUpProblem>;
  throw new SignUpError(response.status, code, detail, issues);
}

import {
  createSignUpHandler,
  type SignUpHandlerOptions,
  type SignUpProblem,
} from "../../src/handler/index.ts";
import { createFakeUnleash, type FakeUnleash } from "../../src/testing/index.ts";
import { SECRET } from "../helpers/client.ts";

export const ENDPOINT = "https://app.example.com/any/path";
export const PASSWORD = "correct horse/battery+staple";
export const FORM: Record<"invite" | "name" | "email" | "password", string> = {
  invite: SECRET,
  name: "Ada Lovelace",
  email: "ada@example.com",
  password: PASSWORD,
};

export interface Mounted {
  readonly handler: (request: Request) => Promise<Response>;
  readonly fake: FakeUnleash;
}

/** Creates a handler in front of a fake with one working link, {@link SECRET}. */
export function mount(options: Partial<SignUpHandlerOptions> = {}): Mounted {
  const fake = createFakeUnleash();
  fake.seed({ tokens: [{ secret: SECRET }] });
  return { fake, handler: createSignUpHandler({ baseUrl: fake.baseUrl, fetch: fake.fetch, ...options }) };
}

export function post(fields: unknown = FORM, headers: Record<string, string> = {}): Request {
  return new Request(ENDPOINT, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof fields === "string" ? fields : JSON.stringify(fields),
  });
}

export function get(invite: string, headers: Record<string, string> = {}): Request {
  return new Request(`${ENDPOINT}?${new URLSearchParams({ invite })}`, { headers });
}

export async function problemOf(response: Response): Promise<SignUpProblem> {
  return (await response.json()) as SignUpProblem;
}

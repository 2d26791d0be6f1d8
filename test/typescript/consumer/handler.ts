import {
  createSignUpHandler,
  type Issue,
  type SignUpHandlerOptions,
  type SignUpInput,
  type SignUpProblem,
  type SignUpProblemCode,
  type User,
} from "unleash-invites/handler";

export const welcomed: User[] = [];
const options: SignUpHandlerOptions = {
  baseUrl: new URL("https://unleash.example.com"),
  apiKey: undefined,
  maxRetries: 0,
  timeoutMs: undefined,
  validate: async ({ password }: SignUpInput, request: Request): Promise<readonly Issue[] | undefined> =>
    password.length > 11 && request.url !== "" ? undefined : [{ path: "password", message: "is too short" }],
  onSignUp: (user) => welcomed.push(user),
  onError: (error: unknown) => error,
  allowedOrigins: ["https://www.example.com"],
  maxBodyBytes: undefined,
};
export const POST: (request: Request) => Promise<Response> = createSignUpHandler(options);

export async function detail(response: Response): Promise<[SignUpProblemCode, string]> {
  const problem = (await response.json()) as SignUpProblem;
  return [problem.code, problem.issues.map(({ message }) => message).join()];
}

// @ts-expect-error The handler takes no key.
createSignUpHandler({ baseUrl: "https://unleash.example.com", apiKey: "user:0123456789abcdef" });

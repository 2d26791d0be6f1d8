import { InvalidInputError, type Issue } from "../errors.ts";
import type { ClientOptions } from "../options.ts";
import type { SignUpInput, User } from "../types.ts";
import { resolveOptions, type Settings } from "../validation/options.ts";
import {
  isFunction,
  isObject,
  isString,
  issuesAt,
  parseProperties,
  type Shape,
  type Validator,
} from "../validation/validators.ts";

/** Options of {@link createSignUpHandler}: those of the client without `apiKey`, and its own. */
export interface SignUpHandlerOptions extends Omit<ClientOptions, "apiKey" | "maxRetries" | "settleMs"> {
  /** Not accepted: a sign-up needs no API key, and a public endpoint should not have one. */
  apiKey?: undefined;
  /** Maximum number of retries of a request to Unleash. Default 0: a person is waiting for the response. */
  maxRetries?: number | undefined;
  /**
   * Returns the issues of a sign-up; nothing or an empty array if it is valid. Called after all fields are validated and
   * before the request to Unleash, for example to check passwords and email domains, for which Unleash has no rules.
   * If it throws, the response is a 500 and nobody is signed up.
   *
   * @param request its body has already been read
   */
  validate?:
    | ((
        person: SignUpInput,
        request: Request,
      ) => readonly Issue[] | undefined | Promise<readonly Issue[] | undefined>)
    | undefined;
  /**
   * Called after each sign-up. The response waits for it. If it throws, the response is still a 201, and
   * `onError` is called.
   */
  onSignUp?: ((user: User, request: Request) => unknown) | undefined;
  /**
   * Called with each error that the person cannot fix: the error behind every 500, 502 and 504, and exceptions of
   * `validate` and `onSignUp`. Errors of this SDK contain no password or full secret. Exceptions of `onError` are ignored.
   */
  onError?: ((error: unknown, request: Request) => unknown) | undefined;
  /** Origins of other sites whose pages may call the endpoint, such as `https://www.example.com`. Default: none. */
  allowedOrigins?: readonly string[] | undefined;
  /** Maximum size of a request's body in bytes. Default 16,384. */
  maxBodyBytes?: number | undefined;
}

/** {@link SignUpHandlerOptions} with every default filled in. */
export interface ResolvedHandlerOptions
  extends Pick<SignUpHandlerOptions, "validate" | "onSignUp" | "onError"> {
  readonly allowedOrigins: ReadonlySet<string>;
  readonly maxBodyBytes: number;
  readonly client: Settings;
}

const functionValidator: Validator = (value) => !isFunction(value) && "must be a function";

function originProblem(origin: unknown): string | undefined {
  if (!isString(origin)) return "must be a string";
  if (origin === "*") return "must be an origin; * would allow every page";
  return toOrigin(origin) === undefined ? "must be an origin such as https://www.example.com" : undefined;
}

const ownOptions: Shape = {
  apiKey: () => "is not accepted: a sign-up needs no API key, and a public endpoint should not have one",
  validate: functionValidator,
  onSignUp: functionValidator,
  onError: functionValidator,
  allowedOrigins: (origins) =>
    Array.isArray(origins)
      ? origins.flatMap((origin, index) => issuesAt(`[${index}]`, originProblem(origin)))
      : "must be an array of origins",
  maxBodyBytes: (bytes) =>
    !(Number.isSafeInteger(bytes) && (bytes as number) > 0) && "must be a positive integer",
};

/** @throws {InvalidInputError} naming every invalid option */
export function resolveHandlerOptions(options: SignUpHandlerOptions): ResolvedHandlerOptions {
  const given = isObject(options) ? options : ({} as SignUpHandlerOptions);
  const issues = parseProperties(given, ownOptions, {}, {}).issues.map(({ path, message }) => ({
    path: path.replace(".[", "["),
    message,
  }));
  const { apiKey: _, validate, onSignUp, onError, allowedOrigins = [], maxBodyBytes, ...client } = given;
  try {
    const resolved = resolveOptions({ ...client, maxRetries: client.maxRetries ?? 0 });
    if (issues.length === 0) {
      return {
        validate,
        onSignUp,
        onError,
        allowedOrigins: new Set(allowedOrigins.map((origin) => toOrigin(origin) as string)),
        maxBodyBytes: maxBodyBytes ?? 16_384,
        client: resolved,
      };
    }
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    issues.push(...error.issues);
  }
  throw new InvalidInputError(issues);
}

/** Returns the origin as browsers write it in `Origin`; undefined if the text is not an origin. */
function toOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, href } = new URL(text);
  // Apps in a web view have their own schemes: `capacitor://localhost`.
  const origin = `${protocol}//${host}`;
  return host !== "" && href.replace(/\/$/, "") === origin ? origin : undefined;
}

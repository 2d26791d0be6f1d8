import type { Issue } from "../errors.ts";
import { isInviteError } from "../is-invite-error.ts";

/** Error code of the sign-up endpoint. A closed list, safe to `switch` over. */
export type SignUpProblemCode =
  | "invalid_input"
  | "cross_site"
  | "method_not_allowed"
  | "user_exists"
  | "invalid_invite"
  | "body_too_large"
  | "unsupported_media_type"
  | "rate_limited"
  | "internal_error"
  | "unleash_failed"
  | "timeout";

/** Body of every error response of the sign-up endpoint, by RFC 9457 (`application/problem+json`). */
export interface SignUpProblem {
  /** The phrase of the HTTP status. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** Explanation for the person who signs up. */
  detail: string;
  /** Error code. */
  code: SignUpProblemCode;
  /** Problems by field: `path` is `invite`, `name`, `email`, `password`, `username` or empty. */
  issues: Issue[];
}

const PROBLEMS: Readonly<
  Record<SignUpProblemCode, readonly [status: number, title: string, detail: string]>
> = {
  invalid_input: [400, "Bad Request", "Some fields are missing or not accepted."],
  cross_site: [403, "Forbidden", "Sign-ups from pages of this origin are not allowed."],
  method_not_allowed: [405, "Method Not Allowed", "This endpoint accepts GET and POST."],
  user_exists: [409, "Conflict", "An account with this email or username already exists."],
  invalid_invite: [410, "Gone", "This invite link is unknown, expired or disabled. Ask for a new one."],
  body_too_large: [413, "Content Too Large", "The request is too large."],
  unsupported_media_type: [415, "Unsupported Media Type", "Send the fields as JSON or as a form."],
  rate_limited: [429, "Too Many Requests", "Too many people are signing up. Try again in a minute."],
  internal_error: [500, "Internal Server Error", "This did not work. Try again later."],
  unleash_failed: [502, "Bad Gateway", "This did not work. Try again later."],
  timeout: [504, "Gateway Timeout", "This did not work. Try again later."],
};

const UNKNOWN_OUTCOME = "The account may already exist: try to sign in before you sign up again.";

/** `Retry-After` of a 429 if Unleash sends none. */
const DEFAULT_RETRY_AFTER_MS = 60_000;

interface ProblemFields {
  readonly issues?: readonly Issue[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Default: a sentence for the code. */
  readonly detail?: string | undefined;
}

/** Thrown to respond with an error. */
export class Problem extends Error {
  readonly code: SignUpProblemCode;
  readonly fields: ProblemFields;

  constructor(code: SignUpProblemCode, fields: ProblemFields = {}) {
    super(code);
    this.code = code;
    this.fields = fields;
  }

  toResponse(headers: Readonly<Record<string, string>>): Response {
    const { code, fields } = this;
    const [status, title, defaultDetail] = PROBLEMS[code];
    const issues = (fields.issues ?? []).map(({ path, message }) => ({ path, message }));
    const body: SignUpProblem = { title, status, detail: fields.detail ?? defaultDetail, code, issues };
    return new Response(JSON.stringify(body), {
      status,
      headers: { ...headers, ...fields.headers, "content-type": "application/problem+json" },
    });
  }
}

/** Converts an exception to a problem. Of Unleash's response it contains only `issues`. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!isInviteError(error)) return new Problem("internal_error");
  switch (error.code) {
    case "invalid_input":
    case "bad_request":
      return new Problem("invalid_input", { issues: error.issues });
    case "user_exists":
      return new Problem("user_exists", { issues: error.issues });
    case "invalid_invite":
      return new Problem("invalid_invite");
    case "rate_limited": {
      const { retryAfterMs = DEFAULT_RETRY_AFTER_MS } = error;
      return new Problem("rate_limited", { headers: { "retry-after": `${Math.ceil(retryAfterMs / 1000)}` } });
    }
    default: {
      const mayExist = error.mayHaveApplied || error.applied.length > 0;
      const code = error.code === "timeout" ? "timeout" : "unleash_failed";
      return new Problem(code, { detail: mayExist ? UNKNOWN_OUTCOME : undefined });
    }
  }
}

/** Returns whether only the operator can fix the problem. */
export function isOperatorProblem({ code }: Problem): boolean {
  return PROBLEMS[code][0] >= 500;
}

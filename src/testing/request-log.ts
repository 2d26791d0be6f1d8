import { maskSecret } from "../mask-secret.ts";
import type { OperationId } from "../types.ts";
import { operationOf } from "./operations.ts";
import type { ParsedRequest } from "./parse-request.ts";

/** A request that the fake received. It is safe to print: API keys, passwords and secrets are masked. */
export interface ReceivedRequest {
  /** undefined if the request is for none of the six operations. */
  readonly operation: OperationId | undefined;
  /** HTTP method. */
  readonly method: string;
  /** Full path without the query; a secret is masked as `a3c8…42fc`. */
  readonly path: string;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined if there is none, or it is invalid. */
  readonly body: unknown;
  /** Masked secret of the token in the request; undefined if there is none. */
  readonly token: string | undefined;
  /** Full secret of that token, for assertions. Not enumerable, so that it is not printed. */
  readonly secret: string | undefined;
  /** Owner of the API key; undefined if the key is missing or unknown. */
  readonly keyOwner: string | undefined;
  /** Time of arrival, by the clock of the fake. */
  readonly time: Date;
  /** Status of the response; undefined until there is one, and if `fetch` rejects. */
  readonly status: number | undefined;
}

/** {@link ReceivedRequest} whose status is not known yet. */
export type LogEntry = ReceivedRequest & { status: number | undefined };

const CREDENTIALS = /^(authorization|proxy-authorization|cookie)$/;

export function toLogEntry(
  { method, pathname, path, headers, body }: ParsedRequest,
  about: { keyOwner: string | undefined; time: Date },
): LogEntry {
  const operation = path === undefined ? undefined : operationOf(method, path);
  const secret = operation?.path.exec(path ?? "")?.[1];
  const entry = {
    operation: operation?.id,
    method,
    path: pathname.replace(
      /(\/invite-link\/tokens\/+|\/invite\/+)([^/]+)/i,
      (_, before: string, masked: string) => before + maskSecret(masked),
    ),
    token: secret === undefined ? undefined : maskSecret(secret),
    headers: Object.fromEntries(
      [...headers].map(([name, value]) => [name, CREDENTIALS.test(name) ? "[API key]" : value]),
    ),
    body: parsed(new TextDecoder().decode(body)),
    ...about,
    status: undefined,
  };
  return Object.defineProperty(entry, "secret", { value: secret && decode(secret) }) as unknown as LogEntry;
}

function decode(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text, (name, value) => (name === "password" ? "[password]" : value));
  } catch {
    return undefined;
  }
}

import { maskSecret } from "../mask-secret.ts";
import type { OperationId } from "../types.ts";
import { operationOf } from "./operations.ts";
import type { ParsedRequest } from "./parse-request.ts";

/** A request that the fake has got, fit to be printed: keys, passwords and secrets are taken out. */
export interface ReceivedRequest {
  /** undefined when it asked for none of the six. */
  readonly operation: OperationId | undefined;
  /** The HTTP method. */
  readonly method: string;
  /** The whole path, without the query; a secret is masked as `a3c8…42fc`. */
  readonly path: string;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON; undefined when there was none, or none that could be parsed. */
  readonly body: unknown;
}

const CREDENTIALS = /^(authorization|proxy-authorization|cookie)$/;

export function toLogEntry({ method, pathname, path, headers, body }: ParsedRequest): ReceivedRequest {
  return {
    operation: path === undefined ? undefined : operationOf(method, path)?.id,
    method,
    path: pathname.replace(
      /(\/invite-link\/tokens\/+|\/invite\/+)([^/]+)/i,
      (_, before: string, secret: string) => before + maskSecret(secret),
    ),
    headers: Object.fromEntries(
      [...headers].map(([name, value]) => [name, CREDENTIALS.test(name) ? "[API key]" : value]),
    ),
    body: parsed(new TextDecoder().decode(body)),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text, (name, value) => (name === "password" ? "[password]" : value));
  } catch {
    return undefined;
  }
}

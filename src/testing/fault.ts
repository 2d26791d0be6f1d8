import { type Check, isString, looseObject, optional, rule, strictObject } from "./validate.ts";

interface None {
  /** Of a {@link StatusFault}. */
  readonly status?: undefined;
  /** Of a {@link NetworkFault}. */
  readonly networkError?: undefined;
  /** Of a {@link TruncationFault}. */
  readonly truncatedBody?: undefined;
  /** Of a {@link RedirectFault}. */
  readonly redirectTo?: undefined;
}

interface Delay {
  /**
   * Delay before the request is processed, in ms; `Infinity`: until it is aborted. Without another fault, the response
   * is then the usual one. A request that is aborted during the delay changes nothing.
   */
  readonly delayMs?: number | undefined;
}

/** A response of a proxy or of a failing Unleash; the request is not applied. */
export interface StatusFault extends Delay, Omit<None, "status"> {
  /** 200 to 599. */
  readonly status: number;
  /** A string is sent unchanged, anything else as JSON. Default: for 429 and 503 Unleash's body and headers; else empty. */
  readonly body?: unknown;
  /** Headers to add to the response, or to replace. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** No connection: the request is not applied, and `fetch` rejects. */
export interface NetworkFault extends Delay, Omit<None, "networkError"> {
  /** true, or the error that `fetch` rejects with. */
  readonly networkError: true | Error;
}

/** The request is applied, and its response body is truncated. */
export interface TruncationFault extends Delay, Omit<None, "truncatedBody"> {
  /** Half of the body is sent. */
  readonly truncatedBody: true;
}

/** A redirect, which is not followed; the request is not applied. */
export interface RedirectFault extends Delay, Omit<None, "redirectTo"> {
  /** The `Location`, with status 302. */
  readonly redirectTo: string;
}

/** Only a {@link Delay.delayMs delay}. */
export interface DelayFault extends None {
  /** In ms; `Infinity`: until it is aborted. */
  readonly delayMs: number;
}

/** A fault of a request. */
export type Fault = StatusFault | NetworkFault | TruncationFault | RedirectFault | DelayFault;

const KINDS = ["status", "networkError", "truncatedBody", "redirectTo"] as const;
/** Statuses of responses that have no body. */
const BODILESS = new Set([204, 205, 304]);

const isStatus = rule(
  (value) => Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599,
  "must be a status from 200 to 599",
);
const isDelay = rule(
  (value) => typeof value === "number" && value >= 0,
  "must be milliseconds, 0 or more, or Infinity",
);
const isError = rule(
  (value) => value === true || (typeof value === "object" && value !== null && "message" in value),
  "must be true or an Error",
);
const isTrue = rule((value) => value === true, "must be true");
const isUrl = rule((value) => typeof value === "string" && /^[\x21-\x7e]+$/.test(value), "must be a URL");
const areHeaders: Check = (value, path) => {
  looseObject({})(value, path);
  for (const [name, content] of Object.entries(value as object)) isString(content, `${path}.${name}`);
  new Headers(value as Record<string, string>);
};

const checks: Readonly<Record<string, Check>> = {
  delayMs: optional(isDelay),
  status: optional(isStatus),
  body: () => {},
  headers: optional(areHeaders),
  networkError: optional(isError),
  truncatedBody: optional(isTrue),
  redirectTo: optional(isUrl),
};

/** @throws TypeError if the fault has an unknown property, none, or two that contradict each other */
export function assertFault(fault: Fault, caller: string): void {
  const path = `${caller}: fault`;
  strictObject(checks)(fault, path);
  const given: { readonly [name: string]: unknown } = { ...fault };
  const kinds = KINDS.filter((kind) => given[kind] !== undefined);
  if (kinds.length > 1) throw new TypeError(`${path} must have only one of ${kinds.join(" and ")}`);
  if (kinds.length === 0 && fault.delayMs === undefined) {
    throw new TypeError(`${path} must have one of ${KINDS.join(", ")}, delayMs`);
  }
  for (const name of ["body", "headers"]) {
    if (given[name] !== undefined && fault.status === undefined) {
      throw new TypeError(`${path}.${name} needs a status`);
    }
  }
  if (fault.status !== undefined && BODILESS.has(fault.status) && fault.body !== undefined) {
    throw new TypeError(`${path}.body must be omitted: a response with status ${fault.status} has no body`);
  }
}

import { createZone } from "./date-time.ts";
import type { FakeKey, KeyRole } from "./keys.ts";
import { type Check, isDate, isFunction, isString, optional, rule, strictObject } from "./validate.ts";
import { type UnleashVersion, versions } from "./versions.ts";

/** Options of `createFakeUnleash`. */
export interface FakeUnleashOptions {
  /**
   * Base URL that the fake responds to; may have a path, like a hosted Unleash. A trailing `/`, `/api` or `/api/admin` is
   * removed, as by the client. Default `https://unleash.example.com`.
   */
  readonly baseUrl?: string | undefined;
  /** Major version of Unleash that the fake simulates. Default 8. */
  readonly version?: UnleashVersion | undefined;
  /**
   * Clock of the fake: a function that returns ms since 1970, or a `Date` at which the fake's own clock is stopped until
   * `advance` is called. Default: the system clock.
   */
  readonly now?: (() => number) | Date | undefined;
  /**
   * API keys, each with its role or `{ role, owner }`; other keys are rejected with 401. Default: every key is an admin key.
   */
  readonly keys?: Readonly<Record<string, KeyRole | FakeKey>> | undefined;
  /**
   * IANA time zone of the server process, such as `Europe/Berlin`: links stop working at midnight there. Default UTC, like
   * nearly all servers. The database is in UTC.
   */
  readonly timeZone?: string | undefined;
  /** Delay of every response in ms. Default 0. */
  readonly latencyMs?: number | undefined;
  /** Makes the secrets of new tokens the same in every run, for snapshots. Default: secrets are random. */
  readonly secretSeed?: string | undefined;
}

const ROLES: Readonly<Record<KeyRole, true>> = { admin: true, viewer: true, client: true };
const isRole = rule(
  (value) => typeof value === "string" && Object.hasOwn(ROLES, value),
  'must be "admin", "viewer" or "client"',
);
const key: Check = (value, path) =>
  (typeof value === "object" ? strictObject({ role: isRole, owner: optional(isString) }) : isRole)(
    value,
    path,
  );

/** The path does not contain the key, which may be a real one. */
const keys: Check = (value, path) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`${path} must be an object: { "user:…": "admin" }`);
  }
  for (const [name, role] of Object.entries(value)) {
    if (name.trim() === "") throw new TypeError(`${path} must not contain an empty key`);
    key(role, `${path}[…]`);
  }
};

export const isDuration: Check = rule(
  (value) => typeof value === "number" && Number.isFinite(value) && value >= 0,
  "must be milliseconds, 0 or more",
);

const checks: Readonly<Record<keyof FakeUnleashOptions, Check>> = {
  baseUrl: optional(rule(isBaseUrl, "must be an absolute URL, such as https://unleash.example.com")),
  version: optional((value, path) => {
    if (typeof value !== "number" || !Object.hasOwn(versions, value)) {
      throw new TypeError(`${path} must be the number of a major version: 5, 6, 7 or 8`);
    }
  }),
  now: optional((value, path) => (typeof value === "function" ? isFunction : isDate)(value, path)),
  keys: optional(keys),
  timeZone: optional(rule(isTimeZone, "must be an IANA time zone, such as Europe/Berlin")),
  latencyMs: optional(isDuration),
  secretSeed: optional(isString),
};

/** @throws TypeError that names the first invalid option */
export function assertOptions(options: FakeUnleashOptions): void {
  strictObject(checks)(options, "options");
}

function isTimeZone(value: unknown): boolean {
  try {
    return typeof value === "string" && createZone(value) !== undefined;
  } catch {
    return false;
  }
}

function isBaseUrl(value: unknown): boolean {
  if (!(typeof value === "string" || value instanceof URL)) return false;
  try {
    // Not URL.canParse, which the jsdom of Jest 29 lacks.
    const { protocol, href, origin, pathname } = new URL(value);
    return /^https?:$/.test(protocol) && href === origin + pathname;
  } catch {
    return false;
  }
}

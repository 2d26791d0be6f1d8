import type { InviteToken, OperationId, User } from "../types.ts";
import { DEFAULT_BASE_URL } from "./builders.ts";
import { createClock } from "./clock.ts";
import { createZone } from "./date-time.ts";
import type { Fault } from "./fault.ts";
import {
  applyFault,
  delay,
  type FaultLimits,
  Faults,
  type NetworkError,
  type PendingFault,
} from "./faults.ts";
import { Keys } from "./keys.ts";
import type { MethodName } from "./operation-names.ts";
import { assertOptions, type FakeUnleashOptions, isDuration } from "./options.ts";
import { parseRequest } from "./parse-request.ts";
import { RateLimit } from "./rate-limit.ts";
import { type LogEntry, type ReceivedRequest, toLogEntry } from "./request-log.ts";
import { createSecrets } from "./secrets.ts";
import { seedStore } from "./seed.ts";
import type { Seed } from "./seed-checks.ts";
import { answer, defaultErrorResponse, keyOf, type Server } from "./server.ts";
import { Store } from "./store.ts";
import { versions } from "./versions.ts";

/** An in-memory Unleash server. Its functions do not depend on `this`. */
export interface FakeUnleash {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /**
   * Replaces the global `fetch`: `createInviteClient({ baseUrl: fake.baseUrl, fetch: fake.fetch })`. Honors the signal;
   * rejects with a TypeError for a URL of another host.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * The function below `fetch`, for an HTTP server or an interceptor. Ignores the host in the URL. A network fault
   * returns `Response.error()`.
   */
  readonly handle: (request: Request) => Promise<Response>;
  /** Returns whether a URL is below `baseUrl` and is an invite endpoint. */
  readonly owns: (request: string | URL | Request) => boolean;
  /**
   * Adds tokens and users and returns them.
   *
   * @throws TypeError if a property is unknown or invalid, or a secret, email, username or id is taken
   */
  readonly seed: (seed: Seed) => { tokens: InviteToken[]; users: User[] };
  /** Removes a token, which Unleash itself cannot. @throws TypeError if no token has this secret */
  readonly removeToken: (secret: string) => void;
  /** Removes a user by id or email, like an administrator. @throws TypeError if the user does not exist */
  readonly removeUser: (idOrEmail: number | string) => void;
  /** Makes the fake reject an API key with 401. @throws TypeError if the key is unknown */
  readonly revokeKey: (key: string) => void;
  /** Copies of all tokens. */
  readonly tokens: InviteToken[];
  /** Copies of all users that were seeded or have signed up. */
  readonly users: User[];
  /** Requests received, oldest first. */
  readonly requests: readonly ReceivedRequest[];
  /**
   * Makes the next request of an operation, or of a method of the client, fail; several calls queue up.
   *
   * @throws TypeError if the operation is unknown or the fault is invalid
   */
  readonly failNext: (operation: OperationId | MethodName, fault: Fault, limits?: FaultLimits) => void;
  /** Makes every request of an operation fail until `reset`; faults of `failNext` take precedence. @throws TypeError as `failNext` */
  readonly fail: (
    operation: OperationId | MethodName,
    fault: Fault,
    limits?: Omit<FaultLimits, "times">,
  ) => void;
  /** Faults of `failNext` that have not been used by a request yet. */
  readonly pendingFaults: readonly PendingFault[];
  /** @throws Error if a fault of `failNext` is pending, because the test did not send the request */
  readonly assertNoPendingFaults: () => void;
  /** Returns the current time of the fake in ms since 1970; pass it to the client as `now`. */
  readonly now: () => number;
  /** Moves the clock of the fake forward. @throws TypeError if the option `now` is a function */
  readonly advance: (ms: number) => void;
  /**
   * Removes all tokens, users, requests and faults, and resets keys and clock. A request in flight changes
   * nothing afterwards.
   */
  readonly reset: () => void;
}

/** State that `reset` replaces. A request keeps the state at its arrival. */
interface State {
  readonly server: Server;
  readonly faults: Faults;
  readonly requests: LogEntry[];
}

/**
 * Creates an in-memory Unleash server that responds like real servers, including where they differ from their
 * documentation. It needs no network and no Node.js, only `Request` and `Response`. It counts requests but has no rate
 * limit, and it stores no passwords.
 *
 * @throws TypeError if an option is unknown or invalid
 * @example
 * const fake = createFakeUnleash();
 * const client = createInviteClient({ baseUrl: fake.baseUrl, apiKey: "user:any", fetch: fake.fetch });
 */
export function createFakeUnleash(options: FakeUnleashOptions = {}): FakeUnleash {
  assertOptions(options);
  const { latencyMs = 0 } = options;
  const version = versions[options.version ?? 8];
  const url = new URL(options.baseUrl ?? DEFAULT_BASE_URL);
  const prefix = url.pathname.replace(/(\/+api(\/+admin)?)?\/*$/, "");
  const baseUrl = url.origin + prefix;
  const zone = createZone(options.timeZone);
  let clock = createClock(options.now);
  const now = () => clock.now();
  let state = newState();

  function newState(): State {
    let errors = 0;
    const newSecret = createSecrets(options.secretSeed);
    const server: Server = {
      version,
      prefix,
      store: new Store({ version, baseUrl, now, zone, newSecret }),
      keys: new Keys(options.keys),
      rateLimit: new RateLimit(now),
      now,
      newErrorId: () => `00000000-0000-4000-8000-${String(++errors).padStart(12, "0")}`,
    };
    return { server, faults: new Faults(), requests: [] };
  }

  async function respond(request: Request, signal: AbortSignal | null): Promise<Response | NetworkError> {
    const { server, faults, requests } = state;
    signal?.throwIfAborted();
    const arrived = await parseRequest(request, prefix);
    const keyOwner = server.keys.find(keyOf(arrived))?.owner;
    const entry = toLogEntry(arrived, { keyOwner, time: new Date(now()) });
    requests.push(entry);
    if (latencyMs > 0) await delay(latencyMs, signal);
    const fault = faults.take(entry);
    const usual = {
      answer: () => answer(arrived, server),
      refuse: (status: number) => defaultErrorResponse(status, arrived, server),
    };
    const outcome = await (fault ? applyFault(fault, signal, usual) : usual.answer());
    signal?.throwIfAborted();
    if (!("networkError" in outcome)) entry.status = outcome.status;
    return outcome;
  }

  return {
    baseUrl,
    async fetch(input, init) {
      // Without the signal: a request that follows a signal leaves a listener on it.
      const request = new Request(input, { ...init, signal: null });
      const { origin } = new URL(request.url);
      if (origin !== url.origin) {
        throw new TypeError(`fetch failed: this Unleash is at ${url.origin}, not at ${origin}`);
      }
      const own = input instanceof Request ? input.signal : null;
      const outcome = await respond(request, init?.signal === undefined ? own : init.signal);
      if ("networkError" in outcome) throw outcome.networkError;
      return outcome;
    },
    async handle(request) {
      const outcome = await respond(request, request.signal);
      return "networkError" in outcome ? Response.error() : outcome;
    },
    owns(request) {
      const { origin, pathname } = new URL(request instanceof Request ? request.url : request.toString());
      const isBelow = pathname.toLowerCase().startsWith(`${prefix.toLowerCase()}/`);
      return origin === url.origin && isBelow && INVITES.test(pathname.slice(prefix.length));
    },
    seed: (seed) => structuredClone(seedStore(state.server.store, seed, { version, baseUrl, now, zone })),
    removeToken: (secret) => state.server.store.removeToken(secret),
    removeUser: (idOrEmail) => state.server.store.removeUser(idOrEmail),
    revokeKey: (key) => state.server.keys.revoke(key),
    get tokens() {
      return structuredClone([...state.server.store.tokens]);
    },
    get users() {
      return structuredClone([...state.server.store.users]);
    },
    get requests() {
      return [...state.requests];
    },
    failNext: (operation, fault, limits) => state.faults.next(operation, fault, limits),
    fail: (operation, fault, limits) => state.faults.lasting(operation, fault, limits),
    get pendingFaults() {
      return state.faults.pending;
    },
    assertNoPendingFaults() {
      const pending = state.faults.pending.map(({ operation, times }) => `${operation} (${times})`);
      if (pending.length > 0)
        throw new Error(`faults that were not used by a request: ${pending.join(", ")}`);
    },
    now,
    advance(ms) {
      isDuration(ms, "advance: ms");
      clock.advance(ms);
    },
    reset() {
      clock = createClock(options.now);
      state = newState();
    },
  };
}

const INVITES = /^\/+(api\/admin\/invite-link\/tokens(\/|$)|invite\/+[^/]*\/*(validate|signup)\/?$)/i;

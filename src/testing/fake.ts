import type { InviteToken, OperationId, User } from "../types.ts";
import { DEFAULT_BASE_URL } from "./builders.ts";
import { applyFault, type Fault, Faults } from "./faults.ts";
import { parseRequest } from "./parse-request.ts";
import { RateLimit } from "./rate-limit.ts";
import { type ReceivedRequest, toLogEntry } from "./request-log.ts";
import { answer, defaultErrorResponse, type KeyRole, type Server } from "./server.ts";
import { type Seed, Store } from "./store.ts";
import { type UnleashVersion, versions } from "./versions.ts";

/** What a fake is made with. */
export interface FakeUnleashOptions {
  /** Where it seems to be; a path is the prefix of a hosted Unleash. Default `https://unleash.example.com`. */
  readonly baseUrl?: string | undefined;
  /** The major version that it answers as; default 8. */
  readonly version?: UnleashVersion | undefined;
  /** Its clock, in ms since 1970; default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** The API keys that it knows, each with its role; any other gets 401. Default: every key is an administrator's. */
  readonly keys?: Readonly<Record<string, KeyRole>> | undefined;
}

/** An Unleash in memory. Every function may be passed on without the object. */
export interface FakeUnleash {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /**
   * Stands in for the global `fetch`: `createInviteClient({ baseUrl: fake.baseUrl, fetch: fake.fetch })`. Heeds the
   * signal; rejects with a TypeError for an address that is not this Unleash's.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * The function below `fetch`, for an HTTP server or an interceptor. The host in the URL is not looked at. A fault of
   * the network gives `Response.error()`.
   */
  readonly handle: (request: Request) => Promise<Response>;
  /** Whether a request goes to this Unleash and is about invites, be it below a wrong prefix. */
  readonly owns: (request: string | URL | Request) => boolean;
  /** Puts tokens and users in, and returns them as they are then. Tokens of the same secret are replaced. */
  readonly seed: (seed: Seed) => { tokens: InviteToken[]; users: User[] };
  /** A copy of all tokens. */
  readonly tokens: InviteToken[];
  /** A copy of all users that were seeded or have signed up. */
  readonly users: User[];
  /** What it has been asked, oldest first. */
  readonly requests: readonly ReceivedRequest[];
  /** Lets the next request of an operation fail; several wait for one request each. */
  readonly failNext: (operation: OperationId, fault: Fault) => void;
  /** Lets every request of an operation fail until `reset`; what `failNext` has set goes first. */
  readonly fail: (operation: OperationId, fault: Fault) => void;
  /** Makes it as new: without tokens, users, requests and faults. */
  readonly reset: () => void;
}

/**
 * Makes an Unleash in memory that answers as real servers do, with all that is unlike the documents. It needs no
 * network and no Node: whatever has `Request` and `Response` runs it. What it leaves out: it counts requests, but refuses
 * none for their number; it has no list of all top-level domains, and takes an e-mail at nearly any; passwords are not kept.
 *
 * @example
 * const fake = createFakeUnleash();
 * const client = createInviteClient({ baseUrl: fake.baseUrl, apiKey: "user:any", fetch: fake.fetch });
 */
export function createFakeUnleash(options: FakeUnleashOptions = {}): FakeUnleash {
  const { version = 8, now = () => Date.now(), keys } = options;
  const url = new URL(options.baseUrl ?? DEFAULT_BASE_URL);
  const prefix = url.pathname.replace(/\/+$/, "");
  const baseUrl = url.origin + prefix;
  const faults = new Faults();
  const requests: ReceivedRequest[] = [];
  let server = newServer();

  function newServer(): Server {
    let errors = 0;
    return {
      version: versions[version],
      prefix,
      store: new Store({ version: versions[version], baseUrl, now }),
      roleOf: (key) => (keys === undefined ? "admin" : Object.hasOwn(keys, key) ? keys[key] : undefined),
      rateLimit: new RateLimit(now),
      newErrorId: () => `00000000-0000-4000-8000-${String(++errors).padStart(12, "0")}`,
    };
  }

  async function respond(request: Request, signal: AbortSignal | null): Promise<Response | Error> {
    signal?.throwIfAborted();
    const arrived = await parseRequest(request, prefix);
    const entry = toLogEntry(arrived);
    requests.push(entry);
    const fault = faults.take(entry.operation);
    const usual = {
      answer: () => answer(arrived, server),
      refuse: (status: number) => defaultErrorResponse(status, arrived, server),
    };
    const outcome = await (fault ? applyFault(fault, signal, usual) : usual.answer());
    signal?.throwIfAborted();
    return outcome;
  }

  return {
    baseUrl,
    async fetch(input, init) {
      // Without the signal: a request that follows one leaves a listener there.
      const request = new Request(input, { ...init, signal: null });
      const { origin } = new URL(request.url);
      if (origin !== url.origin) {
        throw new TypeError(`fetch failed: this Unleash is at ${url.origin}, not at ${origin}`);
      }
      const own = input instanceof Request ? input.signal : null;
      const outcome = await respond(request, init?.signal === undefined ? own : init.signal);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    async handle(request) {
      const outcome = await respond(request, request.signal);
      return outcome instanceof Error ? Response.error() : outcome;
    },
    owns(request) {
      const { origin, pathname } = new URL(request instanceof Request ? request.url : request.toString());
      return origin === url.origin && INVITES.test(pathname);
    },
    seed: (seed) => structuredClone(server.store.seed(seed)),
    get tokens() {
      return structuredClone([...server.store.tokens]);
    },
    get users() {
      return structuredClone([...server.store.users]);
    },
    get requests() {
      return [...requests];
    },
    failNext: (operation, fault) => faults.next(operation, fault),
    fail: (operation, fault) => faults.lasting(operation, fault),
    reset() {
      requests.length = 0;
      faults.clear();
      server = newServer();
    },
  };
}

const INVITES = /\/api\/admin\/invite-link\/tokens(\/|$)|\/invite\/+[^/]*\/*(validate|signup)\/?$/i;

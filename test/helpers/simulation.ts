import type { AnyInput, SendOperation } from "../../src/http/request.ts";
import { NotFoundError } from "../../src/index.ts";
import type { RequestOptions } from "../../src/options.ts";
import type { InviteToken } from "../../src/types.ts";

/** Creates a seeded random number generator, from 0 to 1. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs scheduled callbacks in the order of a virtual clock, without real delays. */
export class Clock {
  now: number;
  #events: { at: number; run: () => void }[] = [];

  constructor(start: number) {
    this.now = start;
  }

  after(ms: number, run: () => void): void {
    const at = this.now + ms;
    let index = this.#events.length;
    while (index > 0 && (this.#events[index - 1]?.at ?? 0) > at) index--;
    this.#events.splice(index, 0, { at, run });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Runs until no callback is scheduled. */
  async run(): Promise<void> {
    for (let event = this.#events.shift(); event; event = this.#events.shift()) {
      this.now = event.at;
      event.run();
      // Let all promises that this event settled run before the next event.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

export interface Settings {
  readonly random: () => number;
  /** A created token becomes visible to lists after at most this time. */
  readonly visibleMs: number;
  /** Longest pause of a process before and after a request; one in ten requests has one. */
  readonly pauseMs: number;
  /** Offset of the clock of the API server from the database's, in ms. */
  readonly serverSkewMs: number;
  /** Whether responses have a readable `Date` header. */
  readonly hasDate: boolean;
}

interface StoredToken extends InviteToken {
  visibleAt: number;
}

/** An action of a call, in the order of the server. */
export interface Change {
  readonly call: Call;
  readonly kind: "list" | "create" | "disable" | "enable" | "expiry" | "return";
  readonly secrets: readonly string[];
  /** Time of the server in ms. */
  readonly at: number;
}

/** A call of a method in its own process. */
export interface Call {
  readonly method: string;
  /** The process exits before this request. Default: never. */
  readonly crashBefore?: number | undefined;
}

/** An Unleash whose inserts become visible late. */
export class SimulatedServer {
  readonly tokens: Map<string, StoredToken> = new Map();
  readonly changes: Change[] = [];
  /** Errors of the calls. */
  readonly failures: unknown[] = [];
  readonly clock: Clock;
  readonly #settings: Settings;

  constructor(clock: Clock, settings: Settings) {
    this.clock = clock;
    this.#settings = settings;
  }

  add(name: string, expiresAt: Date, createdAt: number, visibleAt: number, enabled = true): InviteToken {
    // Not sorted by age.
    const secret = `${Math.floor(this.#settings.random() * 1e9).toString(36)}-${this.tokens.size}`;
    const role = { id: 3, name: "Viewer", type: "root" };
    const dates = { expiresAt, createdAt: new Date(createdAt), visibleAt };
    const token = { secret, url: null, name, enabled, ...dates, createdBy: null, users: [], role };
    this.tokens.set(secret, token);
    return { ...token };
  }

  /** Starts the requests of one call, as `createTransport` does. */
  connect(call: Call): (options?: RequestOptions) => SendOperation {
    let requests = 0;
    const send = async (id: string, input: AnyInput = {}) => {
      // A process that has exited sends no requests and does not wait.
      if (requests++ === call.crashBefore) return new Promise(() => {});
      await this.clock.sleep(this.#delay());
      const response = this.#respond(call, id, input);
      await this.clock.sleep(this.#delay());
      if (response instanceof Error) throw response;
      return response;
    };
    return () => send as SendOperation;
  }

  #delay(): number {
    const { random, pauseMs } = this.#settings;
    return random() < 0.1 ? random() * pauseMs : random() * 30;
  }

  #respond(call: Call, id: string, { token: secret = "", body, onResponse }: AnyInput) {
    const { now } = this.clock;
    const note = (kind: Change["kind"], ...secrets: string[]) =>
      this.changes.push({ call, kind, secrets, at: now });
    if (id === "getAllPublicSignupTokens") {
      const { hasDate, serverSkewMs } = this.#settings;
      const headers = new Headers(hasDate ? { date: new Date(now + serverSkewMs).toUTCString() } : {});
      onResponse?.({ status: 200, headers, text: "", redirectedTo: undefined });
      const visible = [...this.tokens.values()].filter(({ visibleAt }) => visibleAt <= now);
      note("list", ...visible.map(({ secret }) => secret));
      return { tokens: visible.map((token) => ({ ...token })) };
    }
    const {
      name = "",
      expiresAt,
      enabled,
    } = { ...body } as { name?: string; expiresAt?: string; enabled?: boolean };
    if (id === "createPublicSignupToken") {
      const visibleAt = now + this.#settings.random() * this.#settings.visibleMs;
      const token = this.add(name, new Date(String(expiresAt)), now, visibleAt);
      note("create", token.secret);
      return token;
    }
    const token = this.tokens.get(secret);
    if (token === undefined) {
      return new NotFoundError("404", { code: "not_found", operation: "getPublicSignupToken", status: 404 });
    }
    if (enabled !== undefined) note(enabled ? "enable" : "disable", secret);
    if (expiresAt !== undefined) note("expiry", secret);
    Object.assign(token, enabled !== undefined && { enabled });
    Object.assign(token, expiresAt !== undefined && { expiresAt: new Date(expiresAt) });
    return { ...token };
  }
}

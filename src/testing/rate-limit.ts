const LIMIT = 20_000;
const WINDOW_MS = 60_000;

/**
 * Counts requests by users' keys, like servers since 8.x. It never rejects a request: for a 429, a test uses a fault.
 */
export class RateLimit {
  readonly #now: () => number;
  #left = 0;
  #until = Number.NEGATIVE_INFINITY;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts a request and returns its headers. */
  count(): Record<string, string> {
    const now = this.#now();
    if (now >= this.#until) {
      this.#left = LIMIT;
      this.#until = now + WINDOW_MS;
    }
    this.#left = Math.max(0, this.#left - 1);
    return {
      "ratelimit-policy": `${LIMIT};w=${WINDOW_MS / 1000}`,
      "ratelimit-limit": String(LIMIT),
      "ratelimit-remaining": String(this.#left),
      "ratelimit-reset": this.#reset(),
    };
  }

  /** Returns the headers of a request that exceeds the limit. */
  exceeded(): Record<string, string> {
    return { ...this.count(), "ratelimit-remaining": "0", "retry-after": this.#reset() };
  }

  #reset(): string {
    return String(Math.ceil((this.#until - this.#now()) / 1000));
  }
}

const LIMIT = 20_000;
const WINDOW_MS = 60_000;

/**
 * Counts what users' keys ask for, as servers from 8.x on do. It refuses nothing by itself: a test that wants a 429 says so.
 */
export class RateLimit {
  readonly #now: () => number;
  #left = 0;
  #until = Number.NEGATIVE_INFINITY;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The headers of one more request. */
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

  /** The headers of a request that is one too many. */
  exceeded(): Record<string, string> {
    return { ...this.count(), "ratelimit-remaining": "0", "retry-after": this.#reset() };
  }

  #reset(): string {
    return String(Math.ceil((this.#until - this.#now()) / 1000));
  }
}

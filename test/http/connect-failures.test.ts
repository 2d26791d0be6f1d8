import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ConnectionError, type OperationId } from "../../src/index.ts";
import { calls, clientFor, failure, goodBody, goodValue, operationIds } from "../helpers/calls.ts";
import { refusingUrl } from "../helpers/loopback.ts";

const POSTS: OperationId[] = ["createPublicSignupToken", "addPublicSignupTokenUser"];
const reads = operationIds.filter((id) => /^(get|validate)/.test(id));
const writes = operationIds.filter((id) => !reads.includes(id));

/** The properties of a system error. */
interface Fields {
  readonly code?: unknown;
  readonly syscall?: string;
  readonly errors?: readonly Error[];
}

const error = (message: string, fields: Fields = {}, cause?: unknown) =>
  Object.assign(new Error(message, cause === undefined ? undefined : { cause }), fields);
/** The error of Node, also used by Deno. */
const fetchFailed = (cause: unknown) => new TypeError("fetch failed", { cause });

const refusedAddress = error("connect ECONNREFUSED 127.0.0.1:4242", {
  code: "ECONNREFUSED",
  syscall: "connect",
});
const timedOutAddress = error("connect ETIMEDOUT 10.0.0.1:4242", { code: "ETIMEDOUT", syscall: "connect" });
const resetRead = error("read ECONNRESET", { code: "ECONNRESET", syscall: "read" });
const aggregate = (...errors: Error[]) => Object.assign(new AggregateError(errors), { code: "ECONNREFUSED" });

/** As seen in Node 20 to 26, Bun 1.4 and Deno 2.9, and in older versions of the latter two. */
const neverConnected: [string, unknown][] = [
  ["Node, a refused port", fetchFailed(refusedAddress)],
  ["Node, a connect timeout of the system", fetchFailed(timedOutAddress)],
  [
    "Node, an unknown host",
    fetchFailed(error("getaddrinfo ENOTFOUND x.invalid", { code: "ENOTFOUND", syscall: "getaddrinfo" })),
  ],
  [
    "Node, a DNS server that does not respond",
    fetchFailed(error("getaddrinfo EAI_AGAIN x.invalid", { code: "EAI_AGAIN", syscall: "getaddrinfo" })),
  ],
  [
    "undici, its own connect timeout",
    fetchFailed(error("Connect Timeout Error", { code: "UND_ERR_CONNECT_TIMEOUT" })),
  ],
  ["Node, all addresses of a host", fetchFailed(aggregate(refusedAddress, timedOutAddress))],
  ["a system error without a wrapper", refusedAddress],
  [
    "node-fetch 2 and 3, a refused port",
    error("request to http://127.0.0.1:1/ failed, reason: connect ECONNREFUSED 127.0.0.1:1", {
      code: "ECONNREFUSED",
    }),
  ],
  ["a wrapper around a wrapper", error("retry failed", {}, fetchFailed(refusedAddress))],
  [
    "Bun 1.4, a refused port",
    Object.assign(new TypeError("ECONNREFUSED: Unable to connect. Is the computer able to access the url?"), {
      code: "ECONNREFUSED",
      errno: 0,
    }),
  ],
  [
    "Bun 1.3, a refused port",
    error("Unable to connect. Is the computer able to access the url?", { code: "ConnectionRefused" }),
  ],
  [
    "Bun, an unknown host",
    error("getaddrinfo ENOTFOUND x.invalid", { code: "ENOTFOUND", syscall: "getaddrinfo" }),
  ],
  [
    "Deno, a refused port",
    fetchFailed(
      error(
        "error sending request for url (http://127.0.0.1:1/): client error (Connect): tcp connect error: Connection refused (os error 111)",
      ),
    ),
  ],
  [
    "Deno, an unknown host",
    fetchFailed(
      error(
        "error sending request for url (http://x.invalid/): client error (Connect): dns error: failed to lookup address information: Name or service not known",
      ),
    ),
  ],
  [
    "Deno 1, a refused port",
    new TypeError(
      "error sending request for url (http://127.0.0.1:1/): client error (Connect): tcp connect error: Connection refused (os error 111)",
    ),
  ],
];

const maybeSent: [string, unknown][] = [
  ["Node, a reset connection", fetchFailed(resetRead)],
  ["Node, a closed connection", fetchFailed(error("other side closed", { code: "UND_ERR_SOCKET" }))],
  ["Node, a broken pipe", fetchFailed(error("write EPIPE", { code: "EPIPE", syscall: "write" }))],
  [
    "Node, a timeout after the connect",
    fetchFailed(error("read ETIMEDOUT", { code: "ETIMEDOUT", syscall: "read" })),
  ],
  ["ETIMEDOUT without a system call", fetchFailed(error("timed out", { code: "ETIMEDOUT" }))],
  ["ECONNREFUSED without a system call", fetchFailed(error("refused", { code: "ECONNREFUSED" }))],
  ["undici, a headers timeout", fetchFailed(error("Headers Timeout", { code: "UND_ERR_HEADERS_TIMEOUT" }))],
  ["undici, a body timeout", fetchFailed(error("Body Timeout", { code: "UND_ERR_BODY_TIMEOUT" }))],
  ["only some addresses of a host", fetchFailed(aggregate(refusedAddress, resetRead))],
  ["an empty AggregateError", fetchFailed(aggregate())],
  [
    "a code above a connect failure",
    error("read ECONNRESET", { code: "ECONNRESET" }, fetchFailed(refusedAddress)),
  ],
  ["a number as a code", fetchFailed(error("connect", { code: 111, syscall: "connect" }))],
  [
    "Bun, a reset connection",
    error("ECONNRESET: The socket connection was closed unexpectedly.", { code: "ECONNRESET" }),
  ],
  [
    "Deno, a closed connection",
    fetchFailed(
      error(
        "error sending request from 127.0.0.1:2 for http://127.0.0.1:1/ (127.0.0.1:1): client error (SendRequest): connection closed before message completed",
      ),
    ),
  ],
  ["Deno, a reset connection", fetchFailed(error("Connection reset by peer (os error 104)"))],
  ["Chrome", new TypeError("Failed to fetch")],
  ["Firefox", new TypeError("NetworkError when attempting to fetch resource.")],
  ["Safari", new TypeError("Load failed")],
  [
    "node-fetch, a reset connection",
    error("request to http://127.0.0.1:1/ failed, reason: read ECONNRESET", { code: "ECONNRESET" }),
  ],
  ["a string", "ECONNREFUSED"],
  ["undefined", undefined],
];

/** Throws this once, then sends a valid response. */
function failingOnce(id: OperationId, thrown: unknown, maxRetries = 2) {
  let attempts = 0;
  const { client } = clientFor("https://unleash.example.com", {
    maxRetries,
    fetch: async () => {
      if (++attempts === 1) throw thrown;
      return new Response(goodBody(id));
    },
  });
  return { call: () => calls[id](client), attempts: () => attempts };
}

beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => vi.restoreAllMocks());

describe.each(neverConnected)("a connection that was never established: %s", (_, thrown) => {
  it.each(operationIds)("%s is retried", async (id) => {
    const { call, attempts } = failingOnce(id, thrown);
    const value = await call();
    if (typeof value === "object") expect(value).toMatchObject(goodValue(id) as object);
    else expect(value).toBe(goodValue(id));
    expect(attempts()).toBe(2);
  });

  it.each(writes)("%s cannot have been applied", async (id) => {
    const lost = await failure(failingOnce(id, thrown, 0).call(), ConnectionError);
    expect(lost.mayHaveApplied).toBe(false);
    expect(lost.message).not.toContain("applied");
    expect(lost.toJSON()).toMatchObject({ mayHaveApplied: false, applied: [] });
  });
});

describe.each(maybeSent)("a request that may have been sent: %s", (_, thrown) => {
  it.each(POSTS)("%s is not retried, and may have been applied", async (id) => {
    const { call, attempts } = failingOnce(id, thrown);
    const lost = await failure(call(), ConnectionError);
    expect(attempts()).toBe(1);
    expect(lost.mayHaveApplied).toBe(true);
    expect(lost.message).toContain("; the request may still have been applied");
  });

  it("updatePublicSignupToken is retried, and may have been applied when no retries are left", async () => {
    const { call, attempts } = failingOnce("updatePublicSignupToken", thrown);
    await call();
    expect(attempts()).toBe(2);
    const lost = await failure(failingOnce("updatePublicSignupToken", thrown, 0).call());
    expect(lost.mayHaveApplied).toBe(true);
  });

  it.each(reads)("%s is retried, and cannot have been applied", async (id) => {
    const { call, attempts } = failingOnce(id, thrown);
    expect(await call()).toEqual(goodValue(id));
    expect(attempts()).toBe(2);
    expect((await failure(failingOnce(id, thrown, 0).call())).mayHaveApplied).toBe(false);
  });
});

describe("a port on which nothing listens", () => {
  it.each(POSTS)("is retried by %s", async (id) => {
    const baseUrl = await refusingUrl();
    const { client, events } = clientFor(baseUrl, { maxRetries: 2 });
    const lost = await failure(calls[id](client), ConnectionError);
    expect(lost).toMatchObject({ mayHaveApplied: false, status: undefined });
    expect(events.filter(({ type }) => type === "request")).toHaveLength(3);
  });
});

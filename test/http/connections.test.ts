import type { ServerResponse } from "node:http";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type AppliedChange,
  ConnectionError,
  type Fetch,
  InviteApiError,
  type OperationId,
} from "../../src/index.ts";
import { calls, clientFor, failure, goodBody, goodValue, operationIds } from "../helpers/calls.ts";
import { SECRET } from "../helpers/client.ts";
import { refusingUrl, serve, serveBytes } from "../helpers/loopback.ts";

const POSTS: OperationId[] = ["createPublicSignupToken", "addPublicSignupTokenUser"];
const UNKNOWN_OUTCOME = "; the request may still have been applied";

/** What a 2xx of each operation has changed. The secret of a new token is in its body. */
const CHANGES: Partial<Record<OperationId, readonly AppliedChange[]>> = {
  createPublicSignupToken: [{ change: "created", secret: undefined }],
  updatePublicSignupToken: [{ change: "updated", secret: SECRET }],
  addPublicSignupTokenUser: [{ change: "signed_up", secret: SECRET }],
};

/** Calls a server that responds with these bytes. */
function broken(id: OperationId, bytes: string): Promise<ConnectionError> {
  const call = serveBytes((socket) => socket.end(bytes)).then(({ baseUrl }) =>
    calls[id](clientFor(baseUrl).client),
  );
  return failure(call, ConnectionError);
}

describe.each(operationIds)("a failed connection, for %s,", (id) => {
  const expected = { code: "connection_failed", operation: id };

  it("throws a ConnectionError with the origin and the reason when it is refused", async () => {
    const baseUrl = await refusingUrl();
    const error = await failure(calls[id](clientFor(baseUrl).client), ConnectionError);
    expect(error).toMatchObject(expected);
    // Never sent, so it cannot have been applied.
    expect(error.message).toBe(`connection error: ${baseUrl} (ECONNREFUSED)`);
    expect(error.mayHaveApplied).toBe(false);
    expect(error.status).toBeUndefined();
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("throws a ConnectionError when it is reset before a response", async () => {
    const { baseUrl, received } = await serve((response) => response.socket?.resetAndDestroy());
    const error = await failure(calls[id](clientFor(baseUrl).client), ConnectionError);
    expect(error).toMatchObject(expected);
    expect(error.message).toMatch(/\((ECONNRESET|UND_ERR_SOCKET)\)/);
    expect(error.mayHaveApplied).toBe(!/^(get|validate)/.test(id));
    expect(error.message.includes(UNKNOWN_OUTCOME)).toBe(error.mayHaveApplied);
    expect(received).toHaveLength(1);
  });

  it("throws a ConnectionError when it is closed without a response", async () => {
    expect(await broken(id, "")).toMatchObject(expected);
  });

  it.each([
    ["the server speaks another protocol", "220 mail.example.com ESMTP\r\n"],
    ["the headers are truncated", "HTTP/1.1 200 OK\r\ncontent-type: appl"],
    ["the headers are too many", `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(9_000)}\r\n{}`],
    ["the status is not a number", "HTTP/1.1 OK fine\r\n\r\n{}"],
    ["the length is not a number", "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n{}"],
    [
      "the server switches protocols",
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    ],
    ["a chunk has no length", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"],
    [
      "the gzip is invalid",
      "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 9\r\n\r\nnot gzip!",
    ],
  ])("throws a ConnectionError when %s", async (_, bytes) => {
    expect(await broken(id, bytes)).toMatchObject(expected);
  });

  it("throws a ConnectionError when the TLS handshake fails", async () => {
    const { baseUrl } = await serveBytes((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const { client } = clientFor(baseUrl.replace("http:", "https:"));
    expect(await failure(calls[id](client), ConnectionError)).toMatchObject(expected);
  });

  const truncations: [string, (response: ServerResponse, body: string) => void][] = [
    ["shorter than its length", (response, body) => response.setHeader("content-length", 1_000).write(body)],
    ["chunked and has no last chunk", (response, body) => response.write(body)],
  ];
  const truncated = (status: number, write: (response: ServerResponse, body: string) => void) =>
    serve((response) => {
      response.statusCode = status;
      response.setHeader("content-type", "application/json");
      write(response, goodBody(id));
      response.flushHeaders();
      setImmediate(() => response.destroy());
    });

  it.each(truncations)(
    "throws a ConnectionError with the status of a 200 whose body is %s",
    async (_, write) => {
      const { baseUrl } = await truncated(200, write);
      const error = await failure(calls[id](clientFor(baseUrl).client), ConnectionError);
      expect(error).toMatchObject({ ...expected, status: 200, applied: CHANGES[id] ?? [] });
      expect(error.cause).toBeInstanceOf(Error);
      // A 2xx is certain: it was applied.
      expect(error.mayHaveApplied).toBe(false);
    },
  );

  it.each(
    truncations.flatMap(([name, write]) =>
      [400, 401, 403, 404, 409, 418, 429, 500, 503].map((status) => ({ name, write, status })),
    ),
  )("keeps the status of a $status whose body is $name", async ({ status, write }) => {
    const { baseUrl } = await truncated(status, write);
    const error = await failure(calls[id](clientFor(baseUrl).client), InviteApiError);
    expect(error).toMatchObject({ status, operation: id, body: "", issues: [], applied: [] });
    expect(error.cause).toBeInstanceOf(ConnectionError);
    expect(error.cause).toMatchObject({ ...expected, status });
    expect(["invalid_invite", "user_exists", "not_found"]).not.toContain(error.code);
  });
});

/** Calls with a `fetch` that does this. */
const get = (fetch: () => unknown) =>
  clientFor("https://unleash.example.com", { fetch: fetch as Fetch }).client.tokens.get("x");

describe("a custom `fetch`", () => {
  const own = new Error("own");
  own.cause = own;

  it.each<[string, unknown, object | undefined]>([
    ["nothing", undefined, undefined],
    ["null", null, undefined],
    ["a number", 42, undefined],
    ["an object", { reason: "no" }, undefined],
    ["an error whose message is not a string", Object.assign(new Error(), { message: 42 }), undefined],
    ["an object with a message", { message: "no" }, { message: "no", name: "Error" }],
    [
      "an error of another realm",
      runInNewContext("new RangeError('no')"),
      { message: "no", name: "RangeError" },
    ],
    ["an error that is its own cause", own, { message: "own", cause: { message: "own" } }],
    ["an error with a number for a code", Object.assign(new Error("no"), { code: 7 }), { message: "no" }],
  ])(
    "that throws or rejects with %s causes a ConnectionError with a redacted copy as its cause",
    async (_, thrown, cause) => {
      const fetches = [
        () => {
          throw thrown;
        },
        () => Promise.reject(thrown),
      ];
      for (const fetch of fetches) {
        const error = await failure(get(fetch), ConnectionError);
        expect(error).toMatchObject({ code: "connection_failed", operation: "getPublicSignupToken" });
        expect(error.message).toBe("connection error: https://unleash.example.com");
        if (cause === undefined) expect(error.cause).toBeUndefined();
        else expect(error.cause).toMatchObject(cause);
        if (thrown !== undefined) expect(error.cause).not.toBe(thrown);
      }
    },
  );

  it("that rejects with a string causes a ConnectionError with that cause", async () => {
    expect((await failure(get(() => Promise.reject("no")))).cause).toBe("no");
  });

  it("that rejects with a nested system error causes a message with its code", async () => {
    const deep = Object.assign(new Error("connect"), { code: "ETIMEDOUT" });
    const error = await failure(
      get(() => Promise.reject(new Error("x", { cause: new Error("y", { cause: deep }) }))),
    );
    expect(error.message).toBe("connection error: https://unleash.example.com (ETIMEDOUT)");
  });

  it("may return a response without a promise", async () => {
    const body = goodBody("getPublicSignupToken");
    expect(await get(() => new Response(body))).toEqual(goodValue("getPublicSignupToken"));
  });

  it.each([undefined, null, "OK", {}, { ok: true, status: 200 }, new Response("used")])(
    "that returns no readable response causes a ConnectionError: %o",
    async (given) => {
      if (given instanceof Response) await given.text();
      await failure(
        get(() => given),
        ConnectionError,
      );
      await failure(
        get(async () => given),
        ConnectionError,
      );
    },
  );
});

describe("after a connection that was reset", () => {
  afterEach(() => vi.restoreAllMocks());

  const idempotent = operationIds.filter((id) => !POSTS.includes(id));

  it.each(idempotent)("%s is retried with the same request", async (id) => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { baseUrl, received } = await serve((response, _, nth) =>
      nth < 3 ? response.socket?.resetAndDestroy() : response.end(goodBody(id)),
    );
    expect(await calls[id](clientFor(baseUrl, { maxRetries: 2 }).client)).toEqual(goodValue(id));
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ method, path, body }) => `${method} ${path} ${body}`)).size).toBe(1);
  });

  it.each(POSTS)("%s is not retried, and the error says that it may have been applied", async (id) => {
    const { baseUrl, received } = await serve((response) => response.socket?.resetAndDestroy());
    const error = await failure(calls[id](clientFor(baseUrl, { maxRetries: 5 }).client), ConnectionError);
    expect(error.message).toContain(UNKNOWN_OUTCOME);
    expect(error.mayHaveApplied).toBe(true);
    expect(received).toHaveLength(1);
  });
});

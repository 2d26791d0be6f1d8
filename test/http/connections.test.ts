import type { ServerResponse } from "node:http";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ConnectionError, type Fetch, type OperationId } from "../../src/index.ts";
import { calls, clientFor, failure, goodBody, goodValue, operationIds } from "../helpers/calls.ts";
import { refusingUrl, serve, serveBytes } from "../helpers/loopback.ts";

const POSTS: OperationId[] = ["createPublicSignupToken", "addPublicSignupTokenUser"];
const DOUBT = "; it may have been carried out all the same";

/** The error of a call to a server that speaks no HTTP, or not to the end. */
function broken(id: OperationId, bytes: string): Promise<ConnectionError> {
  const call = serveBytes((socket) => socket.end(bytes)).then(({ baseUrl }) =>
    calls[id](clientFor(baseUrl).client),
  );
  return failure(call, ConnectionError);
}

describe.each(operationIds)("a connection that fails, for %s", (id) => {
  const expected = { code: "connection_failed", operation: id };

  it("is a ConnectionError that says where to, and why, when it is refused", async () => {
    const baseUrl = await refusingUrl();
    const error = await failure(calls[id](clientFor(baseUrl).client), ConnectionError);
    expect(error).toMatchObject(expected);
    const doubt = /^(get|validate)/.test(id) ? "" : DOUBT;
    expect(error.message).toBe(`no whole answer from ${baseUrl} (ECONNREFUSED)${doubt}`);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("is a ConnectionError when it is reset before an answer", async () => {
    const { baseUrl, received } = await serve((response) => response.socket?.resetAndDestroy());
    const error = await failure(calls[id](clientFor(baseUrl).client), ConnectionError);
    expect(error).toMatchObject(expected);
    expect(error.message).toMatch(/\((ECONNRESET|UND_ERR_SOCKET)\)/);
    expect(received).toHaveLength(1);
  });

  it("is a ConnectionError when it is closed without an answer", async () => {
    expect(await broken(id, "")).toMatchObject(expected);
  });

  it.each([
    ["the server speaks another protocol", "220 mail.example.com ESMTP\r\n"],
    ["the headers break off", "HTTP/1.1 200 OK\r\ncontent-type: appl"],
    ["the headers are too many", `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(9_000)}\r\n{}`],
    ["the status is no number", "HTTP/1.1 OK fine\r\n\r\n{}"],
    ["the length is no number", "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n{}"],
    [
      "the server switches protocols",
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    ],
    ["a chunk has no length", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"],
    ["the gzip is none", "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 9\r\n\r\nnot gzip!"],
  ])("is a ConnectionError when %s", async (_, bytes) => {
    expect(await broken(id, bytes)).toMatchObject(expected);
  });

  it("is a ConnectionError when the port speaks TLS no more than it should", async () => {
    const { baseUrl } = await serveBytes((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const { client } = clientFor(baseUrl.replace("http:", "https:"));
    expect(await failure(calls[id](client), ConnectionError)).toMatchObject(expected);
  });

  const cutOff: [string, (response: ServerResponse, body: string) => void][] = [
    ["shorter than its length", (response, body) => response.setHeader("content-length", 1_000).write(body)],
    ["in chunks without an end", (response, body) => response.write(body)],
  ];
  it.each(
    cutOff.flatMap(([name, cut]) => [200, 400, 401, 404, 429, 500].map((status) => ({ name, cut, status }))),
  )("is a ConnectionError when the body of a $status is $name", async ({ status, cut }) => {
    const { baseUrl } = await serve((response) => {
      response.statusCode = status;
      response.setHeader("content-type", "application/json");
      cut(response, goodBody(id));
      response.flushHeaders();
      setImmediate(() => response.destroy());
    });
    const error = await failure(calls[id](clientFor(baseUrl).client), ConnectionError);
    expect(error).toMatchObject(expected);
    expect(error.cause).toBeInstanceOf(Error);
  });
});

/** Calls with a `fetch` that does this. */
const get = (fetch: () => unknown) =>
  clientFor("https://unleash.example.com", { fetch: fetch as Fetch }).client.tokens.get("x");

describe("a `fetch` of the caller's", () => {
  const own = new Error("own");
  own.cause = own;

  it.each<[string, unknown, object | undefined]>([
    ["nothing", undefined, undefined],
    ["null", null, undefined],
    ["a number", 42, undefined],
    ["an object", { reason: "no" }, undefined],
    ["an error whose message is no text", Object.assign(new Error(), { message: 42 }), undefined],
    ["what looks like an error", { message: "no" }, { message: "no", name: "Error", stack: "Error: no" }],
    [
      "an error of another realm",
      runInNewContext("new RangeError('no')"),
      { message: "no", name: "RangeError" },
    ],
    ["an error that is its own cause", own, { message: "own", cause: { message: "own" } }],
    ["an error with a number for a code", Object.assign(new Error("no"), { code: 7 }), { message: "no" }],
  ])(
    "may throw %s, at once or later: it is a ConnectionError with a safe copy as its cause",
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
        expect(error.message).toBe("no whole answer from https://unleash.example.com");
        if (cause === undefined) expect(error.cause).toBeUndefined();
        else expect(error.cause).toMatchObject(cause);
        if (thrown !== undefined) expect(error.cause).not.toBe(thrown);
      }
    },
  );

  it("may throw a text: that is the cause", async () => {
    expect((await failure(get(() => Promise.reject("no")))).cause).toBe("no");
  });

  it("may give the code of the system at any depth: the message tells it", async () => {
    const deep = Object.assign(new Error("connect"), { code: "ETIMEDOUT" });
    const error = await failure(
      get(() => Promise.reject(new Error("x", { cause: new Error("y", { cause: deep }) }))),
    );
    expect(error.message).toBe("no whole answer from https://unleash.example.com (ETIMEDOUT)");
  });

  it("may give a response without a promise", async () => {
    const body = goodBody("getPublicSignupToken");
    expect(await get(() => new Response(body))).toEqual(goodValue("getPublicSignupToken"));
  });

  it.each([undefined, null, "OK", {}, { ok: true, status: 200 }, new Response("used")])(
    "that gives no response that can be read is a ConnectionError: %o",
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

  it.each(idempotent)("%s is tried again", async (id) => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { baseUrl, received } = await serve((response, _, nth) =>
      nth < 3 ? response.socket?.resetAndDestroy() : response.end(goodBody(id)),
    );
    expect(await calls[id](clientFor(baseUrl, { maxRetries: 2 }).client)).toEqual(goodValue(id));
    expect(received).toHaveLength(3);
    // The same request each time: its body too.
    expect(new Set(received.map(({ method, path, body }) => `${method} ${path} ${body}`)).size).toBe(1);
  });

  it.each(POSTS)("%s is not, as it may have been carried out, and the error says so", async (id) => {
    const { baseUrl, received } = await serve((response) => response.socket?.resetAndDestroy());
    const error = await failure(calls[id](clientFor(baseUrl, { maxRetries: 5 }).client), ConnectionError);
    expect(error.message).toContain(DOUBT);
    expect(received).toHaveLength(1);
  });
});

import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  BadRequestError,
  InvalidResponseError,
  InviteApiError,
  NotFoundError,
  type OperationId,
  ServerError,
} from "../../src/index.ts";
import {
  calls,
  clientFor,
  failure,
  goodBody,
  goodValue,
  jsonOperationIds,
  operationIds,
} from "../helpers/calls.ts";
import { type Handler, serve } from "../helpers/loopback.ts";

const NAME = "Zoë 💥 日本語";
const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const PAGE = "<!doctype html>\n<title>Unleash</title>\n<div id='app'></div>";

async function call(id: OperationId, handle: Handler): Promise<unknown> {
  const { baseUrl } = await serve(handle);
  return calls[id](clientFor(baseUrl).client);
}

type Answer = (response: ServerResponse, body: string) => void;

describe.each(jsonOperationIds)("a valid body, for %s,", (id) => {
  it.each<[string, Answer]>([
    ["plain", (response, body) => response.writeHead(200, JSON_TYPE).end(body)],
    ["with a BOM", (response, body) => response.writeHead(200, JSON_TYPE).end(`\ufeff${body}`)],
    [
      "in gzip",
      (response, body) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(body)),
    ],
    [
      "as text/plain",
      (response, body) => response.writeHead(200, { "content-type": "text/plain" }).end(body),
    ],
    [
      "as application/octet-stream",
      (response, body) => response.writeHead(200, { "content-type": "application/octet-stream" }).end(body),
    ],
    ["without a content type", (response, body) => response.writeHead(200).end(body)],
    [
      "with a malformed content type",
      (response, body) => response.writeHead(200, { "content-type": ";;;" }).end(body),
    ],
    [
      "with white space around it",
      (response, body) => response.writeHead(200, JSON_TYPE).end(`\r\n ${body}\n`),
    ],
    ["as 201", (response, body) => response.writeHead(201, { ...JSON_TYPE, location: "tokens/x" }).end(body)],
    ["as 203", (response, body) => response.writeHead(203, JSON_TYPE).end(body)],
    [
      "after Early Hints and a 102",
      (response, body) => {
        response.writeProcessing();
        response.writeEarlyHints({ link: "</style.css>; rel=preload" }, () => {
          response.writeHead(200, JSON_TYPE).end(body);
        });
      },
    ],
    [
      "in chunks that split characters",
      async (response, body) => {
        response.writeHead(200, JSON_TYPE).flushHeaders();
        const bytes = Buffer.from(body);
        for (let at = 0; at < bytes.length; at += 7) {
          response.write(bytes.subarray(at, at + 7));
          await new Promise(setImmediate);
        }
        response.end();
      },
    ],
  ])("is parsed %s", async (_, answer) => {
    expect(await call(id, (response) => answer(response, goodBody(id, NAME)))).toEqual(goodValue(id, NAME));
  });
});

const ITEM = { getAllPublicSignupTokens: "tokens", addPublicSignupTokenUser: "id" } as Partial<
  Record<OperationId, string>
>;

describe.each(jsonOperationIds)("a 2xx response with an invalid body, for %s,", (id) => {
  const emptyBody: [string, string, string][] =
    id === "updatePublicSignupToken" ? [] : [["an empty body", "", "must be JSON"]];
  it.each<[string, string | Buffer, string]>([
    ...emptyBody,
    ["white space", " \n", "must be JSON"],
    ["a word", "OK", "must be JSON"],
    ["truncated JSON", goodBody(id).slice(0, 9), "must be JSON"],
    ["the JSON twice", goodBody(id).repeat(2), "must be JSON"],
    ["JSON in UTF-16", Buffer.from(`\ufeff${goodBody(id)}`, "utf16le"), "must be JSON"],
    ["null", "null", "must be an object"],
    ["a string", '"ok"', "must be an object"],
    ["an array", "[]", "must be an object"],
    ["an object of another shape", '{"hello":1}', `${ITEM[id] ?? "secret"} must be `],
    ["gzip without a content-encoding", gzipSync(goodBody(id)), "must be JSON"],
  ])("throws an InvalidResponseError on %s", async (_, body, problem) => {
    const error = await failure(
      call(id, (response) => response.writeHead(200, JSON_TYPE).end(body)),
      InvalidResponseError,
    );
    expect(error).toMatchObject({ code: "invalid_response", status: 200, operation: id });
    expect(error.message).toContain(`200: invalid response of ${id}: ${problem}`);
    expect(error.issues).not.toHaveLength(0);
  });
});

describe("a 2xx response without a body", () => {
  it.each(jsonOperationIds.filter((id) => id !== "updatePublicSignupToken"))(
    "throws an InvalidResponseError on a 204 to %s",
    async (id) => {
      const error = await failure(
        call(id, (response) => response.writeHead(204).end()),
        InvalidResponseError,
      );
      expect(error).toMatchObject({ code: "invalid_response", status: 204, operation: id });
    },
  );

  it.each([200, 204])("reads the token back after an update with an empty %d", async (status) => {
    const value = call("updatePublicSignupToken", (response, { method }) =>
      method === "PUT" ? response.writeHead(status).end() : response.end(goodBody("getPublicSignupToken")),
    );
    expect(await value).toEqual(goodValue("getPublicSignupToken"));
  });
});

describe.each(operationIds)("a response that is not from Unleash, for %s,", (id) => {
  it.each([
    ["HTML", { "content-type": "text/html; charset=utf-8" }],
    ["HTML with an upper-case content type", { "content-type": "TEXT/HTML" }],
    ["HTML without a content type", {}],
    ["HTML with the content type of JSON", JSON_TYPE],
  ])("throws not_unleash on a 200 with %s", async (_, headers) => {
    const error = await failure(
      call(id, (response) => response.writeHead(200, headers).end(`\n ${PAGE}`)),
      InvalidResponseError,
    );
    expect(error).toMatchObject({ code: "not_unleash", status: 200, operation: id });
    expect(error.message).toContain(`200: invalid response of ${id}: must not be HTML; check baseUrl`);
    expect(error.issues).toEqual([{ path: "", message: "must not be HTML" }]);
  });

  it("throws not_unleash on a 404 with HTML, and no NotFoundError", async () => {
    const error = await failure(call(id, (response) => response.writeHead(404).end(PAGE)));
    expect(error).toMatchObject({ name: "InviteApiError", code: "not_unleash", status: 404, operation: id });
    expect(error).not.toBeInstanceOf(NotFoundError);
    expect(error.message).toBe("404: endpoint not found; check baseUrl");
  });

  it("throws a ServerError on a 502 with HTML, without the HTML in its message", async () => {
    const error = await failure(
      call(id, (response) => response.writeHead(502).end(PAGE)),
      ServerError,
    );
    expect(error).toMatchObject({
      code: "server_error",
      status: 502,
      operation: id,
      serverMessage: undefined,
    });
    expect(error.message).not.toContain("<");
  });

  it("does not treat a 304 as a redirect", async () => {
    const error = await failure(
      call(id, (response) => response.writeHead(304).end()),
      InviteApiError,
    );
    expect(error).toMatchObject({ code: "unexpected_status", status: 304, operation: id });
  });

  it("throws an InviteApiError on a 418 that quotes the server", async () => {
    const error = await failure(
      call(id, (response) => response.writeHead(418).end('{"name":"TeapotError","message":"I am a teapot"}')),
      InviteApiError,
    );
    expect(error).toMatchObject({ code: "unexpected_status", status: 418, operation: id });
    expect(error.message).toBe("418: the server rejected the request: I am a teapot");
  });
});

describe("validate", () => {
  const validate = (handle: Handler) => call("validatePublicSignupToken", handle);

  it.each([200, 201, 204])("is true on an empty %d", async (status) => {
    expect(await validate((response) => response.writeHead(status).end())).toBe(true);
  });

  it("is true on an empty body in gzip and on an empty body in chunks", async () => {
    expect(
      await validate((response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(""))),
    ).toBe(true);
    expect(
      await validate((response) => {
        response.writeHead(200, { "transfer-encoding": "chunked" }).flushHeaders();
        setImmediate(() => response.end());
      }),
    ).toBe(true);
  });

  it.each([
    ["an empty body", ""],
    ["an empty body with the content type of HTML", ""],
    ["Unleash's error object", '{"name":"BadDataError","message":"no"}'],
  ])("is false on a 400 with %s", async (name, body) => {
    const headers = { "content-type": name.includes("HTML") ? "text/html" : "application/json" };
    expect(await validate((response) => response.writeHead(400, headers).end(body))).toBe(false);
  });

  it.each(["OK", "{}", "true", " "])("throws on a 200 with the body '%s'", async (body) => {
    const error = await failure(
      validate((response) => response.end(body)),
      InvalidResponseError,
    );
    expect(error).toMatchObject({
      code: "invalid_response",
      operation: "validatePublicSignupToken",
      status: 200,
    });
  });

  it.each([
    ["an HTML body", PAGE],
    ["JSON without a name", '{"message":"no"}'],
    ["JSON without a message", '{"name":"BadDataError"}'],
    ["a word", "no"],
    ["white space", " "],
  ])("throws on a 400 with %s", async (_, body) => {
    const error = await failure(
      validate((response) => response.writeHead(400).end(body)),
      BadRequestError,
    );
    expect(error).toMatchObject({ code: "bad_request", status: 400, body: body });
    expect(error.message).toContain("a proxy may have responded");
  });

  it.each(["", '{"name":"BadDataError","message":"no"}'])(
    "throws on a 400 whose body '%s' is truncated",
    async (body) => {
      const error = await failure(
        validate((response) => {
          response.writeHead(400, { "content-length": 500 }).flushHeaders();
          if (body) response.write(body);
          setImmediate(() => response.destroy());
        }),
        BadRequestError,
      );
      expect(error).toMatchObject({ code: "bad_request", status: 400 });
      expect(error.cause).toMatchObject({ code: "connection_failed" });
    },
  );
});

describe("a `fetch` without streams, such as React Native's", () => {
  /** A response with a text, and no body to read it from. */
  const without = (text: string, status: number) =>
    Object.defineProperty(new Response(text, { status }), "body", { value: undefined });

  it.each(operationIds)("works for %s, for a value and for an error", async (id) => {
    const answers = [without(goodBody(id), 200), without('{"message":"no"}', 403)];
    const { client } = clientFor("https://unleash.example.com", {
      fetch: async () => answers.shift() as Response,
    });
    expect(await calls[id](client)).toEqual(goodValue(id));
    expect(await failure(calls[id](client))).toMatchObject({ code: "forbidden", body: '{"message":"no"}' });
  });
});

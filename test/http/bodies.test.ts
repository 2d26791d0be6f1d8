import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { InvalidResponseError, InviteApiError, type OperationId, ServerError } from "../../src/index.ts";
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

describe.each(jsonOperationIds)("the right body, for %s", (id) => {
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
      "with a content type that is none",
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
      "in pieces that cut characters in two",
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
  ])("is understood %s", async (_, answer) => {
    expect(await call(id, (response) => answer(response, goodBody(id, NAME)))).toEqual(goodValue(id, NAME));
  });
});

const ITEM = { getAllPublicSignupTokens: "tokens", addPublicSignupTokenUser: "id" } as Partial<
  Record<OperationId, string>
>;

describe.each(jsonOperationIds)("a success that is not what was promised, for %s", (id) => {
  it.each([
    ["nothing", "", "the body must not be empty"],
    ["white space", " \n", "the body must be JSON"],
    ["a word", "OK", "the body must be JSON"],
    ["half of the JSON", goodBody(id).slice(0, 9), "the body must be JSON"],
    ["two times the JSON", goodBody(id).repeat(2), "the body must be JSON"],
    ["JSON in UTF-16", Buffer.from(`\ufeff${goodBody(id)}`, "utf16le"), "the body must be JSON"],
    ["null", "null", "the body must be object"],
    ["a string", '"ok"', "the body must be object"],
    ["an array", "[]", "the body must be object"],
    ["an object of another kind", '{"hello":1}', `${ITEM[id] ?? "secret"} must be `],
    ["gzip without saying so", gzipSync(goodBody(id)), "the body must be JSON"],
  ])("%s is an InvalidResponseError", async (_, body, told) => {
    const error = await failure(
      call(id, (response) => response.writeHead(200, JSON_TYPE).end(body)),
      InvalidResponseError,
    );
    expect(error).toMatchObject({ code: "invalid_response", status: 200, operation: id });
    expect(error.message).toContain(`200: not the answer that ${id} promises: ${told}`);
    expect(error.issues).not.toHaveLength(0);
  });

  it("204 is an InvalidResponseError", async () => {
    const error = await failure(
      call(id, (response) => response.writeHead(204).end()),
      InvalidResponseError,
    );
    expect(error).toMatchObject({ code: "invalid_response", status: 204, operation: id });
  });
});

describe.each(operationIds)("what is not of Unleash, for %s", (id) => {
  it.each([
    ["a page", { "content-type": "text/html; charset=utf-8" }],
    ["a page in capitals", { "content-type": "TEXT/HTML" }],
    ["a page without a content type", {}],
    ["a page that calls itself JSON", JSON_TYPE],
  ])("%s with 200 says that the base URL is wrong", async (_, headers) => {
    const error = await failure(
      call(id, (response) => response.writeHead(200, headers).end(`\n ${PAGE}`)),
      InvalidResponseError,
    );
    expect(error).toMatchObject({ code: "not_unleash", status: 200, operation: id });
    expect(error.message).toContain("baseUrl is probably wrong");
  });

  it("a page with 404 says that the base URL is wrong", async () => {
    const error = await failure(call(id, (response) => response.writeHead(404).end(PAGE)));
    expect(error).toMatchObject({ name: "NotFoundError", code: "not_unleash", status: 404, operation: id });
    expect(error.message).toContain("baseUrl is probably wrong");
  });

  it("a page of a proxy with 502 is a ServerError, and no text of the page is in its message", async () => {
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

  it("304, which nobody asked for, is no redirect", async () => {
    const error = await failure(
      call(id, (response) => response.writeHead(304).end()),
      InviteApiError,
    );
    expect(error).toMatchObject({ code: "unexpected_status", status: 304, operation: id });
  });

  it("418 is an InviteApiError that quotes the server", async () => {
    const error = await failure(
      call(id, (response) => response.writeHead(418).end('{"message":"I am a teapot"}')),
      InviteApiError,
    );
    expect(error).toMatchObject({ code: "unexpected_status", status: 418, operation: id });
    expect(error.message).toBe("418: the server refused the request: I am a teapot");
  });
});

describe("validate", () => {
  const validate = (handle: Handler) => call("validatePublicSignupToken", handle);

  it.each([200, 201, 204])("is true on an empty %d", async (status) => {
    expect(await validate((response) => response.writeHead(status).end())).toBe(true);
  });

  it("is true on an empty body in gzip, and on an empty body in chunks", async () => {
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
    ["an empty body that calls itself HTML", ""],
    ["JSON", '{"message":"no"}'],
    ["a word", "no"],
  ])("is false on a 400 with %s", async (name, body) => {
    const headers = { "content-type": name.includes("HTML") ? "text/html" : "application/json" };
    expect(await validate((response) => response.writeHead(400, headers).end(body))).toBe(false);
  });

  it.each(["OK", "{}", "true", " "])("takes no 200 with the body '%s' for a yes", async (body) => {
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

  it("takes no 400 with a page for a no", async () => {
    const error = await failure(validate((response) => response.writeHead(400).end(PAGE)));
    expect(error).toMatchObject({ name: "BadRequestError", code: "bad_request", status: 400 });
  });
});

describe("a `fetch` without streams, such as React Native's", () => {
  /** A response with a text, and no body to read it from. */
  const without = (text: string, status: number) =>
    Object.defineProperty(new Response(text, { status }), "body", { value: undefined });

  it.each(operationIds)("serves %s too, for a value and for an error", async (id) => {
    const answers = [without(goodBody(id), 200), without('{"message":"no"}', 403)];
    const { client } = clientFor("https://unleash.example.com", {
      fetch: async () => answers.shift() as Response,
    });
    expect(await calls[id](client)).toEqual(goodValue(id));
    expect(await failure(calls[id](client))).toMatchObject({ code: "forbidden", body: '{"message":"no"}' });
  });
});

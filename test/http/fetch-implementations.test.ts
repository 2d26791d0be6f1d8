import type { ServerResponse } from "node:http";
import nodeFetch3 from "node-fetch";
import nodeFetch2 from "node-fetch2";
import { fetch as undiciFetch } from "undici";
import { describe, expect, it } from "vitest";
import { ConnectionError, type Fetch, InviteApiError, RequestTimeoutError } from "../../src/index.ts";
import {
  calls,
  clientFor,
  failure,
  goodBody,
  goodValue,
  operationIds,
  rejection,
  signalled,
} from "../helpers/calls.ts";
import { refusingUrl, serve } from "../helpers/loopback.ts";

// Each compiles as the `fetch` option. The types of node-fetch 2 do so unless `exactOptionalPropertyTypes` is set, as here.
const implementations: [name: string, fetch: Fetch][] = [
  ["the global fetch", fetch],
  ["undici's fetch", undiciFetch],
  ["node-fetch 3", nodeFetch3],
  ["node-fetch 2", nodeFetch2 as (url: string, init: object) => ReturnType<typeof nodeFetch2>],
];

/** Writes without end. Resolves when the client has closed the connection. */
function writeEndlessly(response: ServerResponse): Promise<void> {
  const closed = signalled();
  const chunk = "no room, ".repeat(2_000);
  const write = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", write).on("close", () => closed.resolve());
  write();
  return closed.promise;
}

describe.each(implementations)("%s as the fetch option", (_, fetch) => {
  it.each(operationIds)("works for %s, for a value and for an error", async (id) => {
    const { baseUrl } = await serve((response, _, nth) => {
      if (nth === 1) response.end(goodBody(id, "Zoë 💥"));
      else response.writeHead(403, { "x-id": "7" }).end('{"name":"PermissionError","message":"no"}');
    });
    const { client } = clientFor(baseUrl, { fetch });
    expect(await calls[id](client)).toEqual(goodValue(id, "Zoë 💥"));
    const error = await failure(calls[id](client), InviteApiError);
    expect(error).toMatchObject({ code: "forbidden", status: 403, serverMessage: "no" });
    expect(error.headers.get("x-id")).toBe("7");
  });

  it("sends method, body, key and headers", async () => {
    const { baseUrl, received } = await serve((response) =>
      response.end(goodBody("createPublicSignupToken")),
    );
    const { client } = clientFor(baseUrl, { fetch, headers: new Headers({ "X-One": "1" }) });
    await calls.createPublicSignupToken(client);
    expect(received[0]).toMatchObject({
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": expect.stringMatching(/^unleash-invites\//),
        "x-one": "1",
        authorization: expect.stringMatching(/^user:/),
      },
    });
    expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({ name: "n" });
  });

  it.each([301, 302, 307, 308])("does not follow a redirect: %d", async (status) => {
    const { baseUrl, received } = await serve((response) =>
      response.writeHead(status, { location: "https://login.example.com/x?y=z" }).end("moved"),
    );
    const error = await failure(clientFor(baseUrl, { fetch }).client.tokens.list(), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status });
    expect(error.message).toContain(`${status}: redirected to https://login.example.com;`);
    expect(received).toHaveLength(1);
  });

  it("cancels the endless body of a redirect", async () => {
    const closed = signalled();
    const { baseUrl } = await serve((response) => {
      response.writeHead(302, { location: "/login" });
      writeEndlessly(response).then(closed.resolve);
    });
    const error = await failure(clientFor(baseUrl, { fetch }).client.validate("s"));
    expect(error).toMatchObject({ code: "redirected" });
    await closed.promise;
  });

  it("cancels the endless body of an error, and keeps its start", async () => {
    const closed = signalled();
    const { baseUrl } = await serve((response) => {
      response.writeHead(500);
      writeEndlessly(response).then(closed.resolve);
    });
    const error = await failure(clientFor(baseUrl, { fetch }).client.tokens.list(), InviteApiError);
    expect(error).toMatchObject({ code: "server_error", status: 500 });
    expect(error.body).toHaveLength(4_000);
    await closed.promise;
  });

  it("rejects on timeout while the body stalls, and closes the connection", async () => {
    const closed = signalled();
    const { baseUrl, received } = await serve((response) => {
      response.on("close", () => closed.resolve());
      response.write("{");
    });
    const { client } = clientFor(baseUrl, { fetch, timeoutMs: 150 });
    await failure(client.tokens.list(), RequestTimeoutError);
    if (received.length > 0) await closed.promise;
  });

  it("rejects with the caller's reason on abort, and closes the connection", async () => {
    const controller = new AbortController();
    const closed = signalled();
    const { baseUrl } = await serve((response) => {
      response.on("close", () => closed.resolve());
      response.write("{", () => setImmediate(() => controller.abort("enough")));
    });
    const { client } = clientFor(baseUrl, { fetch });
    expect(await rejection(client.tokens.list({}, { signal: controller.signal }))).toBe("enough");
    await closed.promise;
  });

  it("keeps the status of an error whose body breaks off", async () => {
    const { baseUrl } = await serve((response) => {
      response.writeHead(403, { "content-length": 1_000 }).write('{"name":');
      setImmediate(() => response.destroy());
    });
    // node-fetch 2 does not notice the end of the connection: the timeout ends the body.
    const { client } = clientFor(baseUrl, { fetch, timeoutMs: 1_000 });
    const error = await failure(client.tokens.list(), InviteApiError);
    expect(error).toMatchObject({ code: "forbidden", status: 403 });
    expect(error.cause).toMatchObject({ status: 403 });
  });

  it("throws a ConnectionError for a refused port, after which a create is retried", async () => {
    const { client, events } = clientFor(await refusingUrl(), { fetch, maxRetries: 1 });
    const error = await failure(calls.createPublicSignupToken(client), ConnectionError);
    expect(error.mayHaveApplied).toBe(false);
    expect(error.message).toContain("(ECONNREFUSED)");
    expect(events.filter(({ type }) => type === "request")).toHaveLength(2);
  });
});

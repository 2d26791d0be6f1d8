import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { InvalidResponseError, InviteApiError } from "../../src/index.ts";
import { calls, clientFor, failure, operationIds, signalled } from "../helpers/calls.ts";
import { tokenJson } from "../helpers/client.ts";
import { serve } from "../helpers/loopback.ts";

/** Writes endlessly, as fast as it is read. Resolves when the client has closed the connection. */
function flood(response: ServerResponse, text: string): Promise<void> {
  const gone = signalled();
  const chunk = text.repeat(Math.ceil(16_384 / text.length));
  const write = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", write).on("close", () => gone.resolve());
  write();
  return gone.promise;
}

describe.each(operationIds)("an endless body, for %s,", (id) => {
  it.each([400, 401, 403, 404, 409, 418, 500, 503])(
    "is cancelled on a %d, and the error keeps at most 4,000 characters of it",
    async (status) => {
      const hungUp = signalled();
      const { baseUrl } = await serve((response) => {
        response.writeHead(status, { "content-type": "text/plain" });
        flood(response, "no room, ").then(hungUp.resolve);
      });
      const error = await failure(calls[id](clientFor(baseUrl).client), InviteApiError);
      expect(error).toMatchObject({ status, operation: id });
      expect(error.body).toHaveLength(4_000);
      expect(error.message.length).toBeLessThan(500);
      expect(JSON.stringify(error).length).toBeLessThan(6_000);
      await hungUp.promise;
    },
  );

  it("is cancelled on a 200 with HTML", async () => {
    const hungUp = signalled();
    const { baseUrl } = await serve((response) => {
      response.writeHead(200, { "content-type": "text/html" }).write("<html><body>");
      flood(response, "<p>Welcome to the Hotspot</p>").then(hungUp.resolve);
    });
    const error = await failure(calls[id](clientFor(baseUrl).client), InvalidResponseError);
    expect(error).toMatchObject({ code: "not_unleash", status: 200, operation: id });
    expect(error.message.length).toBeLessThan(300);
    await hungUp.promise;
  });
});

describe("a large body", () => {
  it("of 50 MB is read if it is valid", async () => {
    const users = Array.from({ length: 20_000 }, (_, index) => ({
      id: index,
      name: "n".repeat(100),
      username: null,
    }));
    const token = JSON.stringify(tokenJson({ users }));
    const count = Math.ceil(50_000_000 / token.length);
    const { baseUrl } = await serve((response) => {
      response.write('{"tokens":[');
      for (let index = 1; index < count; index++) response.write(`${token},`);
      response.end(`${token}]}`);
    });
    const tokens = await clientFor(baseUrl, { timeoutMs: 600_000 }).client.tokens.list();
    expect(tokens).toHaveLength(count);
    expect(tokens.at(-1)?.users).toHaveLength(20_000);
  }, 600_000);

  it("with a hundred thousand invalid items has twenty issues", async () => {
    const { baseUrl } = await serve((response) => response.end(`{"tokens":[${"1,".repeat(100_000)}1]}`));
    const error = await failure(clientFor(baseUrl).client.tokens.list(), InvalidResponseError);
    expect(error.issues).toHaveLength(20);
    expect(error.message).toContain("tokens[0] must be an object; tokens[1] must be an object");
  });

  it("of deeply nested arrays causes an InvalidResponseError", async () => {
    const depth = 200_000;
    const { baseUrl } = await serve((response) => response.end("[".repeat(depth) + "]".repeat(depth)));
    await failure(clientFor(baseUrl).client.tokens.list(), InvalidResponseError);
  });
});

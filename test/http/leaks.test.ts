import { execFile } from "node:child_process";
import { getEventListeners } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { calls, clientFor, goodBody, goodValue, KEY, operationIds, rejection } from "../helpers/calls.ts";
import { serve } from "../helpers/loopback.ts";

const BASE_URL = "https://unleash.example.com";
const run = promisify(execFile);

describe("a process that makes calls", () => {
  const sdk = JSON.stringify(join(import.meta.dirname, "../../src/index.ts"));
  // A remaining timer would keep the process running for these ten minutes, longer than the test allows.
  const begin = `
    import { createInviteClient } from ${sdk};
    const [baseUrl, apiKey] = process.argv.slice(1);
    const options = { baseUrl, apiKey, timeoutMs: 600_000 };`;

  async function outputOf(program: string, baseUrl: string): Promise<string> {
    const args = ["--input-type=module", "--eval", begin + program, baseUrl, KEY];
    const { stdout } = await run(process.execPath, args, { env: {}, timeout: 100_000 });
    return stdout;
  }

  it("exits by itself after a result, an error and a timeout", async () => {
    const { baseUrl } = await serve((response, { path }) => {
      if (!path.endsWith("/slow")) response.end(goodBody("getPublicSignupToken"));
    });
    const program = `
      const { tokens } = createInviteClient(options);
      const { signal } = new AbortController();
      const token = await tokens.get("x", { signal });
      const errors = [tokens.list({}, { signal }), tokens.get("slow", { signal, timeoutMs: 50, maxRetries: 1 })];
      console.log(token.name, ...(await Promise.allSettled(errors)).map(({ reason }) => reason.name));`;
    expect(await outputOf(program, baseUrl)).toBe("Design team InvalidResponseError RequestTimeoutError\n");
  }, 120_000);

  it("exits by itself after an abort during backoff and while a body stalls", async () => {
    const { baseUrl } = await serve((response, _, nth) => {
      if (nth === 1) response.writeHead(429, { "retry-after": "59" }).end();
      else response.write("{");
    });
    const program = `
      const reasonAfter = async (when) => {
        const controller = new AbortController();
        const onEvent = ({ type }) => void (type === when && setTimeout(() => controller.abort("enough"), 20));
        const { tokens } = createInviteClient({ ...options, onEvent });
        return tokens.list({}, { signal: controller.signal }).catch((reason) => reason);
      };
      console.log(await reasonAfter("retry"), await reasonAfter("request"));`;
    expect(await outputOf(program, baseUrl)).toBe("enough enough\n");
  }, 120_000);
});

describe("one signal, shared by many calls", () => {
  it("has no more listeners after 10,000 calls than before, and few in between", async () => {
    const { signal } = new AbortController();
    let most = 0;
    const { client } = clientFor(BASE_URL, {
      fetch: async (_, { method }) => {
        most = Math.max(most, getEventListeners(signal, "abort").length);
        return method === "GET"
          ? new Response(goodBody("getPublicSignupToken"))
          : new Response("", { status: 500 });
      },
      onEvent: () => {},
    });
    for (let count = 0; count < 5_000; count++) {
      await client.tokens.get("x", { signal });
      await rejection(client.tokens.disable("x", { signal }));
    }
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(most).toBeLessThanOrEqual(2);
  }, 120_000);

  it.each(operationIds)("has none left after a value, an error, a timeout and a retry of %s", async (id) => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { signal } = new AbortController();
    const fates = [
      () => new Response(goodBody(id)),
      () => new Response("", { status: 503 }),
      () => Promise.reject(new TypeError("fetch failed")),
      () => new Promise<Response>(() => {}),
    ];
    for (const fate of fates) {
      const { client } = clientFor(BASE_URL, { fetch: async () => fate(), maxRetries: 1, timeoutMs: 5 });
      await calls[id](client, { signal }).catch(() => {});
      expect(getEventListeners(signal, "abort")).toEqual([]);
    }
    vi.restoreAllMocks();
  });

  it("serves a hundred concurrent calls without a warning", async () => {
    const warned = vi.fn();
    process.on("warning", warned);
    const { signal } = new AbortController();
    const { baseUrl } = await serve((response) => response.end(goodBody("getPublicSignupToken")));
    const { client } = clientFor(baseUrl);
    const values = await Promise.all(Array.from({ length: 100 }, () => client.tokens.get("x", { signal })));
    expect(values).toEqual(Array(100).fill(goodValue("getPublicSignupToken")));
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await new Promise(setImmediate);
    process.off("warning", warned);
    expect(warned).not.toHaveBeenCalled();
  });
});

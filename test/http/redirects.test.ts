import { describe, expect, it } from "vitest";
import { InviteApiError } from "../../src/index.ts";
import { calls, clientFor, failure, goodBody, operationIds } from "../helpers/calls.ts";
import { serve } from "../helpers/loopback.ts";

const STATUSES = [301, 302, 303, 307, 308];

describe.each(operationIds)("a redirect, for %s", (id) => {
  it.each(STATUSES)("is not followed to another origin, which the error names: %d", async (status) => {
    const other = await serve((response) => response.end(goodBody(id)));
    const location = `${other.baseUrl}/deep/path?with=query`;
    const { baseUrl, received } = await serve((response) => response.writeHead(status, { location }).end());
    const error = await failure(calls[id](clientFor(baseUrl).client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status, operation: id });
    expect(error.message).toContain(`${status}: redirected to ${other.baseUrl}; check baseUrl`);
    expect(JSON.stringify(error)).not.toContain("deep");
    expect(received).toHaveLength(1);
    expect(other.received).toEqual([]);
  });

  it.each(STATUSES)("is not followed to the same origin: %d", async (status) => {
    const { baseUrl, received } = await serve((response) =>
      response.writeHead(status, { location: "/auth/login?next=here" }).end("moved"),
    );
    const error = await failure(calls[id](clientFor(baseUrl).client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status, operation: id });
    expect(error.message).toContain(`redirected to ${baseUrl};`);
    expect(received).toHaveLength(1);
  });

  it.each([
    ["no Location", undefined],
    ["an empty Location", ""],
    ["an invalid Location", "http://[::"],
  ])("with %s causes an error without a target", async (_, location) => {
    const { baseUrl } = await serve((response) =>
      response.writeHead(302, location === undefined ? {} : { location }).end(goodBody(id)),
    );
    const error = await failure(calls[id](clientFor(baseUrl).client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status: 302, operation: id });
    expect(error.message).toContain("302: redirected; check baseUrl");
  });

  it("with an endless body causes an error immediately", async () => {
    const { baseUrl } = await serve((response) => {
      response.writeHead(302, { location: "/elsewhere" }).write("moved");
    });
    const error = await failure(calls[id](clientFor(baseUrl).client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected" });
  });

  it("that a browser hides causes the same error", async () => {
    const opaque = Object.defineProperties(new Response(null), {
      type: { value: "opaqueredirect" },
      status: { value: 0 },
      ok: { value: false },
    });
    const { client } = clientFor("https://unleash.example.com", { fetch: async () => opaque });
    const error = await failure(calls[id](client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status: 0, operation: id });
  });

  it("of a constructed response is named", async () => {
    const { client } = clientFor("https://unleash.example.com", {
      fetch: async () =>
        new Response(null, { status: 307, headers: { location: "https://login.example.com/x" } }),
    });
    const error = await failure(calls[id](client), InviteApiError);
    expect(error.message).toContain("307: redirected to https://login.example.com; check baseUrl");
  });

  it.each([200, 400, 404])("that a custom `fetch` has followed to a %d causes an error", async (status) => {
    const there = await serve((response) =>
      response.writeHead(status, { location: "/deep/path" }).end(status === 200 ? goodBody(id) : ""),
    );
    const { baseUrl } = await serve((response) =>
      response.writeHead(303, { location: `${there.baseUrl}/x` }).end(),
    );
    const { client } = clientFor(baseUrl, {
      fetch: (url, init) => fetch(url, { ...init, redirect: "follow" }),
    });
    const error = await failure(calls[id](client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status, operation: id });
    expect([...error.headers.keys()]).not.toContain("location");
    expect(error.message).toContain(`redirected to ${there.baseUrl};`);
  });
});

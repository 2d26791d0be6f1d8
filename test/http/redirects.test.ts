import { describe, expect, it } from "vitest";
import { InviteApiError } from "../../src/index.ts";
import { calls, clientFor, failure, goodBody, operationIds } from "../helpers/calls.ts";
import { serve } from "../helpers/loopback.ts";

const STATUSES = [301, 302, 303, 307, 308];

describe.each(operationIds)("a redirect, for %s", (id) => {
  it.each(STATUSES)("is not followed to another origin, which the error names, with %d", async (status) => {
    const other = await serve((response) => response.end(goodBody(id)));
    const location = `${other.baseUrl}/deep/path?with=query`;
    const { baseUrl, received } = await serve((response) => response.writeHead(status, { location }).end());
    const error = await failure(calls[id](clientFor(baseUrl).client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status, operation: id });
    expect(error.message).toContain(`${status}: redirected to ${other.baseUrl}, and not followed`);
    expect(JSON.stringify(error)).not.toContain("deep");
    expect(received).toHaveLength(1);
    expect(other.received).toEqual([]);
  });

  it.each(STATUSES)("is not followed to the same origin, with %d", async (status) => {
    const { baseUrl, received } = await serve((response) =>
      response.writeHead(status, { location: "/auth/login?next=here" }).end("moved"),
    );
    const error = await failure(calls[id](clientFor(baseUrl).client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status, operation: id });
    expect(error.message).toContain(`redirected to ${baseUrl},`);
    expect(received).toHaveLength(1);
  });

  it.each([
    ["no Location", undefined],
    ["an empty Location", ""],
    ["a Location that is no URL", "http://[::"],
  ])("with %s is an error without a name for the place", async (_, location) => {
    const { baseUrl } = await serve((response) =>
      response.writeHead(302, location === undefined ? {} : { location }).end(goodBody(id)),
    );
    const error = await failure(calls[id](clientFor(baseUrl).client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status: 302, operation: id });
    expect(error.message).toContain("302: redirected, and not followed");
  });

  it("is not waited for: a redirect with an endless body is an error at once", async () => {
    const { baseUrl } = await serve((response) => {
      response.writeHead(302, { location: "/elsewhere" }).write("moved");
    });
    const error = await failure(calls[id](clientFor(baseUrl).client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected" });
  });

  it("that a browser hides is an error of the same kind", async () => {
    const opaque = Object.defineProperties(new Response(null), {
      type: { value: "opaqueredirect" },
      status: { value: 0 },
      ok: { value: false },
    });
    const { client } = clientFor("https://unleash.example.com", { fetch: async () => opaque });
    const error = await failure(calls[id](client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status: 0, operation: id });
  });

  it("that a `fetch` makes up is named as well", async () => {
    const { client } = clientFor("https://unleash.example.com", {
      fetch: async () =>
        new Response(null, { status: 307, headers: { location: "https://login.example.com/x" } }),
    });
    const error = await failure(calls[id](client), InviteApiError);
    expect(error.message).toContain("307: redirected to https://login.example.com, and not followed");
  });

  it("that a `fetch` has followed all the same is an error, whatever was there", async () => {
    const there = await serve((response) => response.end(goodBody(id)));
    const { baseUrl } = await serve((response) =>
      response.writeHead(303, { location: `${there.baseUrl}/x` }).end(),
    );
    const { client } = clientFor(baseUrl, {
      fetch: (url, init) => fetch(url, { ...init, redirect: "follow" }),
    });
    const error = await failure(calls[id](client), InviteApiError);
    expect(error).toMatchObject({ code: "redirected", status: 200, operation: id });
    expect(error.message).toContain(`redirected to ${there.baseUrl},`);
  });
});

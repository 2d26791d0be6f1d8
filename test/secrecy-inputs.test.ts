import { describe, expect, it, vi } from "vitest";
import {
  ApiKeyError,
  createInviteClient,
  type Fetch,
  InvalidInputError,
  type InviteClient,
  InviteError,
} from "../src/index.ts";
import { rejection } from "./helpers/calls.ts";
import { tokenJson } from "./helpers/client.ts";
import { eavesdrop, echoOf, headersWith, odd, plain, values } from "./helpers/echo.ts";
import { leaks } from "./helpers/printed.ts";

describe.each([plain, odd])("a call that fails before sending", (sensitive) => {
  const { key, secret, password } = sensitive;
  const person = { name: "Ada", email: "ada@example.com", password };
  const make = (options: object) =>
    createInviteClient({ baseUrl: "https://unleash.example.com", ...options });
  const client = make({ apiKey: key, fetch: vi.fn() });

  it.each<[string, () => unknown]>([
    ["a key as the base URL", () => make({ baseUrl: key })],
    [
      "a base URL with a password",
      () => make({ baseUrl: `https://admin:${encodeURIComponent(password)}@x.example` }),
    ],
    ["a base URL with a key", () => make({ baseUrl: `https://x.example/?key=${key}` })],
    ["a key with a line break in it", () => make({ apiKey: `${key}\n${key}` })],
    ["a key in a header", () => make({ headers: { authorization: key } })],
    ["a header with a line break", () => make({ headers: { "x-key": `${key}\n` } })],
    ["a key for a number", () => make({ timeoutMs: key, maxRetries: key })],
    ["a key for a function", () => make({ fetch: key, onEvent: key, now: key })],
    ["a key in an object", () => make({ apiKey: { key } })],
    ["a key for all options", () => make(key as never)],
    ["a key for a filter", () => client.tokens.list(key as never)],
    ["a key for a call's options", () => client.tokens.list({}, key as never)],
    ["a key for a signal", () => client.tokens.list({}, { signal: key as never })],
    ["a secret with a control character", () => client.tokens.get(`${secret}\0`)],
    ["a secret in an array", () => client.validate([secret] as never)],
    ["a link without its parameter", () => client.validate(`https://x.example/?secret=${secret}`)],
    [
      "a link with a control character",
      () => client.validate(`https://x.example/?invite=${encodeURIComponent(secret)}%00`),
    ],
    ["a password with a NUL", () => client.signUp("x", { ...person, password: `${password}\0` })],
    ["a password in an object", () => client.signUp("x", { ...person, password: { password } as never })],
    ["a password for a person", () => client.signUp("x", password as never)],
    ["a secret for an input", () => client.tokens.create(secret as never)],
    ["a secret for a date", () => client.tokens.update("x", { expiresAt: secret })],
    ["a secret for a span of time", () => client.tokens.extend("x", { days: secret as never })],
    [
      "an apiKey function that throws its request",
      () => {
        const thrown = Object.assign(new Error("the vault is unavailable"), {
          config: { key },
          response: { data: key },
        });
        return make({ apiKey: () => Promise.reject(thrown) }).tokens.list();
      },
    ],
    [
      "an apiKey function that returns an invalid key",
      () => make({ apiKey: () => `${key}\n${key}` }).tokens.list(),
    ],
  ])("prints no sensitive value: %s", async (name, call) => {
    const error = await rejection((async () => call())());
    expect(error).toBeInstanceOf(name.includes("throws") ? ApiKeyError : InvalidInputError);
    expect(leaks(error, values(sensitive))).toEqual([]);
  });
});

describe("a call of several requests that fails at a later request", () => {
  const secrets = ["first", "second"].map((name) => `${name}-a3c84b25409ea8ca1782ef17f94a42fc`);
  const listed = { tokens: secrets.map((secret) => tokenJson({ secret })) };

  /** Responds to lists and updates like real servers, and calls this `fetch` for the last request. */
  const failing = (fetch: Fetch, last: (method: string, path: string) => boolean): Fetch => {
    return async (url, init) => {
      const { pathname } = new URL(url);
      if (last(String(init.method), pathname)) return fetch(url, init);
      if (init.method === "PUT") return Response.json({ ...tokenJson(), role: {}, users: [] });
      return Response.json(pathname.endsWith("/tokens") ? listed : tokenJson());
    };
  };
  const echo: Fetch = async (url, init) =>
    new Response(echoOf(url, init), { status: 400, headers: headersWith(echoOf(url, init)) });
  const input = { name: "Design team", expiresIn: { days: 2 } };
  /** Matches the first list after a create. */
  const listAfterCreate = () => {
    let isCreated = false;
    return (method: string) => {
      isCreated ||= method === "POST";
      return isCreated && method === "GET";
    };
  };

  it.each<
    [string, (client: InviteClient) => Promise<unknown>, (method: string, path: string) => boolean, number]
  >([
    ["rotate, creating the new one", ({ tokens }) => tokens.rotate(input), (method) => method === "POST", 2],
    [
      "rotate, disabling the second",
      ({ tokens }) => tokens.rotate(input),
      (_, path) => path.includes("second"),
      1,
    ],
    [
      "ensure, listing after the create",
      ({ tokens }) => tokens.ensure({ ...input, name: "other" }),
      listAfterCreate(),
      1,
    ],
    [
      "disableAll, disabling the second",
      ({ tokens }) => tokens.disableAll({ name: input.name }),
      (_, path) => path.includes("second"),
      1,
    ],
    [
      "update, reading the token",
      ({ tokens }) => tokens.disable(secrets[0] ?? ""),
      (method) => method === "GET",
      1,
    ],
    [
      "extend, updating the token",
      ({ tokens }) => tokens.extend(secrets[0] ?? "", { days: 1 }),
      (method) => method === "PUT",
      0,
    ],
  ])("prints no whole secret: %s", async (_, call, last, applied) => {
    const { client, events } = eavesdrop(plain, failing(echo, last));
    const error = await rejection(call(client));
    expect(error).toBeInstanceOf(InviteError);
    expect((error as InviteError).applied).toHaveLength(applied);
    expect(leaks(error, [...secrets, plain.key])).toEqual([]);
    expect(leaks(events, [...secrets, plain.key])).toEqual([]);
  });
});

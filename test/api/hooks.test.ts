import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import createQueryHooks from "openapi-react-query";
import { createElement, type ReactNode } from "react";
import { SWRConfig } from "swr";
import { createMutateHook, createQueryHook } from "swr-openapi";
import { describe, expect, it, vi } from "vitest";
import { createInviteApi } from "../../src/api/index.ts";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { SECRET } from "../helpers/client.ts";
import { renderHook } from "./render-hook.ts";

// Only the globals that React and SWR need, set before they load; `fetch` and `Request` stay those of the runtime.
await vi.hoisted(async () => {
  const { Window } = await import("happy-dom");
  const window = new Window();
  Object.assign(globalThis, { window, document: window.document });
});

const TOKENS = "/api/admin/invite-link/tokens";
const VALIDATE = "/invite/{token}/validate";
const UNKNOWN = { params: { path: { token: "unknown" } } };
const EMPTY_REFUSAL = { message: "400: this invite link is unknown, expired or disabled" };

function setup() {
  const fake = createFakeUnleash();
  fake.seed({ tokens: [{ secret: SECRET, name: "Design team" }] });
  const api = createInviteApi({
    baseUrl: fake.baseUrl,
    apiKey: "user:any",
    fetch: fake.fetch,
    maxRetries: 0,
  });
  return { fake, api };
}

/** Waits until an assertion passes. */
const eventually = (assertion: () => void) => vi.waitFor(assertion, { timeout: 30_000, interval: 5 });

describe("openapi-react-query", () => {
  const withClient = (children: ReactNode) => {
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    return createElement(QueryClientProvider, { client }, children);
  };

  it("reads the list of tokens", async () => {
    const $api = createQueryHooks(setup().api);
    const query = renderHook(() => $api.useQuery("get", TOKENS), withClient);
    await eventually(() => expect(query.current?.data?.tokens[0]?.name).toBe("Design team"));
  });

  it("has an error for an error response, even an empty one", async () => {
    const $api = createQueryHooks(setup().api);
    const query = renderHook(() => $api.useQuery("get", VALIDATE, UNKNOWN), withClient);
    await eventually(() => expect(query.current?.error).toEqual(EMPTY_REFUSAL));
  });

  it("has null as the data for a link that works", async () => {
    const $api = createQueryHooks(setup().api);
    const init = { params: { path: { token: SECRET } } };
    const query = renderHook(() => $api.useQuery("get", VALIDATE, init), withClient);
    await eventually(() => expect(query.current).toMatchObject({ status: "success", data: null }));
  });

  it("creates a token with a mutation", async () => {
    const { api, fake } = setup();
    const $api = createQueryHooks(api);
    const mutation = renderHook(() => $api.useMutation("post", TOKENS), withClient);
    await eventually(() => expect(mutation.current).toBeDefined());
    await mutation.current?.mutateAsync({ body: { name: "New", expiresAt: "2999-01-01T00:00:00.000Z" } });
    expect(fake.tokens.map(({ name }) => name)).toContain("New");
  });
});

describe("swr-openapi", () => {
  /** Reads the fields under test: SWR renders again only if a field changes that was read. */
  const pick = <Data, Failure>({ data, error }: { data: Data; error: Failure }) => ({ data, error });
  const withCache = (children: ReactNode) =>
    createElement(SWRConfig, { value: { provider: () => new Map(), shouldRetryOnError: false } }, children);

  it("reads the list of tokens", async () => {
    const useQuery = createQueryHook(setup().api, "invites");
    const query = renderHook(() => pick(useQuery(TOKENS)), withCache);
    await eventually(() => expect(query.current?.data?.tokens[0]?.name).toBe("Design team"));
  });

  it("has an error for an error response, even an empty one", async () => {
    const useQuery = createQueryHook(setup().api, "invites");
    const query = renderHook(() => pick(useQuery(VALIDATE, UNKNOWN)), withCache);
    await eventually(() => expect(query.current?.error).toEqual(EMPTY_REFUSAL));
  });

  it("reads mutated data again", async () => {
    const { api, fake } = setup();
    const useQuery = createQueryHook(api, "invites");
    const useMutate = createMutateHook(api, "invites", () => true);
    const hooks = renderHook(() => ({ query: pick(useQuery(TOKENS)), mutate: useMutate() }), withCache);
    const count = () => hooks.current?.query.data?.tokens.length;
    await eventually(() => expect(count()).toBe(1));
    fake.seed({ tokens: [{ name: "Another" }] });
    await hooks.current?.mutate([TOKENS]);
    await eventually(() => expect(count()).toBe(2));
  });
});

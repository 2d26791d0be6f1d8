import { describe, expect, it } from "vitest";
import { InviteApiError, type InviteClient, type RequestOptions, RequestTimeoutError } from "../src/index.ts";
import { createFakeUnleash } from "../src/testing/index.ts";
import { clientFor, failure, KEY, operationIds, PERSON, rejection } from "./helpers/calls.ts";
import { neverAnswer } from "./helpers/injected.ts";

const NAME = "Design team";
const SECRET = "a3c84b25409ea8ca1782ef17f94a42fc";
const input = { name: NAME, expiresIn: { days: 7 } };

/** Every method, with the options as its last argument. */
const methods: Record<string, (client: InviteClient, options: RequestOptions) => Promise<unknown>> = {
  list: ({ tokens }, options) => tokens.list({ name: NAME }, options),
  get: ({ tokens }, options) => tokens.get(SECRET, options),
  create: ({ tokens }, options) => tokens.create(input, options),
  update: ({ tokens }, options) => tokens.update(SECRET, { enabled: true }, options),
  enable: ({ tokens }, options) => tokens.enable(SECRET, options),
  disable: ({ tokens }, options) => tokens.disable(SECRET, options),
  disableAll: ({ tokens }, options) => tokens.disableAll({ name: NAME }, options),
  extend: ({ tokens }, options) => tokens.extend(SECRET, { days: 7 }, options),
  ensure: ({ tokens }, options) => tokens.ensure(input, options),
  rotate: ({ tokens }, options) => tokens.rotate(input, options),
  validate: (client, options) => client.validate(SECRET, options),
  signUp: (client, options) => client.signUp(SECRET, PERSON, options),
  // The iteration ends after the first sign-up.
  watchSignUps: async ({ tokens }, options) => {
    const signUps = [];
    for await (const signUp of tokens.watchSignUps({ name: NAME }, options)) {
      signUps.push(signUp);
      break;
    }
    return signUps;
  },
};

/** A client of a fake with a token and a person who signed up, and the headers of its requests. */
function setUp() {
  const fake = createFakeUnleash({ keys: { [KEY]: "admin" } });
  fake.seed({ tokens: [{ secret: SECRET, name: NAME, users: [{ id: 7, name: "Grace", username: null }] }] });
  const received: Headers[] = [];
  const { client } = clientFor(fake.baseUrl, {
    settleMs: 0,
    maxRetries: 5,
    fetch: (url, init) => {
      received.push(new Headers(init.headers));
      return fake.fetch(url, init);
    },
  });
  return { fake, client, received };
}

describe.each(Object.entries(methods))("the last argument of %s", (name, call) => {
  it("may have headers, which every request of the call has", async () => {
    const { client, received } = setUp();
    await call(client, { headers: { "x-request-id": "7" } });
    expect(received.length).toBeGreaterThan(0);
    for (const headers of received) expect(headers.get("x-request-id")).toBe("7");
  });

  it("may have a signal, which cancels the call", async () => {
    const { client, received } = setUp();
    const aborted = call(client, { signal: AbortSignal.abort("enough") });
    // A watch ends without an error.
    if (name === "watchSignUps") expect(await aborted).toEqual([]);
    else expect(await rejection(aborted)).toBe("enough");
    expect(received).toEqual([]);
  });

  it("may have no other property", async () => {
    const { client, received } = setUp();
    const error = await failure(call(client, { retries: 3 } as never));
    expect(error).toMatchObject({ code: "invalid_input", issues: [{ path: "options.retries" }] });
    expect(received).toEqual([]);
  });
});

// A watch repeats failed polls: its tests are in watch-sign-ups.test.ts.
const { watchSignUps: _, ...failing } = methods;

describe.each(Object.entries(failing))("the last argument of %s", (_, call) => {
  it("may have maxRetries, instead of the client's", async () => {
    const { fake, client, received } = setUp();
    for (const operation of operationIds) fake.fail(operation, { status: 429 });
    const error = await failure(call(client, { maxRetries: 0 }), InviteApiError);
    expect(error.status).toBe(429);
    expect(received).toHaveLength(1);
  });

  it("may have timeoutMs, instead of the client's", async () => {
    const { client } = clientFor("https://unleash.example.com", {
      fetch: (_, { signal }) => neverAnswer(signal),
    });
    const error = await failure(call(client, { timeoutMs: 5 }), RequestTimeoutError);
    expect(error.timeoutMs).toBe(5);
  });
});

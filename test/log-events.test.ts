import { expect, it } from "vitest";
import { createInviteClient } from "../src/index.ts";
import { type EventLogger, logEvents } from "../src/log-events.ts";
import { createFakeUnleash } from "../src/testing/index.ts";
import { KEY, PERSON, rejection } from "./helpers/calls.ts";
import { SECRET } from "./helpers/client.ts";
import { leaks } from "./helpers/printed.ts";

function setup() {
  const lines: string[] = [];
  const log = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const logger: EventLogger = {
    debug: log("debug"),
    info: log("info"),
    warn: log("warn"),
    error: log("error"),
  };
  const fake = createFakeUnleash();
  const { baseUrl, fetch } = fake;
  const client = createInviteClient({ baseUrl, apiKey: KEY, fetch, onEvent: logEvents(logger) });
  return { fake, client, lines: () => lines.map((line) => line.replace(/\d+ ms/g, "… ms")) };
}

it("Logs one line for each response and retry", async () => {
  const { fake, client, lines } = setup();
  fake.failNext("getAllPublicSignupTokens", { status: 503, headers: { "retry-after": "0" } });
  await client.tokens.list();
  expect(lines()).toEqual([
    "debug getAllPublicSignupTokens: 503 in … ms (attempt 1)",
    "warn getAllPublicSignupTokens: server_error (503), next attempt in … ms (attempt 1)",
    "debug getAllPublicSignupTokens: 200 in … ms (attempt 2)",
  ]);
});

it("Logs a failure as an error, and an abort as information", async () => {
  const { fake, client, lines } = setup();
  fake.fail("addPublicSignupTokenUser", { networkError: true });
  await rejection(client.signUp(SECRET, PERSON));
  fake.fail("getPublicSignupToken", { delayMs: Number.POSITIVE_INFINITY });
  const controller = new AbortController();
  const call = rejection(client.tokens.get(SECRET, { signal: controller.signal }));
  controller.abort();
  await call;
  expect(lines()).toEqual([
    "error addPublicSignupTokenUser: connection_failed after … ms (attempt 1)",
    "info getPublicSignupToken: aborted after … ms (attempt 1)",
  ]);
  expect(leaks(lines(), [KEY, SECRET, PERSON.password, "unleash.example.com"])).toEqual([]);
});

it("Accepts console", () => {
  expect(logEvents(console)).toBeTypeOf("function");
});

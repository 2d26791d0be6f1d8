// The entry ./msw: the fake as handlers of msw.

import { type HttpHandler, HttpResponse, http } from "msw";
import { createFakeUnleash, type FakeUnleash, type FakeUnleashOptions } from "../testing/index.ts";

/**
 * Creates handlers that respond to invite requests like Unleash, for `setupServer` and `setupWorker`. Other requests go to
 * your other handlers, or are unhandled.
 *
 * @param unleash a fake, which the test can seed, inspect and make fail; or options to create one. Its `baseUrl` must be
 * the Unleash URL of the app under test
 *
 * @example
 * const fake = createFakeUnleash({ baseUrl: "https://unleash.example.com" });
 * const server = setupServer(...createInviteHandlers(fake));
 */
export function createInviteHandlers(unleash: FakeUnleash | FakeUnleashOptions = {}): HttpHandler[] {
  const fake = "handle" in unleash ? unleash : createFakeUnleash(unleash);
  return [
    http.all(
      ({ request }) => fake.owns(request),
      // msw would log an aborted request as an error.
      ({ request }) =>
        fake.handle(request).catch((error) => {
          if (request.signal.aborted) return HttpResponse.error();
          throw error;
        }),
    ),
  ];
}

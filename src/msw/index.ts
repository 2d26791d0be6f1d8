// The fake as handlers of msw, which is the only import besides the fake.

import { type HttpHandler, HttpResponse, http } from "msw";
import { createFakeUnleash, type FakeUnleash, type FakeUnleashOptions } from "../testing/index.ts";

/**
 * Handlers that answer what is about invites as an Unleash does, for `setupServer` and `setupWorker` alike. Any other
 * request is left to your other handlers, or is unhandled, as msw calls it.
 *
 * @param unleash the fake that answers, with which a test seeds, looks on and lets requests fail; or the options of a
 * fake that nobody needs to reach. Its `baseUrl` is where the app under test looks for Unleash.
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
      // An abort is the caller's own doing, of which msw would write to the console.
      ({ request }) =>
        fake.handle(request).catch((error) => {
          if (request.signal.aborted) return HttpResponse.error();
          throw error;
        }),
    ),
  ];
}

import { HttpHandler, http } from "msw";
import { setupServer } from "msw/node";
import { handlerCases } from "./handlers.ts";

handlerCases("msw 3", {
  HttpHandler,
  http,
  setupServer,
  listen: (server) => (server as ReturnType<typeof setupServer>).listen({ onUnhandledFrame: "error" }),
});

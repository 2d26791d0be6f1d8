import { HttpHandler, http } from "msw2";
import { setupServer } from "msw2/node";
import { vi } from "vitest";
import { handlerCases } from "./handlers.ts";

vi.mock("msw", () => import("msw2"));

handlerCases("msw 2", {
  HttpHandler,
  http,
  setupServer,
  listen: (server) => (server as ReturnType<typeof setupServer>).listen({ onUnhandledRequest: "error" }),
});

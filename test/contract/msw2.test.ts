import { http } from "msw2";
import { setupServer } from "msw2/node";
import { vi } from "vitest";
import { interceptedContract } from "./intercepted.ts";

vi.mock("msw", () => import("msw2"));

interceptedContract("msw 2", { setupServer, http });

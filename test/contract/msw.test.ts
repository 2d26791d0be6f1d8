import { http } from "msw";
import { setupServer } from "msw/node";
import { interceptedContract } from "./intercepted.ts";

interceptedContract("msw 3", { setupServer, http });

import { inject } from "vitest";
import { contract } from "./contract.ts";
import { processCases } from "./ensure-processes.ts";

const { version, ...unleash } = inject("unleash");
const backend = { name: `Unleash ${version}`, ...unleash };

contract(backend);
processCases(backend);

import { inject } from "vitest";
import { majorOf } from "./backend.ts";
import { commandCases } from "./command.ts";
import { contract } from "./contract.ts";
import { processCases } from "./ensure-processes.ts";
import { recording } from "./recording.ts";

const { version, ...unleash } = inject("unleash");
const backend = recording({
  name: `Unleash ${version}`,
  version: majorOf(version),
  release: version,
  ...unleash,
});

contract(backend);
processCases(backend);
commandCases(backend);

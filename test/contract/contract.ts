import { describe } from "vitest";
import { accessCases } from "./access.ts";
import type { Backend } from "./backend.ts";
import { ensureCases } from "./ensure.ts";
import { entryCases } from "./entries.ts";
import { expiryCases } from "./expiry.ts";
import { signUpCases } from "./sign-up.ts";
import { tokenCases } from "./tokens.ts";
import { updateCases } from "./update.ts";
import { validityCases } from "./validity.ts";
import { wireCases } from "./wire.ts";

/**
 * What an Unleash does, seen through the SDK. Every case makes what it needs, and none takes the store to be empty, so
 * that all may run again and again on one server.
 */
export function contract(backend: Backend): void {
  describe(`The contract, on ${backend.name}`, () => {
    tokenCases(backend);
    updateCases(backend);
    expiryCases(backend);
    validityCases(backend);
    signUpCases(backend);
    accessCases(backend);
    wireCases(backend);
    entryCases(backend);
    ensureCases(backend);
  });
}

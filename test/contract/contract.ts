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
 * Behavior of an Unleash, through the SDK. Every case creates its own data and does not assume an empty store, so all
 * can run repeatedly on one server.
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

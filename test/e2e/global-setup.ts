import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { chromiumPath } from "./helpers/chromium.ts";

/** Looks for the browser before anything is booted, and makes room for this run's screenshots. */
export default function setup(): void {
  try {
    execFileSync(chromiumPath, ["--version"], { stdio: ["ignore", "ignore", "ignore"] });
  } catch (cause) {
    throw new Error(
      `No Chromium at ${chromiumPath}. On Debian: apt-get install chromium. Elsewhere: set CHROMIUM_PATH to one.`,
      { cause },
    );
  }
  rmSync("test/e2e/screenshots", { recursive: true, force: true });
}

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as source from "../../src/index.ts";
import { rejection } from "../helpers/calls.ts";

type Sdk = typeof source;

const root = join(import.meta.dirname, "../..");

/** How to cause an error of each class, and the classes that it is an instance of. */
const faults: [keyof Sdk, (sdk: Sdk) => Promise<unknown>, (keyof Sdk)[]][] = [
  ["InvalidInputError", (sdk) => get(sdk, async () => new Response(), ""), ["InvalidInputError"]],
  ["InvalidResponseError", (sdk) => get(sdk, async () => new Response("{}")), ["InvalidResponseError"]],
  ["ConnectionError", (sdk) => get(sdk, async () => Promise.reject(new Error("no"))), ["ConnectionError"]],
  ["ApiKeyError", (sdk) => get(sdk, async () => new Response(), "x", failingKey), ["ApiKeyError"]],
  ["RequestTimeoutError", (sdk) => get(sdk, () => new Promise(() => {})), ["RequestTimeoutError"]],
  ...(
    [
      [400, "BadRequestError"],
      [401, "UnauthorizedError"],
      [403, "ForbiddenError"],
      [404, "NotFoundError"],
      [409, "ConflictError"],
      [429, "RateLimitError"],
      [500, "ServerError"],
      [418, "InviteApiError"],
    ] as const
  ).map(([status, name]): (typeof faults)[number] => [
    name,
    // Only Unleash's own 404 is a NotFoundError.
    (sdk) => get(sdk, async () => Response.json({ name: "NotFoundError", message: "no" }, { status })),
    [name, "InviteApiError"],
  ]),
];
const classes = [...new Set<keyof Sdk>(["InviteError", "InviteApiError", ...faults.map(([name]) => name)])];

function failingKey(): never {
  throw new Error("the vault is closed");
}

function get(
  sdk: Sdk,
  fetch: source.Fetch,
  secret = "x",
  apiKey: source.ApiKey = "user:key",
): Promise<unknown> {
  const options = {
    baseUrl: "https://unleash.example.com",
    apiKey,
    maxRetries: 0,
    timeoutMs: 5,
    fetch,
  };
  return rejection(sdk.createInviteClient(options).tokens.get(secret));
}

describe("the errors of the ESM build, the CJS build and the source, in one process", () => {
  const copies = new Map<string, Sdk>([["source", source]]);
  let folder: string;

  beforeAll(async () => {
    // In node_modules, from where the builds find their dependencies; each run in a folder of its own.
    folder = await mkdtemp(join(root, "node_modules/.copies-"));
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
    const tsup = join(root, "node_modules/tsup/dist/cli-default.js");
    const out = join(folder, "dist");
    await promisify(execFile)(process.execPath, [tsup, "--no-dts", "--out-dir", out], { cwd: root });
    copies.set("ESM", await import(join(out, "index.js")));
    copies.set("CJS", createRequire(import.meta.url)(join(out, "index.cjs")));
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("are of different classes", () => {
    expect(new Set([...copies.values()].map(({ InviteError }) => InviteError)).size).toBe(3);
  });

  it.each(faults)(
    "are instances of their class and its parents only, in each copy: %s",
    async (name, provoke, above) => {
      for (const [thrower, sdk] of copies) {
        const error = await provoke(sdk);
        for (const [asked, { isInviteError, ...other }] of copies) {
          const found = new Set(classes.filter((type) => error instanceof (other as never)[type]));
          expect(found, `${name} of ${thrower}, asked of ${asked}`).toEqual(
            new Set(["InviteError", ...above]),
          );
          expect(isInviteError(error)).toBe(true);
          expect((error as Error).name).toBe(name);
        }
      }
    },
  );

  it("do not recognize values that only look like them", () => {
    for (const { InviteError, isInviteError } of copies.values()) {
      for (const value of [
        new Error("x"),
        { name: "InviteError", code: "timeout" },
        null,
        undefined,
        "InviteError",
        7,
      ]) {
        expect(value instanceof InviteError).toBe(false);
        expect(isInviteError(value)).toBe(false);
      }
    }
  });
});

import { describe, expect, it, vi } from "vitest";
import { createFakeUnleash, type UnleashVersion } from "../../src/testing/index.ts";
import type { Carry } from "../raw/request.ts";
import { compare, type FuzzResult } from "./compare.ts";
import { createExchange } from "./exchange.ts";

// A slow machine may take its time: this only ends what hangs.
vi.setConfig({ testTimeout: 120_000 });

const baseUrl = "https://unleash.example.com";
const keys = {
  adminKey: "user:admin",
  viewerKey: "user:viewer",
  bossKey: "user:boss",
  clientKey: "*:development.client",
};
const OPTIONS = { requests: 400, seed: 1 };

function carryOf(version: UnleashVersion): Carry {
  const { adminKey, viewerKey, bossKey, clientKey } = keys;
  return createFakeUnleash({
    version,
    baseUrl,
    keys: { [adminKey]: "admin", [viewerKey]: "viewer", [bossKey]: "admin", [clientKey]: "client" },
  }).handle;
}

function compareWith(fake: Carry): Promise<FuzzResult> {
  return compare(createExchange(baseUrl, keys, { real: carryOf(8), fake }), OPTIONS);
}

/** Changes the responses to some requests. */
function changing(isChanged: (request: Request, body: string) => boolean, status: number): Carry {
  const carry = carryOf(8);
  return async (request) => {
    const body = await request.clone().text();
    const response = await carry(request);
    return isChanged(request, body)
      ? new Response(response.body, { status, headers: response.headers })
      : response;
  };
}

describe("The comparison on random requests", () => {
  it("finds no difference between two equal servers", async () => {
    const { equal, requests, unlisted } = await compareWith(carryOf(8));
    expect(unlisted).toEqual([]);
    expect(equal).toBe(requests);
  });

  it.each([5, 6, 7] as const)("distinguishes version 8 from version %i", async (version) => {
    const { equal, unlisted } = await compareWith(carryOf(version));
    expect(equal).toBeLessThan(OPTIONS.requests);
    expect(unlisted).not.toEqual([]);
  });

  it("finds a rare difference and the simplest request that shows it", async () => {
    const isSignUpWithEmoji = ({ url }: Request, body: string) => /signup$/.test(url) && body.includes("😀");
    const { unlisted } = await compareWith(changing(isSignUpWithEmoji, 418));
    const [found] = unlisted;
    expect(found?.example.fake.status).toBe(418);
    expect(found?.example.request.path).toMatch(/^\/invite\/.*\/signup$/);
    expect(found?.example.request.body?.text).toContain("😀");
    expect(found?.example.request.body?.text.length).toBeLessThan(200);
  });
});

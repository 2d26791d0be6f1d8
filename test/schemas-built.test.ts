import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { zValidator } from "@hono/zod-validator";
import { zodResolver } from "@hookform/resolvers/zod";
import { initTRPC, TRPCError } from "@trpc/server";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import * as mini from "zod/mini";
import type * as source from "../src/schemas.ts";
import { tokenJson } from "./helpers/client.ts";

type Schemas = typeof source;

const root = join(import.meta.dirname, "..");
const json = tokenJson({ users: [{ id: 7, name: "Ada", username: null }] });
const wrong = { ...json, expiresAt: "2026-02-30T00:00:00Z", role: { name: "Viewer" } };

describe.each(["esm", "cjs"])("the schemas of the %s build", (format) => {
  let folder: string;
  let schemas: Schemas;

  beforeAll(async () => {
    // In node_modules, from where the build finds zod; each run in a folder of its own.
    folder = await mkdtemp(join(root, "node_modules/.built-"));
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
    const tsup = join(root, "node_modules/tsup/dist/cli-default.js");
    const options = ["--no-dts", "--format", format, "--out-dir", join(folder, "dist")];
    await promisify(execFile)(process.execPath, [tsup, ...options], { cwd: root });
    schemas =
      format === "cjs"
        ? createRequire(import.meta.url)(join(folder, "dist/schemas.cjs"))
        : await import(join(folder, "dist/schemas.js"));
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true }));

  it("parse and encode by themselves and with zod's functions", () => {
    const { inviteTokenSchema } = schemas;
    const token = inviteTokenSchema.parse(json);
    expect(token.expiresAt).toEqual(new Date(json.expiresAt));
    expect(z.encode(inviteTokenSchema, token)).toEqual(json);
    expect(inviteTokenSchema.encode(token)).toEqual(json);
    expect(mini.safeParse(inviteTokenSchema, json).data).toEqual(token);
    expect(inviteTokenSchema.safeParse(wrong).error?.issues).toMatchObject([
      { path: ["expiresAt"], message: "must be a date-time" },
      { path: ["role", "id"] },
      { path: ["role", "type"] },
    ]);
    const invalid = { ...token, createdAt: new Date(Number.NaN) };
    expect(z.safeEncode(inviteTokenSchema, invalid)).toMatchObject({ success: false });
    expect(z.object({ token: inviteTokenSchema }).parse({ token: json })).toEqual({ token });
  });

  it("have a JSON Schema", () => {
    expect(z.toJSONSchema(schemas.inviteTokenSchema)).toMatchObject({
      properties: { expiresAt: { type: "string", format: "date-time" } },
    });
  });

  it("validate a body in Hono", async () => {
    const app = new Hono().post("/", zValidator("json", schemas.inviteTokenSchema), (context) => {
      const token = context.req.valid("json");
      return context.json({ year: token.expiresAt.getUTCFullYear(), users: token.users.length });
    });
    const post = async (body: unknown) =>
      app.request("/", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    expect(await (await post({ ...json, users: null })).json()).toEqual({ year: 2026, users: 0 });
    const refused = await post(wrong);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("must be a date-time");
  });

  it("validate a form of react-hook-form", async () => {
    const resolve = zodResolver(schemas.userSchema);
    const options = { fields: {}, shouldUseNativeValidation: false };
    // A field that was not filled in is undefined.
    const filled = { id: 7, name: undefined, createdAt: "2026-06-01T12:00:00.000Z" };
    expect(await resolve(filled, undefined, options)).toEqual({
      values: { id: 7, createdAt: new Date(filled.createdAt) },
      errors: {},
    });
    expect(await resolve({ id: 7, createdAt: "soon" }, undefined, options)).toMatchObject({
      values: {},
      errors: { createdAt: { message: "must be a date-time" } },
    });
  });

  it("validate the input of a tRPC procedure", async () => {
    const trpc = initTRPC.create();
    const router = trpc.router({
      expiry: trpc.procedure.input(schemas.inviteTokenSchema).query(({ input }) => input.expiresAt),
    });
    const caller = router.createCaller({});
    expect(await caller.expiry(json)).toEqual(new Date(json.expiresAt));
    const error = await caller.expiry(wrong as never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TRPCError);
    expect(error).toMatchObject({
      code: "BAD_REQUEST",
      cause: { issues: [{ path: ["expiresAt"] }, { path: ["role", "id"] }, { path: ["role", "type"] }] },
    });
  });
});

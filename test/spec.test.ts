import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { drift, judge, type OnPurpose, type OpenApiDocument } from "../scripts/drift.ts";

/** A spec of one operation, or an equivalent server document in another form. */
const sample = () => ({
  openapi: "3.0.3",
  info: { title: "Sample", version: "8.2.0" },
  security: [{ key: [] }],
  paths: {
    "/invite/{token}/signup": {
      post: {
        operationId: "signUp",
        description: "Signs up.",
        parameters: [{ name: "token", in: "path", required: true, schema: { type: "string" } }],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/personSchema" } } },
        },
        responses: {
          "200": {
            description: "The user.",
            headers: { location: { schema: { type: "string" } } },
            content: { "application/json": { schema: { $ref: "#/components/schemas/userSchema" } } },
          },
        },
      },
    },
    "/api/admin/projects": { get: { operationId: "getProjects", responses: {} } },
  },
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: "Authorization" } },
    schemas: {
      personSchema: {
        type: "object",
        additionalProperties: false,
        required: ["email", "name"],
        properties: { email: { type: "string" }, name: { type: "string" } },
      },
      userSchema: {
        type: "object",
        required: ["id"],
        properties: {
          id: { type: "integer", minimum: 0, description: "Unique." },
          description: { type: "string" },
          seenAt: { type: "string", format: "date-time", nullable: true, example: "2026-11-21T00:00:00Z" },
        },
      },
    },
  },
});

type Sample = ReturnType<typeof sample>;
type Change = (parts: ReturnType<typeof partsOf>) => unknown;

const partsOf = (document: Sample) => ({
  signUp: document.paths["/invite/{token}/signup"].post,
  paths: document.paths,
  schemas: document.components.schemas,
  user: document.components.schemas.userSchema,
});

/** Returns the reported differences after changes to equal documents. */
function reported(changes: { server?: Change; spec?: Change }): string[] {
  const [spec, server] = [sample(), sample()];
  changes.spec?.(partsOf(spec));
  changes.server?.(partsOf(server));
  return drift(spec as unknown as OpenApiDocument, server as unknown as OpenApiDocument);
}

describe("drift reports", () => {
  const extend: Change = ({ user }) => Object.assign(user.properties, { seatType: { type: "string" } });

  test.for<[string, "server" | "spec", Change, string]>([
    ["a property that only the server has", "server", extend, "userSchema.seatType: only on the server"],
    ["a property that only the spec has", "spec", extend, "userSchema.seatType: only in the spec"],
    [
      "a property that is named like a keyword",
      "server",
      ({ user }) => Object.assign(user.properties.description, { type: "integer" }),
      'userSchema.description type: "string" in the spec, "integer" on the server',
    ],
    [
      "a changed nullability",
      "server",
      ({ user }) => Object.assign(user.properties.seenAt, { nullable: false }),
      "userSchema.seenAt nullable: only in the spec",
    ],
    [
      "a changed format",
      "server",
      ({ user }) => Object.assign(user.properties.seenAt, { format: "date" }),
      'userSchema.seenAt format: "date-time" in the spec, "date" on the server',
    ],
    [
      "a changed minimum",
      "server",
      ({ user }) => Object.assign(user.properties.id, { minimum: 1 }),
      "userSchema.id minimum: 0 in the spec, 1 on the server",
    ],
    [
      "a property that becomes required",
      "server",
      ({ user }) => user.required.push("seenAt"),
      "userSchema required seenAt: only on the server",
    ],
    [
      "an enum",
      "server",
      ({ user }) => Object.assign(user.properties.description, { enum: ["a", "b"] }),
      "userSchema.description enum: only on the server",
    ],
    [
      "a request body that becomes open",
      "server",
      ({ schemas }) => Object.assign(schemas.personSchema, { additionalProperties: true }),
      "personSchema additionalProperties: false in the spec, true on the server",
    ],
    [
      "a new status code",
      "server",
      ({ signUp }) => Object.assign(signUp.responses, { "409": { description: "Taken." } }),
      "POST /invite/{token}/signup 409: only on the server",
    ],
    [
      "a removed header",
      "server",
      ({ signUp }) => Object.assign(signUp.responses["200"], { headers: {} }),
      "POST /invite/{token}/signup 200 header location: only in the spec",
    ],
    [
      "a new parameter",
      "server",
      ({ signUp }) =>
        signUp.parameters.push({ name: "dry", in: "query", required: false, schema: { type: "string" } }),
      "POST /invite/{token}/signup query dry: only on the server",
    ],
    [
      "another operationId",
      "server",
      ({ signUp }) => Object.assign(signUp, { operationId: "join" }),
      'POST /invite/{token}/signup operationId: "signUp" in the spec, "join" on the server',
    ],
    [
      "a key that only one requires",
      "spec",
      ({ signUp }) => Object.assign(signUp, { security: [] }),
      "POST /invite/{token}/signup security apiKey header Authorization: only on the server",
    ],
    [
      "a new operation below the prefixes",
      "server",
      ({ paths }) => Object.assign(paths, { "/api/admin/invite-link/tokens": { delete: { responses: {} } } }),
      "DELETE /api/admin/invite-link/tokens: only on the server",
    ],
  ])("%s", ([, side, change, line]) => {
    expect(reported({ [side]: change })).toEqual([line]);
  });
});

describe("drift ignores", () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

  test.for<[string, "server" | "spec", Change]>([
    [
      "prose, tags and examples",
      "server",
      ({ signUp, user }) => {
        Object.assign(signUp, { description: "Joins.", summary: "Join", tags: ["Public"] });
        Object.assign(user.properties.seenAt, { description: "Last login.", example: "today" });
      },
    ],
    [
      "operations elsewhere",
      "server",
      ({ paths }) => Object.assign(paths, { "/api/admin/users": { get: { responses: {} } } }),
    ],
    ["the order of names", "server", ({ schemas }) => schemas.personSchema.required.reverse()],
    [
      "a response schema that the server closes",
      "server",
      ({ user }) => Object.assign(user, { additionalProperties: false }),
    ],
    [
      "a schema that has a name on only one side",
      "spec",
      ({ schemas, signUp }) => {
        Object.assign(schemas, { locationSchema: { type: "string" } });
        Object.assign(signUp.responses["200"].headers.location, { schema: ref("locationSchema") });
      },
    ],
    [
      "an observed response and property",
      "spec",
      ({ signUp, user }) => {
        Object.assign(signUp.responses, { "201": { "x-observed": true, description: "The user." } });
        Object.assign(user.properties, { extra: { "x-observed": true, type: "string" } });
      },
    ],
    [
      "an observed alternative",
      "spec",
      ({ schemas, signUp }) => {
        Object.assign(schemas, { observedSchema: { "x-observed": true, type: "object" } });
        const schema = { anyOf: [ref("userSchema"), ref("observedSchema")] };
        Object.assign(signUp.responses["200"].content["application/json"], { schema });
      },
    ],
  ])("%s", ([, side, change]) => {
    expect(reported({ [side]: change })).toEqual([]);
  });
});

test("drift terminates on a recursive schema", () => {
  const friends = { friends: { type: "array", items: { $ref: "#/components/schemas/userSchema" } } };
  const recurse: Change = ({ user }) => Object.assign(user.properties, friends);
  expect(reported({ spec: recurse, server: recurse })).toEqual([]);
});

describe("an expected difference", () => {
  const list: OnPurpose[] = [
    { difference: "userSchema.isAPI: only in the spec", servers: [7, 8], reason: "Gone." },
  ];

  test("is expected", () => {
    expect(judge(["userSchema.isAPI: only in the spec"], list, "8.2.0")).toEqual({
      unexpected: [],
      stale: [],
    });
  });

  test("leaves any other unexpected", () => {
    const differences = ["userSchema.isAPI: only in the spec", "userSchema.id: only in the spec"];
    expect(judge(differences, list, "8.2.0").unexpected).toEqual(["userSchema.id: only in the spec"]);
  });

  test("is stale once it matches nothing", () => {
    expect(judge([], list, "7.6.5").stale).toEqual(["userSchema.isAPI: only in the spec"]);
  });

  test("does not count for the versions that it does not name", () => {
    const differences = ["userSchema.isAPI: only in the spec"];
    expect(judge(differences, list, "5.12.8").unexpected).toEqual(differences);
    expect(judge([], list, "5.12.8").stale).toEqual([]);
  });
});

describe("npm run spec:drift", () => {
  const script = new URL("../scripts/spec-drift.ts", import.meta.url).pathname;
  const run = (...args: string[]): Promise<{ code: unknown; output: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [script, ...args], (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, output: stdout + stderr }),
      );
    });

  /** Runs the script against a server that responds to every request with this body. */
  async function runAgainst(body: string): Promise<{ code: unknown; output: string }> {
    const server = createServer((_, response) => response.end(body)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const result = await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    server.close();
    return result;
  }

  test("prints its usage when the URL is missing", async () => {
    expect(await run()).toEqual({
      code: 2,
      output: expect.stringContaining("Usage: npm run spec:drift -- <url"),
    });
  });

  test("stops at a server that is not there", async () => {
    expect(await run("http://127.0.0.1:1")).toMatchObject({ code: 2 });
  });

  test.for(["<!doctype html>", "{}", "null"])("stops at %s, which is no OpenAPI document", async (body) => {
    expect(await runAgainst(body)).toEqual({
      code: 2,
      output: expect.stringContaining("No OpenAPI document at"),
    });
  });

  test("fails when a difference on purpose is gone", async () => {
    const spec = readFileSync(new URL("../spec/invite-links.openapi.yaml", import.meta.url), "utf8");
    const { code, output } = await runAgainst(JSON.stringify(parse(spec)));
    expect(code).toBe(1);
    expect(output).toContain(
      "publicSignupTokenUpdateSchema minProperties: only in the spec: no longer differs",
    );
  });
});

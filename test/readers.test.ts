import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as readers from "../generated/readers.ts";
import type { Issue } from "../src/errors.ts";
import * as schemas from "../src/schemas.ts";
import { agree } from "./helpers/agree.ts";
import { documents, listDocuments } from "./helpers/documents.ts";
import { fullTokenJson, fullUserJson } from "./helpers/full-json.ts";

const generated = join(import.meta.dirname, "../generated");

const token = documents(fullTokenJson);
const list = fc.oneof(
  { weight: 9, arbitrary: documents({ tokens: [fullTokenJson, fullTokenJson] }) },
  { weight: 1, arbitrary: listDocuments("tokens", fullTokenJson) },
);
// A module namespace must not be accessed by a computed name.
const byName = { ...readers };
const subjects = {
  Role: [schemas.roleSchema, documents(fullTokenJson.role)],
  InvitedUser: [schemas.invitedUserSchema, documents({ id: 7, name: "Ada", username: null })],
  User: [schemas.userSchema, documents(fullUserJson)],
  InviteToken: [schemas.inviteTokenSchema, token],
  InviteTokens: [schemas.inviteTokensSchema, list],
} as const;

it("There is a reader for each schema except dates, and each is tested here", () => {
  const names = Object.keys(subjects).sort();
  expect(Object.keys(readers).sort()).toEqual(names.map((name) => `read${name}`).sort());
  expect(Object.keys(schemas)).toHaveLength(names.length + 1);
});

describe("The reader and the schema agree on 20,000 documents", () => {
  it.each(Object.keys(subjects) as (keyof typeof subjects)[])("of %s", async (name) => {
    const [schema, texts] = subjects[name];
    await agree(byName[`read${name}`], schema, texts, 20_000);
  });
});

describe("The comparison notices", () => {
  it.each([
    ["a check that is missing", `string(json.name, "name", issues)`, "json.name as string"],
    ["a property that is missing", /^ +if \(json\.project !== undefined\)\s.*$/m, ""],
    [
      "a lost issue of a nested value",
      'object(readRole, json.role, "role", issues)',
      "readRole(json.role, [])",
    ],
    ["a wrong path", `"createdBy", issues`, `"createdby", issues`],
    ["a null that is not allowed", "json.url === null ? null : ", ""],
  ])("%s", async (_, part, replacement) => {
    const broken = await compileReaders((source) => source.replace(part, replacement));
    await expect(
      agree(broken.readInviteToken, schemas.inviteTokenSchema, token, 20_000),
    ).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/^the reader has issues at|^the values differ/) },
    });
  });

  it("no difference in the unchanged readers, compiled in the same way", async () => {
    const same = await compileReaders((source) => `${source}\n`);
    await agree(same.readInviteToken, schemas.inviteTokenSchema, token, 1000);
  });
});

describe("A reader", () => {
  const issuesOf = (read: readers.Reader<unknown>, json: unknown) => {
    const issues: Issue[] = [];
    read(json, issues);
    return issues;
  };

  it("names the path and the expected type of each issue", () => {
    const json = {
      tokens: [
        fullTokenJson,
        { ...fullTokenJson, secret: 1, enabled: "true", expiresAt: "soon", users: {}, role: [] },
        { ...fullTokenJson, createdAt: 0, users: [{ id: "7" }], role: { id: 1, name: "Viewer" } },
        null,
      ],
    };
    expect(issuesOf(readers.readInviteTokens, json)).toEqual([
      { path: "tokens[1].secret", message: "must be a string" },
      { path: "tokens[1].enabled", message: "must be a boolean" },
      { path: "tokens[1].expiresAt", message: "must be a date-time" },
      { path: "tokens[1].users", message: "must be an array" },
      { path: "tokens[1].role", message: "must be an object" },
      { path: "tokens[2].createdAt", message: "must be a date-time" },
      { path: "tokens[2].users[0].id", message: "must be a number" },
      { path: "tokens[2].role.type", message: "must be a string" },
      { path: "tokens[3]", message: "must be an object" },
    ]);
    expect(issuesOf(readers.readUser, "ada")).toEqual([{ path: "", message: "must be an object" }]);
    expect(issuesOf(readers.readUser, { id: 1, permissions: [0] })).toEqual([
      { path: "permissions[0]", message: "must be a string" },
    ]);
  });

  it("stops at 20 issues, for a list of any length", () => {
    let touched = 0;
    const wrong = { get: () => touched++ };
    const tokens = Array.from({ length: 10_000 }, () => new Proxy({}, wrong));
    expect(issuesOf(readers.readInviteTokens, { tokens })).toHaveLength(20);
    expect(touched).toBeLessThan(100);
  });

  it("omits absent and unknown properties", () => {
    const json = JSON.parse('{"id":1,"name":null,"__proto__":{"email":"x"},"newer":true}');
    const user = readers.readUser(json, []);
    expect(Object.keys(user)).toEqual(["id", "name"]);
    expect(user).toStrictEqual({ id: 1, name: null });
  });
});

/** Compiles the readers with a change in their source. */
async function compileReaders(change: (source: string) => string): Promise<typeof readers> {
  const source = await readFile(join(generated, "readers.ts"), "utf8");
  const contents = change(source);
  expect(contents).not.toBe(source);
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: generated, loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "readers",
  });
  return new Function(`${outputFiles[0]?.text}; return readers;`)();
}

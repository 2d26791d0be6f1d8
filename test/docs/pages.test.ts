import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import type { ErrorCode } from "../../src/index.ts";
import { root } from "./markdown.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, match = ""]) => match);

// The compiler compares it with the union.
const CODES: Readonly<Record<ErrorCode, true>> = {
  bad_request: true,
  invalid_invite: true,
  user_exists: true,
  unauthorized: true,
  forbidden: true,
  not_found: true,
  conflict: true,
  rate_limited: true,
  server_error: true,
  redirected: true,
  not_unleash: true,
  unexpected_status: true,
  invalid_response: true,
  invalid_input: true,
  api_key_unavailable: true,
  connection_failed: true,
  timeout: true,
};

it("docs/errors.md describes every error code, with cause, class, message, what to do and a line of code", () => {
  const sections = read("docs/errors.md")
    .split(/^### /m)
    .slice(1)
    .map((section) => section.split(/^## /m)[0] ?? "");
  const codes = sections.map((section) => /^`(\w+)`/.exec(section)?.[1]);
  expect([...codes].sort()).toEqual(Object.keys(CODES).sort());
  for (const [index, section] of sections.entries()) {
    expect(matches(section, /^- \*\*(.+?):\*\*/gm)).toEqual(["Cause", "Class", "Message", "What to do"]);
    expect(section).toContain(`isInviteError(error, "${codes[index]}")`);
  }
});

it("CONTRIBUTING lists every file of src, once", () => {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .map((file) => `src/${file.replaceAll("\\", "/")}`)
    .filter((file) => /\.tsx?$/.test(file));
  const architecture = read("CONTRIBUTING.md").split(/^## /m)[1] ?? "";
  expect(matches(architecture, /^\| `(src\/[\w./-]+)` \|/gm).sort()).toEqual(files.sort());
});

it("CONTRIBUTING names every test file, or its folder, with the guarantees that it tests", () => {
  const guarantees =
    read("CONTRIBUTING.md").split("## Guarantees and their tests")[1]?.split(/^## /m)[0] ?? "";
  const named = guarantees.split("\n").flatMap((row) => {
    let folder = "";
    // A name without a folder is in the folder of the one before it.
    return matches(row, /`([\w./-]+)`/g).flatMap((name) => {
      if (!/^test\/|\.ts$/.test(name)) return [];
      const path = name.includes("/") ? name : join(folder, name);
      folder = path.endsWith("/") ? path : dirname(path);
      return path;
    });
  });
  for (const path of named) expect(existsSync(join(root, path)), path).toBe(true);
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .map((file) => `test/${file.replaceAll("\\", "/")}`)
    .filter((file) => /\.test(-d)?\.ts$/.test(file) && !file.includes("node_modules"));
  const covers = (path: string) => (file: string) =>
    path.endsWith("/") ? file.startsWith(path) : file === path;
  expect(files.filter((file) => !named.some((path) => covers(path)(file)))).toEqual([]);
});

it("llms.txt and the README list every entry and every page of the docs, and the changelog every entry", () => {
  const { name, exports } = JSON.parse(read("package.json")) as { name: string; exports: object };
  const entries = Object.keys(exports).filter((entry) => entry !== "./package.json");
  const pages = readdirSync(join(root, "docs")).filter(
    (file) => file.endsWith(".md") && file !== "README.md",
  );
  const index = read("docs/README.md");
  for (const page of ["llms.txt", "README.md"]) {
    const text = read(page);
    for (const entry of entries) expect(text).toContain(`\`${join(name, entry)}\``);
    for (const file of pages) expect(text).toContain(`(docs/${file}`);
  }
  for (const file of pages) expect(index).toContain(`(${file})`);
  for (const entry of entries) expect(read("CHANGELOG.md")).toContain(`\`${join(name, entry)}\``);
});

it("The picture of the README contains no whole secret and loads nothing", () => {
  const picture = read("docs/demo.svg");
  expect(picture).toContain("invite=");
  expect(picture).not.toMatch(/invite=[^<]{10}/);
  expect(picture.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
    /href|url\(|@import|<script|src=/,
  );
});

it("The README shows code within its first 20 lines, and every method of the client in its table", () => {
  const lines = read("README.md").split("\n");
  expect(lines.findIndex((line) => line.startsWith("```ts"))).toBeLessThan(20);
  const methods = matches(read("src/tokens.ts"), /^ {2}(\w+)\(.*\): (?:Promise|AsyncGenerator)</gm);
  expect(methods.length).toBeGreaterThan(10);
  const rows = matches(lines.join("\n"), /^\| `tokens\.(\w+)\(/gm);
  expect(rows.sort()).toEqual([...methods].sort());
});

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Page, root, type Snippet, snippetsOf, sourcesOfEntries, userPages } from "./markdown.ts";

const run = promisify(execFile);
const snippets = userPages().flatMap(snippetsOf);

/** What the compiler of a strict consumer finds wrong, by the lines of the page. */
function errorsIn(programs: readonly Snippet[]): string[] {
  const files = new Map(
    programs.map(({ name, code, isJsx }) => [
      join(root, `${name.replace(":", ".")}.${isJsx ? "tsx" : "ts"}`),
      code,
    ]),
  );
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    types: ["node"],
    jsx: ts.JsxEmit.ReactJSX,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    paths: Object.fromEntries(Object.entries(sourcesOfEntries()).map(([entry, source]) => [entry, [source]])),
    pathsBasePath: root,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => root;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const code = files.get(file);
    return code === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, code, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const page = file?.fileName.slice(root.length + 1).replace(/\.\d+\.tsx?$/, "");
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
    return `${page}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

function page(...lines: string[]): Page {
  return { path: "page.md", text: lines.join("\n") };
}

const broken = page(
  "# Page",
  "```ts",
  'import { parseInviteLink } from "unleash-invites";',
  "```",
  "and then",
  "```ts continued",
  "parseInviteLink(5);",
  "```",
  "",
);

it("Every snippet passes a strict compiler, which finds what is wrong with a broken one", () => {
  expect(snippets.length).toBeGreaterThan(5);
  expect(errorsIn([...snippets, ...snippetsOf(broken)])).toEqual([
    "page.md:7 Argument of type 'number' is not assignable to parameter of type 'TokenReference'.",
  ]);
}, 120_000);

describe("Every snippet that runs", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unleash-invites-docs-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** @returns the lines that it prints */
  async function outputOf({ name, code }: Snippet): Promise<string[]> {
    const file = join(folder, `${name.replace(/\W/g, "-")}.mts`);
    await writeFile(file, code);
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, "run-snippet.ts"), file], {
      cwd: folder,
      timeout: 30_000,
      env: {
        ...process.env,
        NODE_NO_WARNINGS: "1",
        PORT: "0",
        UNLEASH_BASE_URL: "https://unleash.example.com",
        UNLEASH_API_KEY: "user:7d1f6b0c9e2a4835d6c1b7f0a9e3d248",
      },
    });
    return stdout.split("\n");
  }

  it.for(snippets.filter(({ runs }) => runs))(
    "$name does so, and prints what it says",
    { timeout: 60_000 },
    async (snippet) => {
      const lines = await outputOf(snippet);
      expect(lines.filter((line) => snippet.prints.includes(line))).toEqual(snippet.prints);
    },
  );

  it("fails if it throws", async () => {
    const [snippet] = snippetsOf(page("```ts", 'throw new Error("on line 2");', "```", ""));
    await expect(outputOf(snippet as Snippet)).rejects.toThrow(/page-md-2\.mts:2/);
  });
});

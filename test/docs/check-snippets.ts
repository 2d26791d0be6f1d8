import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { root, type Snippet, sourcesOfEntries } from "./markdown.ts";

const run = promisify(execFile);

/** A folder with a package.json, from which programs import the package: the repository, or a consumer of the packed package. */
export interface Workspace {
  readonly folder: string;
  /** Imports the source instead of the build. */
  readonly isSource: boolean;
}

/** Imports of the package lead to its source. */
export const sourceWorkspace: Workspace = { folder: root, isSource: true };

/** Returns the errors that a strict consumer's compiler reports, by the lines of the page. */
export function errorsIn(programs: readonly Snippet[], { folder, isSource }: Workspace): string[] {
  const files = new Map(
    programs.map(({ name, code, isJsx }) => [
      join(folder, `${name.replace(":", ".")}.${isJsx ? "tsx" : "ts"}`),
      code,
    ]),
  );
  const paths = Object.fromEntries(
    Object.entries(sourcesOfEntries()).map(([entry, source]) => [entry, [source]]),
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
    ...(isSource && { paths, pathsBasePath: folder }),
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => folder;
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
    const page = file?.fileName.slice(folder.length + 1).replace(/\.\d+\.tsx?$/, "");
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
    return `${page}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

/** Runs a program on the fake, and returns the lines that it prints. */
export async function outputOf({ name, code }: Snippet, workspace: Workspace): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "unleash-invites-snippet-"));
  try {
    const file = join(folder, `${name.replace(/\W/g, "-")}.mts`);
    await writeFile(file, code);
    const runner = [join(import.meta.dirname, "run-snippet.ts"), workspace.folder, file];
    const { stdout } = await run(process.execPath, runner, {
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
  } finally {
    await rm(folder, { recursive: true });
  }
}

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import ts from "typescript";

/** Returns the packages that a declaration file and the files that it imports depend on, sorted. */
export async function foreignImports(entry: string): Promise<string[]> {
  const foreign = new Set<string>();
  const files = new Set([entry]);
  for (const file of files) {
    const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(await readFile(file, "utf8"));
    for (const { fileName } of [...importedFiles, ...typeReferenceDirectives]) {
      if (fileName.startsWith(".")) files.add(join(dirname(file), fileName.replace(/\.(c?)js$/, ".d.$1ts")));
      else foreign.add(fileName);
    }
  }
  return [...foreign].sort();
}

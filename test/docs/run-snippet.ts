// `node run-snippet.ts <folder> <program>`: runs a program of the docs on the fake. Modules are resolved from the folder:
// the repository, where the package's entries are its source, or a consumer in which the packed package is installed.
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, sourcesOfEntries } from "./markdown.ts";

// Removed, so that the program finds its own arguments where it looks for them.
const [folder = "", program = ""] = process.argv.splice(2, 2);
const sources = folder === root ? sourcesOfEntries() : {};
const parentURL = pathToFileURL(join(folder, "package.json")).href;
registerHooks({
  resolve(specifier, context, next) {
    const source = sources[specifier];
    if (source !== undefined) return next(pathToFileURL(join(root, source)).href, context);
    return next(specifier, /^[@a-z]/.test(specifier) ? { ...context, parentURL } : context);
  },
});
process.argv.splice(1, 1, program);

const { createFakeUnleash } = await import("unleash-invites/testing");
const { UNLEASH_BASE_URL = "", UNLEASH_API_KEY = "" } = process.env;
const fake = createFakeUnleash({ baseUrl: UNLEASH_BASE_URL, keys: { [UNLEASH_API_KEY]: "admin" } });
const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  const { origin, hostname } = new URL(input instanceof Request ? input.url : input);
  if (origin === new URL(fake.baseUrl).origin) return fake.fetch(input, init);
  if (hostname === "localhost") return fetch(input, init);
  // A chat, a mail service: other hosts accept everything.
  return new Response("ok");
};

await import(pathToFileURL(program).href);
// A server or an interval would keep the process alive.
process.exit();

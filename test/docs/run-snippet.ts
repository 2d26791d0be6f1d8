// `node run-snippet.ts <program>`: runs a program of the docs on the fake, as if the package were installed.
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { root, sourcesOfEntries } from "./markdown.ts";

const sources = sourcesOfEntries();
const parentURL = pathToFileURL(join(root, "package.json")).href;
registerHooks({
  resolve(specifier, context, next) {
    const source = sources[specifier];
    if (source !== undefined) return next(pathToFileURL(join(root, source)).href, context);
    return next(specifier, /^[@a-z]/.test(specifier) ? { ...context, parentURL } : context);
  },
});

const { UNLEASH_BASE_URL = "", UNLEASH_API_KEY = "" } = process.env;
const fake = createFakeUnleash({ baseUrl: UNLEASH_BASE_URL, keys: { [UNLEASH_API_KEY]: "admin" } });
const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  const { origin, hostname } = new URL(input instanceof Request ? input.url : input);
  if (origin === new URL(fake.baseUrl).origin) return fake.fetch(input, init);
  if (hostname === "localhost") return fetch(input, init);
  // A chat, a mail service: whatever else a program talks to is content.
  return new Response("ok");
};

// So that the program finds its own arguments where it looks for them.
const [program = ""] = process.argv.splice(2, 1);
await import(pathToFileURL(program).href);
// A server, or an interval, would keep it alive.
process.exit();

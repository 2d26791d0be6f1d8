// `npm run demo:web`: the page, on a real Unleash. `-- --port 8080` fixes its port.
// With UNLEASH_BASE_URL and UNLEASH_API_KEY (an administrator's) set, on that instance.
import { parseArgs } from "node:util";
import { startUnleash } from "../../sandbox/index.ts";
import { startWeb } from "./server.ts";

interface Instance {
  readonly title: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  stop(): Promise<void>;
}

const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
const running: { stop(): Promise<void> }[] = [];
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end(0));

try {
  const unleash = await openInstance();
  running.push(unleash);
  const web = await startWeb({ ...unleash, port: Number(values.port) });
  running.push(web);
  console.log(`
  Invite links   ${web.url}
  Unleash        ${unleash.baseUrl}  (${unleash.title})

Ctrl-C ends it.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

async function openInstance(): Promise<Instance> {
  const { UNLEASH_BASE_URL: url, UNLEASH_API_KEY: apiKey } = process.env;
  if (url && apiKey) {
    const baseUrl = url.replace(/(\/api(\/admin)?)?\/*$/, "");
    return { title: "your instance", baseUrl, apiKey, async stop() {} };
  }
  console.log("Starting Unleash ...");
  const server = await startUnleash({ onInstall: console.log });
  const { version, login, baseUrl, adminKey } = server;
  const title = `${version}, log in as ${login.username} / ${login.password}`;
  return { title, baseUrl, apiKey: adminKey, stop: () => server.stop() };
}

async function end(code: number): Promise<void> {
  await Promise.all(running.map((one) => one.stop()));
  process.exit(code);
}

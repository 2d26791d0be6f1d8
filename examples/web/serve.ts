// `npm run demo:web`: both servers, on a real Unleash. `-- --port 8080` fixes the port of the administrators' page; the
// sign-up page gets the next one. With UNLEASH_BASE_URL and UNLEASH_API_KEY (an administrator's) set, on that instance.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startUnleash } from "../../sandbox/index.ts";
import { createAdminApp } from "./server/admin.ts";
import { listen } from "./server/listen.ts";
import { createLocalSessions } from "./server/session.ts";
import { createSignUpApp } from "./server/sign-up.ts";

interface Instance {
  readonly title: string;
  readonly unleashUrl: string;
  readonly apiKey: string;
  stop(): Promise<void>;
}

const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
const { TEAM = "our team" } = process.env;
const port = Number(values.port);
const running: { stop(): Promise<void> }[] = [];
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end(0));

try {
  const unleash = await openInstance();
  running.push(unleash);
  const { unleashUrl, apiKey } = unleash;
  const log = (line: string) => console.error(line);
  const root = (page: string) => join(import.meta.dirname, page, "dist");

  // Another name for the same host: so the browser keeps the cookie of the administrators from the sign-up server.
  const signUpApp = createSignUpApp({
    unleashUrl,
    team: TEAM,
    root: root("sign-up"),
    log,
  });
  const signUp = await listen(signUpApp, "localhost", port && port + 1);
  running.push(signUp);

  const sessions = createLocalSessions();
  const { authorize } = sessions;
  const options = {
    unleashUrl,
    apiKey,
    signUpUrl: signUp.url,
    root: root("admin"),
    authorize,
    sessions,
    log,
  };
  const admin = await listen(createAdminApp(options), "127.0.0.1", port);
  running.push(admin);

  console.log(`
  Invite links   ${admin.url}${sessions.loginPath}  (opens once)
  Sign-up page   ${signUp.url}
  Unleash        ${unleashUrl}  (${unleash.title})

Press Ctrl-C to stop.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

async function openInstance(): Promise<Instance> {
  const { UNLEASH_BASE_URL: url, UNLEASH_API_KEY: apiKey } = process.env;
  if (url && apiKey) {
    const unleashUrl = url.replace(/(\/api(\/admin)?)?\/*$/, "");
    return { title: "your instance", unleashUrl, apiKey, async stop() {} };
  }
  console.log("Starting Unleash ...");
  const server = await startUnleash({ onInstall: console.log });
  const { version, login, baseUrl, adminKey } = server;
  const title = `${version}, log in as ${login.username} / ${login.password}`;
  return { title, unleashUrl: baseUrl, apiKey: adminKey, stop: () => server.stop() };
}

async function end(code: number): Promise<void> {
  await Promise.all(running.map((one) => one.stop()));
  process.exit(code);
}

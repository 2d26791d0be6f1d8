/** The child process of index.ts: PostgreSQL (PGlite) and Unleash in one. */
import { once } from "node:events";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

export interface ServerSettings {
  version: string;
  folder: string;
  port: number;
}

export interface ServerReady {
  baseUrl: string;
}

// Types of the used functions: the packages are not installed when this file is type-checked.
interface PGlite {
  dumpDataDir(compression: "gzip"): Promise<Blob>;
}
interface Packages {
  "@electric-sql/pglite": { PGlite: { create(options: { loadDataDir?: Blob }): Promise<PGlite> } };
  "@electric-sql/pglite-socket": {
    PGLiteSocketServer: new (options: {
      db: PGlite;
      host: string;
      port: number;
      maxConnections: number;
    }) => { start(): Promise<void>; getServerConn(): string };
  };
  "unleash-server": {
    migrateDb?(options: { db: object }): Promise<void>; // not in 5.x
    create(options: { db: object; [option: string]: unknown }): Promise<{
      app: RequestListener;
      services: { userService: { initAdminUser(options: { createAdminUser: true }): Promise<void> } };
    }>;
  };
}

// The parent has exited.
process.on("disconnect", () => process.exit());
if (!process.connected) process.exit();

const { UNLEASH_SANDBOX = "" } = process.env;
const { version, folder, port }: ServerSettings = JSON.parse(UNLEASH_SANDBOX);
const require = createRequire(join(folder, "package.json"));
const load = <Name extends keyof Packages>(name: Name): Packages[Name] => require(name);

// The port is opened first: Unleash needs its own URL, and a port in use must be reported immediately.
let answer: RequestListener = (_request, response) => response.writeHead(503).end();
const web = createServer((request, response) => answer(request, response)).listen(port, "127.0.0.1");
await once(web, "listening");
const baseUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;

// Creating and migrating a database takes most of the time, so the empty database is cached for the next start.
// `npm ci` empties node_modules, and with it this cache.
const snapshot = join(folder, `node_modules/.cache/unleash-${version}.tar.gz`);
const saved = await readFile(snapshot).catch(() => undefined);
const { PGlite } = load("@electric-sql/pglite");
const { PGLiteSocketServer } = load("@electric-sql/pglite-socket");
const pglite = await PGlite.create(saved ? { loadDataDir: new Blob([saved]) } : {});
const socket = new PGLiteSocketServer({ db: pglite, host: "127.0.0.1", port: 0, maxConnections: 10 });
await socket.start();
const db = {
  driver: "postgres",
  host: "127.0.0.1",
  port: Number(socket.getServerConn().split(":")[1]),
  user: "postgres",
  password: "postgres",
  database: "postgres",
  schema: "public",
  ssl: false,
  // Only one connection: PGlite has one session, in which statements of several clients get mixed up
  // (electric-sql/pglite#1046).
  pool: { min: 0, max: 1 },
};

const unleash = load("unleash-server");
if (!saved && unleash.migrateDb) {
  await unleash.migrateDb({ db });
  await save(await pglite.dumpDataDir("gzip"));
}
const { app, services } = await unleash.create({
  db,
  // 5.x does not wait until its administrator exists, so it is created here.
  authentication: { createAdminUser: false },
  server: { unleashUrl: baseUrl },
  session: { db: false },
  versionCheck: { enable: false },
  telemetry: false,
  enableOAS: true,
  logLevel: "error",
});
await services.userService.initAdminUser({ createAdminUser: true });
answer = app;
process.send?.({ baseUrl } satisfies ServerReady);

/** Writes atomically, so that no other process reads a partial file. */
async function save(dump: Blob): Promise<void> {
  await mkdir(dirname(snapshot), { recursive: true });
  await writeFile(`${snapshot}.${process.pid}`, Buffer.from(await dump.arrayBuffer()));
  await rename(`${snapshot}.${process.pid}`, snapshot);
}

import { adminPage, empty, errorJson, frameworkPage, html, json, ServerError } from "./answers.ts";
import type { Incoming } from "./incoming.ts";
import { OPERATIONS } from "./operations.ts";
import type { Store } from "./store.ts";
import { checkBody } from "./validation.ts";
import type { Version } from "./versions.ts";

export type Role = "admin" | "viewer";

/** What a request meets. */
export interface Server {
  readonly version: Version;
  /** The path of its base URL, without a slash at its end. */
  readonly prefix: string;
  readonly store: Store;
  readonly roleOf: (key: string) => Role | undefined;
  /** The `RateLimit-*` headers of one more request. */
  readonly count: () => Record<string, string>;
  readonly newErrorId: () => string;
}

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";
const MAX_BODY_BYTES = 100 * 1024;
/** What Node's HTTP server takes of URL and headers. */
const MAX_HEAD_BYTES = 16 * 1024;

/** Answers a request, through the same stations as an Unleash that runs with NODE_ENV=production. */
export async function answer(request: Incoming, server: Server): Promise<Response> {
  const { headers, method, path, pathname, search } = request;
  if ((pathname + search + [...headers].flat().join("")).length >= MAX_HEAD_BYTES) return empty(431);
  const body = readBody(request);
  if (body instanceof Response) return body;
  if (path === undefined) return frameworkPage(404, `Cannot ${method} ${pathname}`);
  const response = await answerAt(path, body, request, server);
  return method === "HEAD" ? new Response(null, response) : response;
}

/** @returns the parsed body, or the refusal of it */
function readBody({ headers, body }: Incoming): { value: unknown } | Response {
  const type = typeOf(headers);
  if (type !== JSON_TYPE && type !== FORM_TYPE) return { value: {} };
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(headers.get("content-type") ?? "")?.[1] ?? "utf-8";
  if (type === JSON_TYPE && !/^utf-/i.test(charset)) {
    return json(415, { message: `unsupported charset "${charset.toUpperCase()}"` });
  }
  if (body.byteLength > MAX_BODY_BYTES) return json(413, { message: "request entity too large" });
  if (body.byteLength === 0 || type === FORM_TYPE) return { value: {} };
  try {
    return { value: JSON.parse(new TextDecoder().decode(body)) };
  } catch (error) {
    return json(400, { message: (error as Error).message });
  }
}

async function answerAt(
  path: string,
  body: { value: unknown },
  request: Incoming,
  server: Server,
): Promise<Response> {
  const isApi = /^\/api(\/|$)/i.test(path);
  const authorization = request.headers.get("authorization") ?? "";
  // Below /invite, nobody looks behind the word Bearer.
  const key = isApi ? authorization.replace(/^Bearer\s+/i, "") : authorization;
  const role = key === "" ? undefined : server.roleOf(key);
  const refuse = (error: ServerError) => errorJson(error, server.newErrorId(), server.version);
  if (isApi && role === undefined) return refuse(unauthorized(key, server.prefix));

  const response = await carryOut(path, body, role, request, server, refuse);
  if (server.version.countsRequests && key.startsWith("user:")) {
    for (const [name, value] of Object.entries(server.count())) response.headers.set(name, value);
  }
  return response;
}

async function carryOut(
  path: string,
  { value }: { value: unknown },
  role: Role | undefined,
  request: Incoming,
  server: Server,
  refuse: (error: ServerError) => Response,
): Promise<Response> {
  const { store, version } = server;
  const here = OPERATIONS.filter((operation) => operation.path.test(path));
  const encoded = here[0]?.path.exec(path)?.[1] ?? "";
  const secret = decoded(encoded);
  if (secret === undefined) {
    return fail(new ServerError(500, "UnknownError", `Failed to decode param '${encoded}'`), server);
  }
  if (here.length > 0 && request.method === "OPTIONS") return optionsPage(here.map(({ method }) => method));
  const method = request.method === "HEAD" ? "GET" : request.method;
  const operation = here.find((candidate) => candidate.method === method);
  if (operation === undefined) return notHere(path, request, server, refuse);

  if (operation.access === "admin" && role !== "admin") return refuse(forbidden());
  if (operation.body === undefined) return attempt(() => operation.run(store, secret, {}), server);
  if (typeOf(request.headers) !== JSON_TYPE) return refuse(wrongType(request.headers.get("content-type")));
  const checked = checkBody(value, operation.body, version);
  if (checked instanceof ServerError) return refuse(checked);
  return attempt(() => operation.run(store, secret, checked), server);
}

async function attempt(run: () => Response | Promise<Response>, server: Server): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ServerError) return fail(error, server);
    throw error;
  }
}

/** The error of a request that was being carried out. */
function fail(error: ServerError, { newErrorId, version }: Server): Response {
  return errorJson(error, version.identifiesAll ? newErrorId() : undefined, version);
}

/** What answers to all other paths and methods. */
function notHere(
  path: string,
  request: Incoming,
  { prefix, version }: Server,
  refuse: (error: ServerError) => Response,
): Response {
  if (/^\/api(\/|$)/i.test(path)) {
    const asked = `${prefix}/api${path.slice("/api".length) || "/"}`;
    const message = `The path you were looking for (${asked}) is not available.`;
    return refuse(new ServerError(404, "NotFoundError", message));
  }
  if (decoded(path) === undefined) return frameworkPage(400, "Bad Request");
  const { method, pathname, search } = request;
  if (method === "OPTIONS") return optionsPage(["GET"]);
  if (method !== "GET" && method !== "HEAD") return frameworkPage(404, `Cannot ${method} ${pathname}`);
  return adminPage(version.missesFiles && /[^/]\.[^/]*\/*$/.test(path + search) ? 404 : 200);
}

function optionsPage(methods: readonly string[]): Response {
  const allow = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(",");
  return html(200, allow, { allow });
}

function unauthorized(key: string, prefix: string): ServerError {
  if (key !== "") return new ServerError(401, "UnauthorizedError", "You must log in to use Unleash.");
  const path = `${prefix}/auth/simple/login`;
  const message = `You must log in to use Unleash. Your request had no authorization header, so we could not authorize you. Try logging in at ${path}`;
  return new ServerError(401, "AuthenticationRequired", message, {
    extras: { path, type: "password", defaultHidden: false },
  });
}

function forbidden(): ServerError {
  const message =
    'You don\'t have the required permissions to perform this operation. To perform this action, you need the "ADMIN" permission.';
  return new ServerError(403, "PermissionError", message, { extras: { permissions: ["ADMIN"] } });
}

function wrongType(type: string | null): ServerError {
  const message = `We do not accept the content-type you provided (${type || "you didn't provide one"}). Try using one of the content-types we do accept instead (application/json) and make sure the body is in the corresponding format.`;
  return new ServerError(415, "ContentTypeError", message);
}

function typeOf(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";", 1).join("").trim().toLowerCase();
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

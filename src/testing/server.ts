import { checkBody } from "./body.ts";
import {
  errorJson,
  forbidden,
  pathNotFound,
  ServerError,
  unauthorized,
  undecodable,
  wrongType,
} from "./errors.ts";
import type { FakeKey, Keys } from "./keys.ts";
import { OPERATIONS } from "./operations.ts";
import type { ParsedRequest } from "./parse-request.ts";
import type { RateLimit } from "./rate-limit.ts";
import { isJson, readBody } from "./read-body.ts";
import { adminPage, cannotPage, empty, frameworkPage, html, json, optionsPage } from "./responses.ts";
import type { Store } from "./store.ts";
import type { Version } from "./versions.ts";

/** The server as seen by a request. */
export interface Server {
  readonly version: Version;
  /** The path of its base URL, without a trailing slash. */
  readonly prefix: string;
  readonly store: Store;
  readonly rateLimit: RateLimit;
  readonly keys: Keys;
  readonly newErrorId: () => string;
  /** Returns the current time in ms since 1970. */
  readonly now: () => number;
}

/** Maximum size of URL and headers in Node's HTTP server. */
const MAX_HEAD_CHARS = 16 * 1024;

/** Responds to a request like Unleash with NODE_ENV=production, with the same order of checks. */
export async function answer(request: ParsedRequest, server: Server): Promise<Response> {
  const response = await respond(request, server);
  response.headers.set("date", new Date(server.now()).toUTCString());
  return request.method === "HEAD" ? new Response(null, response) : response;
}

async function respond(request: ParsedRequest, server: Server): Promise<Response> {
  const { headers, method, path, pathname, search } = request;
  if ((pathname + search + [...headers].flat().join("")).length >= MAX_HEAD_CHARS) return empty(431);
  const body = await readBody(request);
  if (body instanceof Response) return body;
  if (path === undefined) return cannotPage(method, pathname);

  const key = keyOf(request);
  const known = server.keys.find(key);
  if (isApi(path) && known === undefined) {
    return errorJson(unauthorized(key, server.prefix), server.version, server.newErrorId);
  }
  if (known?.role === "client" && !/^\/api\/client(\/|$)/i.test(path)) {
    return json(403, { message: "invalid token: expected a different token type for this endpoint" });
  }
  const response = await dispatch(path, body.value, known, request, server).catch((error) => {
    if (error instanceof ServerError) return errorJson(error, server.version, server.newErrorId);
    throw error;
  });
  return isCounted(key, server) ? withHeaders(response, server.rateLimit.count()) : response;
}

async function dispatch(
  path: string,
  body: unknown,
  key: Required<FakeKey> | undefined,
  request: ParsedRequest,
  { prefix, store, version }: Server,
): Promise<Response> {
  const { headers, method, pathname, search } = request;
  const { owner = "" } = key ?? {};
  const matchingOperations = OPERATIONS.filter((operation) => operation.path.test(path));
  const param = matchingOperations[0]?.path.exec(path)?.[1] ?? "";
  const secret = decoded(param);
  if (secret === undefined) throw undecodable(param);
  const operation = matchingOperations.find(
    (candidate) => candidate.method === (method === "HEAD" ? "GET" : method),
  );
  if (operation) {
    if (operation.access === "admin" && key?.role !== "admin") throw forbidden();
    if (operation.body === undefined) return operation.run(store, secret, {}, owner);
    if (!isJson(headers, version)) throw wrongType(headers.get("content-type"));
    return operation.run(store, secret, checkBody(body, operation.body, version), owner);
  }
  if (matchingOperations.length > 0 && method === "OPTIONS")
    return optionsPage(matchingOperations.map((candidate) => candidate.method));
  if (isApi(path)) throw pathNotFound(`${prefix}/api${path.slice("/api".length) || "/"}`);
  if (decoded(path) === undefined) return frameworkPage(400, "Bad Request");
  if (method === "OPTIONS") return optionsPage(["GET"]);
  if (method !== "GET" && method !== "HEAD") return cannotPage(method, pathname);
  const isFile = path !== "/" && /[^/]\.[^/]*\/*$/.test(path + search);
  return adminPage(isFile && version.unknownFilesAre404 ? 404 : 200);
}

/** Returns Unleash's response for a rate limit (429) or maintenance mode (503); otherwise an empty body. */
export function defaultErrorResponse(status: number, request: ParsedRequest, server: Server): Response {
  const { rateLimit, version } = server;
  if (status === 429) {
    const text = "Too many requests, please try again later.";
    return html(status, text, version.countsRequests ? rateLimit.exceeded() : {});
  }
  if (status !== 503) return empty(status);
  const body = { message: "Unleash is currently in maintenance mode." };
  return json(status, body, isCounted(keyOf(request), server) ? rateLimit.count() : {});
}

function isApi(path: string | undefined): boolean {
  return /^\/api(\/|$)/i.test(path ?? "");
}

/** Returns the API key. The Bearer scheme is supported only below /api. */
export function keyOf({ headers, path }: ParsedRequest): string {
  const authorization = headers.get("authorization") ?? "";
  return isApi(path) ? authorization.replace(/^Bearer\s+/i, "") : authorization;
}

function isCounted(key: string, { version }: Server): boolean {
  return version.countsRequests && key.startsWith("user:");
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

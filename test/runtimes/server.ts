/**
 * Serves Unleash, a page for the browser and endpoints that hang and reset connections on one origin, because Unleash sends
 * no CORS headers.
 */
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { buffer } from "node:stream/consumers";

export interface Server extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  origin: string;
}

/** Responds like Unleash. */
export type Handle = (request: Request) => Promise<Response>;

/** A strict policy: own scripts and requests, no `eval` and no `new Function`. */
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:";
const PAGE = `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>`;

/** @param script script of the page at /page.html */
export async function serve(handle: Handle, script: string): Promise<Server> {
  const hanging = holdRequests();
  const routes: Record<string, (response: ServerResponse) => unknown> = {
    "/page.html": (response) =>
      response.writeHead(200, { "content-type": "text/html", "content-security-policy": POLICY }).end(PAGE),
    "/page.js": (response) => response.writeHead(200, { "content-type": "text/javascript" }).end(script),
    "/hanging/api/admin/invite-link/tokens": hanging.hold,
    "/resetting/api/admin/invite-link/tokens": (response) => response.socket?.resetAndDestroy(),
    "/hanging-opened": async (response) => response.end(await hanging.until(1)),
    "/hanging-closed": async (response) => response.end(await hanging.until(0)),
  };
  const server = createServer(async (request, response) => {
    const route = routes[request.url ?? ""];
    await (route ? route(response) : bridge(request, response, handle));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Returns the origin of a port on which nothing listens. */
export async function refusingOrigin(): Promise<string> {
  const server = createTcpServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  await once(server.close(), "close");
  return `http://127.0.0.1:${port}`;
}

/** Requests without a response. `until` resolves once this number is open: 0 after the client has closed the connection. */
function holdRequests() {
  const open = new Set<ServerResponse>();
  const changes = new EventEmitter();
  return {
    hold(response: ServerResponse) {
      changes.emit("change", open.add(response));
      response.once("close", () => changes.emit("change", open.delete(response)));
    },
    async until(count: number): Promise<string> {
      while (open.size !== count) await once(changes, "change");
      return `${count}`;
    },
  };
}

async function bridge(incoming: IncomingMessage, outgoing: ServerResponse, handle: Handle): Promise<void> {
  const { method = "GET", url = "/", headers } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD";
  const request = new Request(new URL(url, `http://${headers.host}`), {
    method,
    headers: headers as Record<string, string>,
    ...(hasBody && { body: await buffer(incoming) }),
  });
  const response = await handle(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

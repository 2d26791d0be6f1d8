import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { onTestFinished, vi } from "vitest";

// Generous for slow machines: only stops a hanging test.
vi.setConfig({ testTimeout: 120_000 });

/** A request as received by a server on loopback. */
interface Received {
  readonly method: string;
  /** The path, still percent-encoded. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Loopback {
  readonly baseUrl: string;
  readonly received: readonly Received[];
}

/** Writes a response, or uses its socket directly. */
export type Handler = (response: ServerResponse, received: Received, nth: number) => void;

/** Starts an HTTP server on loopback; it is closed with its connections after the test. */
export async function serve(handle: Handler): Promise<Loopback> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const { method = "", url: path = "", headers } = request;
    received.push({ method, path, headers, body });
    handle(response, { method, path, headers, body }, received.length);
  });
  onTestFinished(() => server.closeAllConnections());
  return { baseUrl: await listen(server), received };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}

/** Starts a server that writes raw bytes, valid HTTP or not; counts the connections that sent data. */
export async function serveBytes(
  answer: (socket: Socket, nth: number) => void,
): Promise<{ baseUrl: string }> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    // Connection errors are part of the test.
    socket.on("error", () => {});
    socket.once("data", () => answer(socket, ++count));
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return { baseUrl: await listen(server) };
}

/** Returns the URL of a loopback port on which nothing listens. */
export async function refusingUrl(): Promise<string> {
  const server = createTcpServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

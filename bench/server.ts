/** Responds over HTTP in its own process, so that a client's process only runs the client. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerTo } from "./answers.ts";

const [tokens = "1"] = process.argv.slice(2);
const bodies = new Map<string, string>();

const server = createServer((request, response) => {
  const path = request.url ?? "/";
  const body = bodies.get(path) ?? answerTo(path, Number(tokens));
  bodies.set(path, body);
  const length = Buffer.byteLength(body);
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": length });
  response.end(body);
});
// Keeps connections open between two turns.
server.keepAliveTimeout = 0;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));

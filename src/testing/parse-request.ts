/** A received request with its body. */
export interface ParsedRequest {
  readonly method: string;
  /** The encoded path of the URL. */
  readonly pathname: string;
  /** The path below the base URL, without repeated slashes; undefined if it is not below. */
  readonly path: string | undefined;
  /** The query, with the `?`. */
  readonly search: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** @param prefix the path of the base URL, without a trailing slash */
export async function parseRequest(request: Request, prefix: string): Promise<ParsedRequest> {
  const { pathname, search } = new URL(request.url);
  const path = pathBelow(prefix, pathname.replace(/\/+/g, "/"));
  const body = new Uint8Array(await request.arrayBuffer());
  return { method: request.method, pathname, path, search, headers: request.headers, body };
}

function pathBelow(prefix: string, path: string): string | undefined {
  if (path.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return undefined;
  const below = path.slice(prefix.length) || "/";
  return below.startsWith("/") ? below : undefined;
}

import type { InviteError } from "../errors.ts";
import type { FetchResponse } from "../options.ts";
import type { TimedRun } from "./timeout.ts";

/** A response whose body has been read. */
export interface RawResponse {
  readonly status: number;
  readonly headers: FetchResponse["headers"];
  readonly text: string;
  /** The origin that a redirect points to, or "" if unknown; undefined if the response is not a redirect. */
  readonly redirectedTo: string | undefined;
  /** Error if the body is incomplete: timeout or truncated. */
  readonly bodyError?: InviteError;
}

/** Limits memory use for error bodies. */
const MAX_ERROR_BYTES = 64 * 1024;

const REDIRECT_STATUS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Invalid with any base. */
const INVALID_URL = "//";

/**
 * Reads the whole body of a 2xx and the start of any other, and cancels the rest.
 *
 * @param run when it is aborted, the rest of the body is cancelled, because a custom `fetch` may ignore the signal
 */
export async function readResponse(response: FetchResponse, run: TimedRun): Promise<RawResponse> {
  const { status, headers } = response;
  if (isRedirect(response)) {
    await cancelBody(response, run);
    return { status, headers, text: "", redirectedTo: redirectOrigin(response) };
  }
  const isSuccess = status >= 200 && status <= 299;
  const isBounded = () => !isSuccess || /^text\/html\b/i.test(headers.get("content-type") ?? "");
  return { status, headers, text: await readText(response, isBounded, run), redirectedTo: undefined };
}

/** A browser hides a redirect; a custom `fetch` may have followed one. */
function isRedirect({ status, redirected, type }: FetchResponse): boolean {
  return REDIRECT_STATUS.has(status) || redirected === true || (status === 0 && type === "opaqueredirect");
}

function redirectOrigin({ redirected, url, headers }: FetchResponse): string {
  const location = redirected ? url : headers.get("location") || INVALID_URL;
  try {
    // A constructed response has no URL that a location could be relative to.
    return new URL(location ?? INVALID_URL, url || undefined).origin;
  } catch {
    return "";
  }
}

type Chunk = Uint8Array<ArrayBufferLike>;

interface Body {
  readonly read: () => Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  readonly cancel: () => Promise<unknown>;
}

/** The part of a Node stream that is used. */
interface Emitter {
  on(event: "error", listener: () => void): unknown;
}

/** Returns the body as a web stream or as an async iterable (node-fetch); undefined without either, as on React Native. */
function openBody({ body }: FetchResponse, run: TimedRun): Body | undefined {
  const stream = body as
    | Partial<ReadableStream<unknown> & AsyncIterable<unknown> & Emitter>
    | null
    | undefined;
  const reader = stream?.getReader?.();
  if (reader) return { read: () => reader.read(), cancel: () => reader.cancel() };
  const iterator = stream?.[Symbol.asyncIterator]?.();
  // A Node stream does not close the connection by itself: node-fetch does, by the signal, and emits an error.
  const cancel = async () => {
    stream?.on?.("error", () => {});
    run.abort();
    await iterator?.return?.();
  };
  return iterator && { read: () => iterator.next(), cancel };
}

async function cancelBody(response: FetchResponse, run: TimedRun): Promise<void> {
  await openBody(response, run)
    ?.cancel()
    .catch(() => {});
}

async function readText(response: FetchResponse, isBounded: () => boolean, run: TimedRun): Promise<string> {
  const body = openBody(response, run);
  if (body === undefined) {
    const text = await response.text();
    return isBounded() ? text.slice(0, MAX_ERROR_BYTES) : text;
  }
  const cancel = () => body.cancel().catch(() => {});
  run.onAbort = cancel;
  if (run.signal.aborted) cancel();
  const chunks: Chunk[] = [];
  for (let bytes = 0; bytes < MAX_ERROR_BYTES || !isBounded(); ) {
    const { done, value } = await body.read();
    if (done) return decode(chunks, bytes);
    bytes += chunks[chunks.push(value as Chunk) - 1]?.byteLength ?? 0;
  }
  await cancel();
  return decode(chunks);
}

const decoder: TextDecoder = /* @__PURE__ */ new TextDecoder();

/** Decodes all bytes at once: faster than chunk by chunk. */
function decode(
  chunks: readonly Chunk[],
  length = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0),
): string {
  const [first] = chunks;
  if (chunks.length < 2) return decoder.decode(first);
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return decoder.decode(bytes);
}

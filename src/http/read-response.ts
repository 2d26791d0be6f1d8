import type { InviteError } from "../errors.ts";
import type { FetchResponse } from "../options.ts";
import type { TimedRun } from "./timeout.ts";

/** A response whose body has been read. */
export interface RawResponse {
  readonly status: number;
  readonly headers: FetchResponse["headers"];
  readonly text: string;
  /** The origin that a redirect points to, or "" if unknown; undefined if the response is not a redirect. */
  readonly redirectedTo?: string | undefined;
  /** Error if the body is incomplete: timeout or truncated. */
  readonly bodyError?: InviteError;
}

/** Limits memory use for bodies that are only quoted. */
const MAX_ERROR_BYTES = 64 * 1024;

/** Statuses of redirects. A browser hides them as 0. */
const REDIRECT_STATUS: ReadonlySet<number> = new Set([0, 301, 302, 303, 307, 308]);

/**
 * Reads the whole body of a 2xx and the start of any other, and cancels the rest.
 *
 * @param run when it is aborted, the rest of the body is cancelled, because a custom `fetch` may ignore the signal
 */
export async function readResponse(response: FetchResponse, run: TimedRun): Promise<RawResponse> {
  const { status, headers } = response;
  const redirectedTo = redirectOrigin(response);
  const maxBytes = status >= 200 && status <= 299 ? Infinity : MAX_ERROR_BYTES;
  const text = await readText(response, redirectedTo === undefined ? maxBytes : 0, run);
  return { status, headers, text, redirectedTo };
}

function redirectOrigin(response: FetchResponse): string | undefined {
  // A custom `fetch` may have followed a redirect.
  const { redirected } = response;
  if (!redirected && !REDIRECT_STATUS.has(response.status)) return undefined;
  const location = redirected ? response.url : response.headers.get("location");
  try {
    // A constructed response has no URL that a location could be relative to.
    return location ? new URL(location, response.url || undefined).origin : "";
  } catch {
    return "";
  }
}

type Chunk = Uint8Array<ArrayBufferLike>;

/** The part of a web stream's reader that is used. */
interface Reader {
  read(): Promise<{ readonly done?: boolean | undefined; readonly value?: Chunk | undefined }>;
  cancel(): Promise<unknown>;
}

/** The parts of a web stream and of a Node stream that are used. */
interface Body {
  getReader?(): Reader;
  [Symbol.asyncIterator]?(): AsyncIterator<Chunk, undefined>;
  on?(event: "error", listener: () => void): unknown;
}

/** Returns a reader of a web stream or of an async iterable (node-fetch); undefined without either, as on React Native. */
function openBody(body: Body | null | undefined, run: TimedRun): Reader | undefined {
  if (body?.getReader) return body.getReader();
  const iterator = body?.[Symbol.asyncIterator]?.();
  return (
    iterator && {
      read: () => iterator.next(),
      // A Node stream does not close the connection by itself: node-fetch does, by the signal, and emits an error.
      async cancel() {
        body?.on?.("error", () => {});
        run.abort();
      },
    }
  );
}

const decoder: TextDecoder = /* @__PURE__ */ new TextDecoder();

/** Reads the body up to about this many bytes, and cancels the rest. */
async function readText(response: FetchResponse, maxBytes: number, run: TimedRun): Promise<string> {
  const reader = openBody(response.body as Body | null | undefined, run);
  if (!reader) return (await response.text()).slice(0, maxBytes);
  const cancel = () => reader.cancel().catch(() => {});
  run.onAbort = cancel;
  if (run.signal.aborted) cancel();
  const chunks: Chunk[] = [];
  let length = 0;
  while (length < maxBytes) {
    const { value } = await reader.read();
    if (!value) break;
    chunks.push(value);
    length += value.byteLength;
    // A page instead of JSON is an error, too.
    if (length > MAX_ERROR_BYTES && /html/i.test(response.headers.get("content-type") ?? "")) maxBytes = 0;
  }
  if (length >= maxBytes) await cancel();
  // Decoding all bytes at once is faster than chunk by chunk.
  if (chunks.length < 2) return decoder.decode(chunks[0]);
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return decoder.decode(bytes);
}

/** An answer, its body read. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where a redirect pointed, its origin alone; "" when that is not to be learnt. undefined: it was no redirect. */
  readonly redirectedTo: string | undefined;
}

/** Enough for every error that a server means to be read; a page of megabytes is not. */
const MAX_ERROR_BYTES = 64 * 1024;

/** Statuses that point elsewhere; of the others from 300 on none does. */
const REDIRECT_STATUS = /^30[12378]$/;
/** No URL, with whatever base. */
const INVALID_URL = "//";

/**
 * Reads the body, and leaves nothing of it open: the whole of a success, the start of anything else.
 *
 * @param signal once it is aborted, the rest of the body is let go: a `fetch` that knows no signals would bring it still
 */
export async function readResponse(response: Response, signal: AbortSignal): Promise<RawResponse> {
  const { status, headers } = response;
  const redirectedTo = redirectOrigin(response);
  if (redirectedTo !== undefined) {
    await response.body?.cancel();
    return { status, headers, text: "", redirectedTo };
  }
  const limit = response.ok && !isHtmlType(headers) ? Number.POSITIVE_INFINITY : MAX_ERROR_BYTES;
  return { status, headers, text: await readText(response, limit, signal), redirectedTo };
}

function redirectOrigin({ type, redirected, status, url, headers }: Response): string | undefined {
  // A browser hides a redirect; a `fetch` of the caller's may have followed one all the same.
  if (type !== "opaqueredirect" && !redirected && !REDIRECT_STATUS.test(`${status}`)) return undefined;
  const location = redirected ? url : headers.get("location") || INVALID_URL;
  try {
    // A response that was made, not fetched, has no URL that a location could be relative to.
    return new URL(location, url || undefined).origin;
  } catch {
    return "";
  }
}

async function readText(response: Response, limit: number, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader?.();
  // No body, or a `fetch` without streams, such as React Native's.
  if (reader === undefined) return (await response.text()).slice(0, limit);
  const cancel = () => reader.cancel().catch(() => {});
  if (signal.aborted) cancel();
  else signal.addEventListener("abort", cancel, { once: true });
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; bytes < limit; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  await cancel();
  return text;
}

function isHtmlType(headers: Headers): boolean {
  return /^text\/html\b/i.test(headers.get("content-type") ?? "");
}

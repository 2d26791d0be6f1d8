import type { ParsedRequest } from "./parse-request.ts";
import { json } from "./responses.ts";
import type { Version } from "./versions.ts";

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";
const MAX_BYTES = 100 * 1024;

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const PARAMETERS = new RegExp(`^(;\\s*${TOKEN}\\s*=\\s*(${TOKEN}|"([^"\\\\]|\\\\.)*")\\s*)*$`);
const MEDIA_TYPE = new RegExp(`^${TOKEN}/${TOKEN}$`);

/** Parses the content type like real servers. */
function typeOf(headers: Headers): { type: string; isWellFormed: boolean; charset: string | undefined } {
  const header = headers.get("content-type") ?? "";
  const [, type = "", parameters = ""] = /^([^;]*)(.*)$/.exec(header) ?? [];
  const [, quoted, plain] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(parameters) ?? [];
  return {
    type: type.trim().toLowerCase(),
    isWellFormed: MEDIA_TYPE.test(type.trim()) && PARAMETERS.test(parameters),
    charset: (quoted ?? plain)?.toLowerCase() || undefined,
  };
}

/** Returns whether a request may have a body of this type, without reading it. */
export function isJson(headers: Headers, { lenientType }: Version): boolean {
  const { type, isWellFormed } = typeOf(headers);
  return type === JSON_TYPE && (isWellFormed || lenientType);
}

/** Returns the parsed body, an empty object if nothing was parsed, or the error response. */
export async function readBody(request: ParsedRequest): Promise<{ value: unknown } | Response> {
  const { headers, body, method } = request;
  const { type, isWellFormed, charset = "utf-8" } = typeOf(headers);
  const isPresent = body.byteLength > 0 || ["POST", "PUT", "PATCH"].includes(method);
  if (!isPresent || !isWellFormed || (type !== JSON_TYPE && type !== FORM_TYPE)) return { value: {} };
  if (type === JSON_TYPE ? !charset.startsWith("utf-") : charset !== "utf-8") return wrongCharset(charset);

  const encoding = headers.get("content-encoding")?.toLowerCase() ?? "identity";
  if (!["identity", "gzip", "deflate"].includes(encoding)) {
    return json(415, { message: `unsupported content encoding "${encoding}"` });
  }
  const tooLarge = () => json(413, { message: "request entity too large" });
  if (encoding === "identity" && body.byteLength > MAX_BYTES) return tooLarge();
  const decoder = decoderOf(charset, body);
  if (decoder === undefined) return wrongCharset(charset);
  try {
    const bytes = encoding === "identity" ? body : await decompressed(body, encoding as "gzip" | "deflate");
    if (bytes.byteLength > MAX_BYTES) return tooLarge();
    if (bytes.byteLength === 0 || type === FORM_TYPE) return { value: {} };
    // Servers ignore an incomplete UTF-16 unit at the end.
    const whole = charset === "utf-8" ? bytes : bytes.subarray(0, bytes.length - (bytes.length % 2));
    return { value: JSON.parse((decoderOf(charset, bytes) ?? decoder).decode(whole)) };
  } catch (error) {
    return json(400, { message: (error as Error).message });
  }
}

function wrongCharset(charset: string): Response {
  return json(415, { message: `unsupported charset "${charset.toUpperCase()}"` });
}

/** Returns the decoder. Servers support a few more encodings, such as UTF-32. */
function decoderOf(charset: string, bytes: Uint8Array): TextDecoder | undefined {
  if (charset === "utf-16") return new TextDecoder(isBigEndian(bytes) ? "utf-16be" : "utf-16le");
  return ["utf-8", "utf-16le", "utf-16be"].includes(charset) ? new TextDecoder(charset) : undefined;
}

/** Detects the byte order like real servers: by the byte order mark, else by the position of zero bytes. */
function isBigEndian(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return true;
  if (first === 0xff && second === 0xfe) return false;
  let balance = 0;
  for (let at = 0; at + 1 < Math.min(bytes.length, 200); at += 2) {
    if (bytes[at] === 0 && bytes[at + 1] !== 0) balance += 1;
    if (bytes[at] !== 0 && bytes[at + 1] === 0) balance -= 1;
  }
  return balance > 0;
}

/** @throws Error with the message of zlib */
async function decompressed(bytes: Uint8Array<ArrayBuffer>, format: "gzip" | "deflate"): Promise<Uint8Array> {
  const [first = 0, second = 0] = bytes;
  const hasHeader =
    format === "gzip" ? first === 0x1f && second === 0x8b : ((first << 8) + second) % 31 === 0;
  if (bytes.length > 1 && !hasHeader) throw new Error("incorrect header check");
  if (bytes.length > 1 && format === "deflate" && (first & 15) !== 8) {
    throw new Error("unknown compression method");
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
  try {
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new Error("unexpected end of file");
  }
}

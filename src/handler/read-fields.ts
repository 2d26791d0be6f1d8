import { isObject } from "../validation/validators.ts";
import { Problem } from "./problem.ts";

/** Unvalidated fields of a request. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the fields of a JSON document or a form.
 *
 * @throws {Problem} for an unsupported media type, a body above the limit, or a body that cannot be parsed
 */
export async function readFields(request: Request, maxBodyBytes: number): Promise<Fields> {
  const contentType = request.headers.get("content-type") ?? "";
  const parse = PARSERS[(contentType.split(";")[0] ?? "").trim().toLowerCase()];
  if (parse === undefined) throw new Problem("unsupported_media_type");
  const bytes = await readBytes(request, maxBodyBytes);
  let fields: unknown;
  try {
    fields = await parse(bytes, contentType);
  } catch {
    throw invalidBody("cannot be parsed");
  }
  if (!isObject(fields)) throw invalidBody("must be an object");
  return fields as Fields;
}

type Parse = (bytes: Uint8Array<ArrayBuffer>, contentType: string) => unknown;

const parseForm: Parse = async (bytes, contentType) =>
  Object.fromEntries(await new Response(bytes, { headers: { "content-type": contentType } }).formData());

// Not text/plain: a form of another site can send it without a CORS preflight.
const PARSERS: Readonly<Record<string, Parse | undefined>> = {
  "application/json": (bytes) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)),
  "application/x-www-form-urlencoded": parseForm,
  "multipart/form-data": parseForm,
};

function invalidBody(message: string): Problem {
  return new Problem("invalid_input", { issues: [{ path: "", message }] });
}

/** Reads a body, and cancels it once it exceeds the limit. */
async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (request.bodyUsed) throw new Error("the body was read before the sign-up handler was called");
  if (Number(request.headers.get("content-length") ?? 0) > limit) {
    await request.body?.cancel();
    throw new Problem("body_too_large");
  }
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read().catch(() => {
      throw invalidBody("is incomplete");
    })) ?? { done: true };
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader?.cancel().catch(() => {});
      throw new Problem("body_too_large");
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

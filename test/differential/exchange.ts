import { isDeepStrictEqual } from "node:util";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import diff from "microdiff";
import { type Comparable, createNormaliser } from "../raw/normalise.ts";
import type { Carry, RawAnswer } from "../raw/request.ts";
import type { RandomBody, RandomRequest } from "./requests.ts";

/** API keys by the names that random requests use. */
export type KeyName = "adminKey" | "viewerKey" | "bossKey" | "clientKey";

/** The responses of a real server and the fake to one request. */
export interface Exchange {
  readonly request: RandomRequest;
  readonly real: Comparable;
  readonly fake: Comparable;
  /** Differing parts in one line; undefined if both are equal. */
  readonly difference: string | undefined;
}

interface Side {
  readonly carry: Carry;
  /** Secrets of the newest tokens, newest first. */
  readonly secrets: string[];
  readonly normalise: (answer: RawAnswer, nth: number) => Comparable;
}

/** Creates a function that sends a request to the real server and to the fake, one after the other. */
export function createExchange(
  baseUrl: string,
  keys: Readonly<Record<KeyName, string>>,
  carries: { readonly real: Carry; readonly fake: Carry },
): (request: RandomRequest) => Promise<Exchange> {
  const from = Date.now();
  const sideOf = (carry: Carry): Side => ({ carry, secrets: [], normalise: createNormaliser(from) });
  const real = sideOf(carries.real);
  const fake = sideOf(carries.fake);
  let sent = 0;

  async function send(request: RandomRequest, { carry, secrets, normalise }: Side): Promise<Comparable> {
    const fill = (text: string) =>
      text.replace(
        /\{(\w+)\}/g,
        (_, name: string) => keys[name as KeyName] ?? secrets[Number(name)] ?? "none",
      );
    const response = await carry(
      new Request(baseUrl + fill(request.path), {
        method: request.method,
        headers: Object.entries(request.headers).map(([name, value]): [string, string] => [
          name,
          fill(value),
        ]),
        body: request.body ? bytesOf(request.body) : null,
        redirect: "manual",
      }),
    );
    const { status, headers } = response;
    const answer = { status, headers, body: await response.text() };
    const secret = status === 201 ? (JSON.parse(answer.body) as { secret?: string }).secret : undefined;
    if (secret) secrets.unshift(secret);
    secrets.splice(10);
    return normalise(answer, sent);
  }

  return async (request) => {
    const results = { real: await send(request, real), fake: await send(request, fake) };
    sent += 1;
    return { request, ...results, difference: differenceOf(results.real, results.fake) };
  };
}

function differenceOf(real: Comparable, fake: Comparable): string | undefined {
  if (isDeepStrictEqual(real, fake)) return undefined;
  const status = real.status === fake.status ? `${real.status}` : `${real.status} and ${fake.status}`;
  const parts = (["headers", "body"] as const).flatMap((part) => {
    const [one, other] = [{ [part]: real[part] }, { [part]: fake[part] }];
    return diff(one, other).map(({ path }) =>
      path.map((name) => (typeof name === "number" ? "*" : name)).join("."),
    );
  });
  const shown = real.status === fake.status ? [...new Set(parts)].sort().join(", ") : "";
  return `${status}${shown && `: ${shown}`}`;
}

function bytesOf({ text, charset, packing }: RandomBody): Uint8Array<ArrayBuffer> {
  const bytes = encode(text, charset);
  if (packing === "gzip") return new Uint8Array(gzipSync(bytes));
  if (packing === "deflate") return new Uint8Array(deflateSync(bytes));
  if (packing === "deflate-raw") return new Uint8Array(deflateRawSync(bytes));
  if (packing === "broken") return new Uint8Array(gzipSync(bytes).subarray(0, 15));
  return new Uint8Array(bytes);
}

function encode(text: string, charset: RandomBody["charset"]): Buffer {
  if (charset === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  return Buffer.from(text, charset === "utf-16le" ? "utf16le" : charset);
}

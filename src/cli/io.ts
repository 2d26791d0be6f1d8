import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import * as util from "node:util";

/** A stream that may be a terminal. */
type Terminal<Stream> = Stream & { readonly isTTY?: boolean | undefined };

/** The parts of `process` that the command uses. */
export interface Io {
  readonly stdin: Terminal<Readable>;
  readonly stdout: Terminal<Writable>;
  readonly stderr: Terminal<Writable>;
  readonly env: {
    readonly UNLEASH_BASE_URL?: string | undefined;
    readonly UNLEASH_API_KEY?: string | undefined;
    readonly NO_COLOR?: string | undefined;
    readonly TERM?: string | undefined;
  };
  /** Aborts on Ctrl-C. Listening starts with the first call; before that, Ctrl-C exits the process as usual. */
  readonly interrupted: () => AbortSignal;
}

export type Style = "bold" | "dim" | "red" | "green" | "yellow";

/** Returns a function that colors text if the stream is a terminal and `NO_COLOR` is not set. */
export function styler({ isTTY }: { isTTY?: boolean | undefined }, { NO_COLOR = "", TERM }: Io["env"]) {
  // Older versions of Node 20 have no `styleText`.
  const isColoured = isTTY === true && NO_COLOR === "" && TERM !== "dumb" && "styleText" in util;
  return (style: Style, text: string): string =>
    isColoured ? util.styleText(style, text, { validateStream: false }) : text;
}

/** Asks a question on stderr, so that stdout can be piped. Returns true for "y" and "yes" only. */
export async function confirm({ stdin, stderr }: Io, question: string): Promise<boolean> {
  const readline = createInterface({ input: stdin, output: stderr, terminal: stdin.isTTY === true });
  try {
    const answer = await new Promise<string>((resolve) => {
      // Ctrl-C and Ctrl-D.
      readline.once("SIGINT", () => resolve(""));
      readline.once("close", () => resolve(""));
      readline.question(`${question} [y/N] `, resolve);
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    readline.close();
  }
}

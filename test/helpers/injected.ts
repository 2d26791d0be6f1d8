import { signalled } from "./calls.ts";

/** Creates a body that sends the given chunks and then stalls; reports its cancellation. */
export function stalledBody(...pieces: string[]): { body: ReadableStream; cancelled: Promise<void> } {
  const cancelled = signalled();
  const body = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
    },
    cancel() {
      cancelled.resolve();
    },
  });
  return { body, cancelled: cancelled.promise };
}

/** Creates a `fetch` that responds after a delay and honors its signal. */
export async function answerAfter(
  ms: number,
  answer: Response,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    setTimeout(() => resolve(answer), ms);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}

/** Creates a `fetch` that never responds and honors its signal. */
export function neverAnswer(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}

import { signalled } from "./calls.ts";

/** A body that comes in the pieces it is given, and then stalls; tells when it has been cancelled. */
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

/** Answers after some time, as a `fetch` that heeds its signal. */
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

/** Never answers, as a `fetch` that heeds its signal. */
export function neverAnswer(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}

import type { ClientEvent } from "./events.ts";

/** A logger: `console`, pino or winston. */
export interface EventLogger {
  /** Called for every response. */
  debug(message: string): unknown;
  /** Called for every retry. */
  warn(message: string): unknown;
  /** Called for every failed call. */
  error(message: string): unknown;
  /** Called for calls that the caller's signal aborted. */
  info(message: string): unknown;
}

/**
 * Returns an `onEvent` that logs one line for each response (`debug`), retry (`warn`), failure (`error`) and abort (`info`).
 * No line contains a key, a password, a secret or a host.
 *
 * @param logger `console`, or a logger of pino or winston
 * @example
 * const client = createInviteClient({ baseUrl, apiKey, onEvent: logEvents(console) });
 */
export function logEvents(logger: EventLogger): (event: ClientEvent) => void {
  return (event) => {
    const { operation, attempt } = event;
    switch (event.type) {
      case "response":
        logger.debug(`${operation}: ${event.status} in ${formatMs(event.durationMs)} (attempt ${attempt})`);
        break;
      case "retry":
        logger.warn(
          `${operation}: ${reason(event)}, next attempt in ${formatMs(event.delayMs)} (attempt ${attempt})`,
        );
        break;
      case "failure": {
        const line = `${operation}: ${reason(event)} after ${formatMs(event.durationMs)} (attempt ${attempt})`;
        if (event.code === "aborted") logger.info(line);
        else logger.error(line);
      }
    }
  };
}

function reason({ code, status }: { code: string; status: number | undefined }): string {
  return status === undefined ? code : `${code} (${status})`;
}

function formatMs(ms: number): string {
  return `${Math.round(ms)} ms`;
}

import { isDateObject } from "./validate.ts";

/** The clock of a fake. */
export interface Clock {
  /** Returns the current time in ms since 1970. */
  readonly now: () => number;
  /** @throws TypeError if the clock is a function of the caller */
  readonly advance: (ms: number) => void;
}

/** @param given a function that returns the time, or a Date at which the clock is stopped; default: the system clock */
export function createClock(given: (() => number) | Date | undefined): Clock {
  if (typeof given === "function") {
    return {
      now: () => checked(given()),
      advance: () => {
        throw new TypeError("advance needs a fake with its own clock: pass a Date as now, or omit now");
      },
    };
  }
  let advanced = 0;
  const start = given?.getTime();
  return {
    now: () => (start ?? Date.now()) + advanced,
    advance: (ms) => {
      advanced += ms;
    },
  };
}

function checked(time: unknown): number {
  if (typeof time === "number" && Number.isFinite(time)) return time;
  const got = isDateObject(time) ? "a Date" : typeof time;
  throw new TypeError(`now() must return milliseconds since 1970 as a number, not ${got}`);
}

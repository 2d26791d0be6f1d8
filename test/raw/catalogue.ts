import { accessRequests, wrongWayRequests } from "./catalogue-access.ts";
import { oddRequests } from "./catalogue-odd.ts";
import { peopleRequests } from "./catalogue-people.ts";
import { createRequests, readRequests, updateRequests } from "./catalogue-tokens.ts";
import { oddWayRequests } from "./catalogue-ways.ts";
import type { RawRequest } from "./request.ts";

/**
 * All compared requests, in the order in which they are sent to a new server.
 *
 * @param today 00:00 UTC of the current day, in ms
 */
export function catalogue(today: number): RawRequest[] {
  return [
    ...accessRequests(),
    ...createRequests(today),
    ...readRequests(),
    ...updateRequests(today),
    ...peopleRequests(),
    ...oddRequests(today),
    ...oddWayRequests(),
    ...wrongWayRequests(),
  ];
}

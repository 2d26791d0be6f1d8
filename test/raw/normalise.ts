import { monthAfter } from "../contract/clock.ts";
import type { RawAnswer } from "./request.ts";

/** A response without values that differ between two runs on the same server. */
export interface Comparable {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Headers that are not compared; all others are. */
const IGNORED = new Set([
  // Transfer and encoding: decided by the HTTP server, not by Unleash.
  ...["connection", "content-encoding", "content-length", "date", "keep-alive", "transfer-encoding", "vary"],
  // For conditional requests, which the SDK does not make.
  "etag",
  // For browsers that show a page of Express.
  ...["content-security-policy", "x-content-type-options"],
]);

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** Tolerance for server times before the start of the run, in ms. */
const LEEWAY = 1000;

/** Start and end of the compared runs, in ms. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Normalises all responses of one run, see {@link createNormaliser}. */
export function normalised(answers: readonly RawAnswer[], { from, until }: Span): Comparable[] {
  const normalise = createNormaliser(from, () => until);
  return answers.map((answer, nth) => normalise(answer, nth));
}

/**
 * Creates the function that makes the responses of one run comparable with those of another. It must be called with the
 * responses in order.
 *
 * - Secrets and users' ids become the number of the response in which they first appeared, so that they stay
 *   distinguishable.
 * - The ids of errors (UUIDs) become `<uuid>`.
 * - A time during the runs becomes `<now>`, one a calendar month later `<in a month>`; all others are compared.
 * - Tokens in a list, and users in a token, are sorted, because servers return them in no stable order.
 * - The admin UI's page becomes `<the admin UI>`; any other page is compared as a whole.
 * - `ratelimit-remaining` and `-reset` become `<number>`, because they count requests and seconds.
 *
 * JSON is compared by value: white space and the order of properties do not matter.
 */
export function createNormaliser(
  from: number,
  until: () => number = () => Date.now(),
): (answer: RawAnswer, nth: number) => Comparable {
  const secrets = new Map<string, string>();
  const users = new Map<unknown, string>();
  return ({ status, headers, body }, nth) => {
    const parsed = parse(body);
    learn(parsed, nth, secrets, users);
    return {
      status,
      headers: Object.fromEntries([...headers].filter(([name]) => !IGNORED.has(name)).map(header)),
      body: typeof parsed === "string" ? text(parsed) : value(parsed),
    };
  };

  function header([name, content]: [string, string]): [string, string] {
    return [
      name,
      /^ratelimit-(remaining|reset)$/.test(name) ? content.replace(/^\d+$/, "<number>") : text(content),
    ];
  }

  function value(of: unknown): unknown {
    if (typeof of === "string") return INSTANT.test(of) ? instant(of) : text(of);
    if (Array.isArray(of)) return of.map(value);
    if (typeof of !== "object" || of === null) return of;
    return Object.fromEntries(
      Object.entries(of).map(([name, child]) => {
        if (name === "id" && users.has(child) && isUser(of)) return [name, users.get(child)];
        const list = name === "tokens" || name === "users";
        return [name, list && Array.isArray(child) ? sorted(child.map(value)) : value(child)];
      }),
    );
  }

  function text(of: string): string {
    if (of.includes("<title>Unleash</title>")) return "<the admin UI>";
    let known = of.replaceAll(UUID, "<uuid>");
    for (const [secret, name] of secrets) known = known.replaceAll(secret, name);
    return known;
  }

  function instant(of: string): string {
    const time = Date.parse(of);
    const isWithin = (first: number, last: number) => time >= first - LEEWAY && time <= last;
    if (isWithin(from, until())) return "<now>";
    return isWithin(monthAfter(from), monthAfter(until())) ? "<in a month>" : of;
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Returns whether an object is a user of a token or a sign-up: roles and errors have an id too. */
function isUser(of: object): boolean {
  return "username" in of || "accountType" in of || "email" in of;
}

function learn(of: unknown, nth: number, secrets: Map<string, string>, users: Map<unknown, string>): void {
  if (typeof of !== "object" || of === null) return;
  const { secret, id } = of as { secret?: unknown; id?: unknown };
  if (typeof secret === "string" && !secrets.has(secret)) secrets.set(secret, `<secret ${nth}>`);
  if (typeof id === "number" && isUser(of) && !users.has(id)) users.set(id, `<user ${nth}>`);
  for (const child of Object.values(of)) learn(child, nth, secrets, users);
}

function sorted(list: unknown[]): unknown[] {
  const key = (of: unknown) => JSON.stringify(of);
  return list.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

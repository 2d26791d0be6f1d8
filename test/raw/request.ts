/** One request of the catalogue, as sent. */
export interface RawRequest {
  /** Description of the request: the subject of a sentence. */
  readonly title: string;
  readonly method: string;
  /** The encoded path. Here and in headers, `{week}` is the secret that an earlier request saved under that name. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Saves the secret in the response under this name. */
  readonly saves?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Sends a request: `fetch`, or the fake's `handle`. */
export type Carry = (request: Request) => Promise<Response>;

export interface Target {
  readonly baseUrl: string;
  readonly adminKey: string;
  readonly viewerKey: string;
  readonly carry: Carry;
}

/** Sends the whole catalogue in order: later requests use the tokens and users of earlier ones. */
export async function play(catalogue: readonly RawRequest[], target: Target): Promise<RawAnswer[]> {
  const saved: Record<string, string> = { adminKey: target.adminKey, viewerKey: target.viewerKey };
  const answers: RawAnswer[] = [];
  for (const request of catalogue) {
    const response = await target.carry(requestOf(request, target.baseUrl, saved));
    const { status, headers } = response;
    const answer = { status, headers, body: await response.text() };
    if (request.saves) saved[request.saves] = (JSON.parse(answer.body) as { secret: string }).secret;
    answers.push(answer);
  }
  return answers;
}

function requestOf(request: RawRequest, baseUrl: string, saved: Record<string, string>): Request {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name) => {
      if (saved[name] === undefined) throw new Error(`${request.title}: no secret is saved as ${name}`);
      return saved[name];
    });
  // As `Request` and every client based on fetch normalize it: `/./` and `/../` in a path are removed.
  return new Request(baseUrl + fill(request.path), {
    method: request.method,
    headers: Object.entries({ accept: "*/*", ...request.headers }).map(([name, value]): [string, string] => [
      name,
      fill(value),
    ]),
    // Bytes, because a string would add a content type.
    body: request.body === undefined ? null : new TextEncoder().encode(request.body),
    redirect: "manual",
  });
}

const json = { "content-type": "application/json" };
const asAdmin = { authorization: "{adminKey}" };
const asViewer = { authorization: "{viewerKey}" };

type Over = Partial<Omit<RawRequest, "title" | "method" | "path">>;

/** Creates a request. An object as body is sent as JSON, a string unchanged. */
function sending(
  headers: Record<string, string>,
  line: string,
  title: string,
  body: unknown,
  over: Over,
): RawRequest {
  const [method = "", path = ""] = line.split(" ");
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const typed = text === undefined ? headers : { ...json, ...headers };
  return { title, method, path, body: text, ...over, headers: { ...typed, ...over.headers } };
}

/** With the administrator's key. @param line method and path */
export function admin(line: string, title: string, body?: unknown, over: Over = {}): RawRequest {
  return sending(asAdmin, line, title, body, over);
}

/** With a viewer's key. */
export function viewer(line: string, title: string, body?: unknown, over: Over = {}): RawRequest {
  return sending(asViewer, line, title, body, over);
}

/** Without a key. */
export function anybody(line: string, title: string, body?: unknown, over: Over = {}): RawRequest {
  return sending({}, line, title, body, over);
}

import type { Version } from "./versions.ts";

/** One reason of a refusal. */
export interface Detail {
  readonly path?: string;
  readonly message: string;
}

/** An error in a server's own form. Thrown by what carries a request out. */
export class ServerError extends Error {
  readonly status: number;
  readonly details: readonly Detail[];
  /** Further properties of its JSON. */
  readonly extras: object;

  constructor(
    status: number,
    name: string,
    message: string,
    more: { details?: readonly Detail[]; extras?: object } = {},
  ) {
    super(message);
    this.name = name;
    this.status = status;
    this.details = more.details ?? [{ message }];
    this.extras = more.extras ?? {};
  }
}

/** A statement that the database has refused. */
export function sqlError(statement: string, reason: string): ServerError {
  return new ServerError(500, "UnknownError", `${statement} - ${reason}`);
}

export function badData(reason: string): ServerError {
  const message = `Request validation failed: your request body or params contain invalid data: ${reason}`;
  return new ServerError(400, "BadDataError", message, { details: [{ message: reason }] });
}

export function badDataOf(details: readonly Detail[]): ServerError {
  const message =
    "Request validation failed: your request body or params contain invalid data. Refer to the `details` list for more information.";
  return new ServerError(400, "BadDataError", message, { details });
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const type = "application/json; charset=utf-8";
  return new Response(JSON.stringify(body), { status, headers: { "content-type": type, ...headers } });
}

export function html(status: number, body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { "content-type": "text/html; charset=utf-8", ...headers } });
}

export function empty(status: number): Response {
  return new Response(null, { status });
}

/** @param id of this error; undefined where the server gives none */
export function errorJson(error: ServerError, id: string | undefined, { describes }: Version): Response {
  const { status, name, message, extras } = error;
  const details = error.details.map((detail) =>
    describes ? { ...detail, description: detail.message } : detail,
  );
  return json(status, { ...(id === undefined ? {} : { id }), name, message, details, ...extras });
}

/** The page of the web framework below Unleash. */
export function frameworkPage(status: number, text: string): Response {
  const escapes: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  const safe = text.replace(/[&<>"']/g, (char) => escapes[char] as string);
  return html(
    status,
    `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${safe}</pre>\n</body>\n</html>\n`,
    { "content-security-policy": "default-src 'none'", "x-content-type-options": "nosniff" },
  );
}

/** Stands for the page of the admin UI, which answers to every path that nothing else does. */
export function adminPage(status = 200): Response {
  return html(
    status,
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>Unleash</title>\n</head>\n<body>\n<div id="app"></div>\n</body>\n</html>\n',
  );
}

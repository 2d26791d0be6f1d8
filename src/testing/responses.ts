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

/** Returns an error page of Unleash's web framework. */
export function frameworkPage(status: number, text: string): Response {
  const escapes: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  const safe = text.replace(/[&<>"']/g, (char) => escapes[char] as string);
  const page = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${safe}</pre>\n</body>\n</html>\n`;
  return html(status, page, {
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
  });
}

/** Returns the page for an unknown route. @param pathname encoded path of the URL */
export function cannotPage(method: string, pathname: string): Response {
  return frameworkPage(404, `Cannot ${method} ${pathname.replace(/%(?![\da-f]{2})/gi, "%25")}`);
}

/** Returns a stand-in for the page of the admin UI, which servers send for every unknown path. */
export function adminPage(status: number): Response {
  const page =
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>Unleash</title>\n</head>\n<body>\n<div id="app"></div>\n</body>\n</html>\n';
  return html(status, page, status === 404 ? { "cache-control": "no-cache" } : {});
}

/** Returns the response to OPTIONS. */
export function optionsPage(methods: readonly string[]): Response {
  const allow = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(",");
  return html(200, allow, { allow });
}

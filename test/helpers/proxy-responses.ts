// Error responses of proxies, gateways and web frameworks, in their default configuration: from their source code, or as
// captured. Style sheets and scripts of pages are left out.

/** A response that is not Unleash's. */
interface ProxyResponse {
  /** Content type; undefined if there is none. */
  readonly type: string | undefined;
  readonly body: string;
}
/** The response for each status; a product that never sends a status has none. */
type Responses = Partial<Record<ErrorStatus, ProxyResponse>>;
export type ErrorStatus = 400 | 401 | 403 | 404 | 413 | 429 | 431 | 502 | 503 | 504;

type Texts = Readonly<Partial<Record<ErrorStatus, string>>>;

/** Responses with one content type. */
function responses(type: string | undefined, texts: Texts, toBody = (text: string) => text): Responses {
  return Object.fromEntries(
    Object.entries(texts).map(([status, text]) => [status, { type, body: toBody(text) }]),
  );
}

const TITLES: Texts = {
  400: "Bad Request",
  401: "Authorization Required",
  403: "Forbidden",
  404: "Not Found",
  413: "Request Entity Too Large",
  429: "Too Many Requests",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
};

function page(title: string, footer: string): string {
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n${footer}</body>\r\n</html>\r\n`;
}

/** The pages of nginx and of products based on it: Cloudflare, AWS load balancers, ingress-nginx. */
function nginx(footer: string, statuses = Object.keys(TITLES).map(Number) as ErrorStatus[]): Responses {
  const titles = statuses.map((status) => [status, page(`${status} ${TITLES[status]}`, footer)]);
  return responses("text/html", Object.fromEntries(titles));
}
const NGINX_FOOTER = "<hr><center>nginx/1.31.5</center>\r\n";

const HAPROXY: Texts = {
  400: "<h1>400 Bad request</h1>\nYour browser sent an invalid request.",
  401: "<h1>401 Unauthorized</h1>\nYou need a valid user and password to access this content.",
  403: "<h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.",
  404: "<h1>404 Not Found</h1>\nThe resource could not be found.",
  413: "<h1>413 Payload Too Large</h1>\nThe request entity exceeds the maximum allowed.",
  429: "<h1>429 Too Many Requests</h1>\nYou have sent too many requests in a given amount of time.",
  502: "<h1>502 Bad Gateway</h1>\nThe server returned an invalid or incomplete response.",
  503: "<h1>503 Service Unavailable</h1>\nNo server is available to handle this request.",
  504: "<h1>504 Gateway Time-out</h1>\nThe server didn't respond in time.",
};

/** The page of the Windows kernel driver in front of IIS. */
function httpSys(title: string, heading: string, text: string): ProxyResponse {
  const body = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n<HTML><HEAD><TITLE>${title}</TITLE>\r\n<META HTTP-EQUIV="Content-Type" Content="text/html; charset=us-ascii"></HEAD>\r\n<BODY><h2>${heading}</h2>\r\n<hr><p>${text}</p>\r\n</BODY></HTML>\r\n`;
  return { type: "text/html; charset=us-ascii", body };
}

/** A page of IIS for clients on other computers. */
function iis(title: string, text: string): ProxyResponse {
  const body = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\r\n<html xmlns="http://www.w3.org/1999/xhtml">\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"/>\r\n<title>${title}</title>\r\n</head>\r\n<body>\r\n<div id="header"><h1>Server Error</h1></div>\r\n<div id="content">\r\n <div class="content-container"><fieldset>\r\n  <h2>${title}</h2>\r\n  <h3>${text}</h3>\r\n </fieldset></div>\r\n</div>\r\n</body>\r\n</html>\r\n`;
  return { type: "text/html", body };
}
const NO_PERMISSION =
  "You do not have permission to view this directory or page using the credentials that you supplied.";

const kong = (message: string) =>
  `{\n  "message":"${message}",\n  "request_id":"4c1b5a1d7e2f3a0b9c8d7e6f5a4b3c2d"\n}`;

function spring(errors: Texts): Responses {
  const bodies = Object.entries(errors).map(([status, error]) => [
    status,
    JSON.stringify({
      timestamp: "2026-06-01T12:00:00.000+00:00",
      status: Number(status),
      error,
      path: "/invite/a3c84b25409ea8ca1782ef17f94a42fc/validate",
    }),
  ]);
  return responses("application/json", Object.fromEntries(bodies));
}

const express = (text: string) =>
  `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${text}</pre>\n</body>\n</html>\n`;

/** The page of the app router. */
const next = (title: string) => {
  const [status, text] = title.split(": ");
  return `<!DOCTYPE html><html><head><meta charSet="utf-8"/><title>${title}</title></head><body><div><h1 class="next-error-h1">${status}</h1><div><h2>${text}</h2></div></div></body></html>`;
};

const PLAIN = "text/plain; charset=utf-8";
const EMPTY: ProxyResponse = { type: undefined, body: "" };

export const proxyResponses: Readonly<Record<string, Responses>> = {
  nginx: {
    ...nginx(NGINX_FOOTER),
    // nginx sends its own 400 for headers that are too large.
    400: {
      type: "text/html",
      body: page(
        "400 Bad Request",
        `<center>Request Header Or Cookie Too Large</center>\r\n${NGINX_FOOTER}`,
      ).replace("<title>400 Bad Request", "<title>400 Request Header Or Cookie Too Large"),
    },
  },
  Traefik: {
    ...responses(PLAIN, {
      400: "400 Bad Request",
      403: "Forbidden",
      404: "404 page not found\n",
      413: "Request Entity Too Large",
      429: "Too Many Requests",
      431: "431 Request Header Fields Too Large",
      502: "Bad Gateway",
      503: "no available server\n",
      504: "Gateway Timeout",
    }),
    401: { type: "text/plain", body: "401 Unauthorized\n" },
  },
  Kong: responses(
    "application/json; charset=utf-8",
    {
      400: "Request header or cookie too large",
      401: "No API key found in request",
      403: "You cannot consume this service",
      404: "no Route matched with those values",
      413: "Request size limit exceeded",
      429: "API rate limit exceeded",
      502: "An invalid response was received from the upstream server",
      503: "failure to get a peer from the ring-balancer",
      504: "The upstream server is timing out",
    },
    kong,
  ),
  Envoy: {
    ...responses("text/plain", {
      400: "Bad Request",
      401: "Jwt is missing",
      403: "RBAC: access denied",
      413: "Payload Too Large",
      429: "local_rate_limited",
      431: "Request Header Fields Too Large",
      502: "upstream connect error or disconnect/reset before headers. reset reason: protocol error",
      503: "no healthy upstream",
      504: "upstream request timeout",
    }),
    404: EMPTY,
  },
  HAProxy: responses("text/html", HAPROXY, (text) => `<html><body>${text}\n</body></html>\n`),
  IIS: {
    400: httpSys(
      "Bad Request",
      "Bad Request - Invalid Hostname",
      "HTTP Error 400. The request hostname is invalid.",
    ),
    401: iis("401 - Unauthorized: Access is denied due to invalid credentials.", NO_PERMISSION),
    403: iis("403 - Forbidden: Access is denied.", NO_PERMISSION),
    404: iis(
      "404 - File or directory not found.",
      "The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.",
    ),
    // Without pages of its own, IIS responds with a sentence.
    413: { type: "text/html", body: "The page was not displayed because the request entity is too large." },
    502: iis(
      "502 - Web server received an invalid response while acting as a gateway or proxy server.",
      "There is a problem with the page you are looking for, and it cannot be displayed. When the Web server (while acting as a gateway or proxy) contacted the upstream content server, it received an invalid response from the content server.",
    ),
    503: httpSys("Service Unavailable", "Service Unavailable", "HTTP Error 503. The service is unavailable."),
  },
  Cloudflare: {
    ...nginx("<hr><center>cloudflare</center>\r\n", [400, 404, 413]),
    ...responses("text/plain; charset=UTF-8", {
      429: "error code: 1015",
      502: "error code: 502",
      503: "error code: 503",
      504: "error code: 504",
    }),
    403: {
      type: "text/html; charset=UTF-8",
      body: '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head></html>',
    },
  },
  "AWS ALB": nginx("", [400, 401, 403, 413, 502, 503, 504]),
  "AWS API Gateway": responses(
    "application/json",
    {
      400: "Invalid request body",
      401: "Unauthorized",
      403: "Missing Authentication Token",
      404: "Not Found",
      413: "Request Too Long",
      429: "Limit Exceeded",
      502: "Internal server error",
      503: "Service Unavailable",
      504: "Endpoint request timed out",
    },
    (message) => `{"message":"${message}"}`,
  ),
  "Kubernetes' default backend": {
    ...nginx("<hr><center>nginx</center>\r\n"),
    404: { type: PLAIN, body: "default backend - 404" },
  },
  Express: {
    ...responses(
      "text/html; charset=utf-8",
      {
        // The first with a stack trace, which is left out with NODE_ENV=production.
        400: "SyntaxError: Unexpected token &#39;s&#39;, &quot;soon&quot; is not valid JSON<br> &nbsp; &nbsp;at JSON.parse (&lt;anonymous&gt;)",
        403: "Forbidden",
        404: "Cannot GET /invite/a3c84b25409ea8ca1782ef17f94a42fc/validate",
        413: "Payload Too Large",
      },
      express,
    ),
    // Of passport, express-rate-limit and http-proxy-middleware.
    401: { type: undefined, body: "Unauthorized" },
    429: { type: "text/html; charset=utf-8", body: "Too many requests, please try again later." },
    504: { type: undefined, body: "Error occurred while trying to proxy: localhost:4242/invite" },
    // Of Node's HTTP server.
    431: EMPTY,
  },
  Spring: {
    ...spring({
      400: "Bad Request",
      401: "Unauthorized",
      403: "Forbidden",
      413: "Payload Too Large",
      502: "Bad Gateway",
      503: "Service Unavailable",
      504: "Gateway Timeout",
    }),
    // Problem details, when they are enabled.
    404: {
      type: "application/problem+json",
      body: JSON.stringify({
        type: "about:blank",
        title: "Not Found",
        status: 404,
        detail: "No static resource invite.",
        instance: "/invite",
      }),
    },
    // Of the gateway's rate limiter, and of Jetty.
    429: EMPTY,
    431: {
      type: "text/html;charset=iso-8859-1",
      body: "<h1>Bad Message 431</h1><pre>reason: Request Header Fields Too Large</pre>",
    },
  },
  "Next.js": {
    ...responses(
      "text/html; charset=utf-8",
      {
        401: "401: You're not authorized to access this page.",
        403: "403: This page could not be accessed.",
        404: "404: This page could not be found.",
      },
      next,
    ),
    // Of a route of the pages router, and of Node's HTTP server.
    400: { type: undefined, body: "Invalid JSON" },
    413: { type: undefined, body: "Body exceeded 1mb limit" },
    431: EMPTY,
  },
};

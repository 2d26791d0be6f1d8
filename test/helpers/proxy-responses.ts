// Error responses of proxies, gateways and web frameworks, in their default configuration.

/** The body of each status; a product that never sends a status has none. */
export type Bodies = Partial<Record<ErrorStatus, string>>;
export type ErrorStatus = 400 | 401 | 403 | 404 | 413 | 429 | 431 | 502 | 503 | 504;

const TITLES: Record<ErrorStatus, string> = {
  400: "Bad Request",
  401: "Authorization Required",
  403: "Forbidden",
  404: "Not Found",
  413: "Request Entity Too Large",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
};

function bodiesOf(statuses: readonly ErrorStatus[], write: (status: ErrorStatus) => string): Bodies {
  return Object.fromEntries(statuses.map((status) => [status, write(status)]));
}

const WITHOUT_431: readonly ErrorStatus[] = [400, 401, 403, 404, 413, 429, 502, 503, 504];

/** The error page of nginx and of products based on it: Cloudflare, AWS load balancers, ingress-nginx. */
const nginxPage = (status: number, title: string, footer: string) =>
  `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${title}</h1></center>\r\n${footer}</body>\r\n</html>\r\n`;
const nginx = (server: string) => (status: ErrorStatus) =>
  nginxPage(status, TITLES[status], `<hr><center>${server}</center>\r\n`);

const HAPROXY: Bodies = Object.fromEntries(
  (
    [
      [400, "Bad request", "Your browser sent an invalid request."],
      [401, "Unauthorized", "You need a valid user and password to access this content."],
      [403, "Forbidden", "Request forbidden by administrative rules."],
      [404, "Not Found", "The resource could not be found."],
      [413, "Payload Too Large", "The request entity exceeds the maximum allowed."],
      [429, "Too Many Requests", "You have sent too many requests in a given amount of time."],
      [502, "Bad Gateway", "The server returned an invalid or incomplete response."],
      [503, "Service Unavailable", "No server is available to handle this request."],
      [504, "Gateway Time-out", "The server didn't respond in time."],
    ] as const
  ).map(([status, title, text]) => [
    status,
    `<html><body><h1>${status} ${title}</h1>\n${text}\n</body></html>\n`,
  ]),
);

/** The error page of the Windows kernel driver in front of IIS. */
const httpSys = (status: number, title: string, text: string) =>
  `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n<HTML><HEAD><TITLE>${title}</TITLE>\r\n<META HTTP-EQUIV="Content-Type" Content="text/html; charset=us-ascii"></HEAD>\r\n<BODY><h2>${title}</h2>\r\n<hr><p>HTTP Error ${status}. ${text}</p>\r\n</BODY></HTML>\r\n`;

const kong = (message: string) =>
  JSON.stringify({ message, request_id: "4c1b5a1d7e2f3a0b9c8d7e6f5a4b3c2d" }, undefined, 2);

const spring = (status: ErrorStatus, error: string) =>
  JSON.stringify({
    timestamp: "2026-06-01T12:00:00.000+00:00",
    status,
    error,
    path: "/invite/a3c84b25409ea8ca1782ef17f94a42fc/validate",
  });

const express = (text: string) =>
  `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${text}</pre>\n</body>\n</html>\n`;

const next = (title: string) =>
  `<!DOCTYPE html><html><head><meta charSet="utf-8" data-next-head=""/><title>${title}</title></head><body><div id="__next"></div></body></html>`;

const apiGateway = (message: string) => JSON.stringify({ message });

export const proxyResponses: Readonly<Record<string, Bodies>> = {
  nginx: {
    ...bodiesOf(WITHOUT_431, nginx("nginx/1.29.1")),
    // nginx sends its own 400 for headers that are too large.
    400: nginxPage(
      400,
      "Request Header Or Cookie Too Large",
      "<center>Request Header Or Cookie Too Large</center>\r\n<hr><center>nginx/1.29.1</center>\r\n",
    ),
  },
  Traefik: {
    400: "400 Bad Request",
    401: "401 Unauthorized\n",
    403: "Forbidden",
    404: "404 page not found\n",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    431: "431 Request Header Fields Too Large",
    502: "Bad Gateway",
    503: "no available server\n",
    504: "Gateway Timeout",
  },
  Kong: {
    400: kong("Bad request"),
    401: kong("No API key found in request"),
    403: kong("You cannot consume this service"),
    404: kong("no Route matched with those values"),
    413: kong("Request size limit exceeded"),
    429: kong("API rate limit exceeded"),
    431: kong("Request header or cookie too large"),
    502: kong("An invalid response was received from the upstream server"),
    503: kong("failure to get a peer from the ring-balancer"),
    504: kong("The upstream server is timing out"),
  },
  Envoy: {
    400: "Bad Request",
    401: "Jwt is missing",
    403: "RBAC: access denied",
    404: "",
    413: "Payload Too Large",
    429: "local_rate_limited",
    431: "Request Header Fields Too Large",
    502: "upstream connect error or disconnect/reset before headers. reset reason: protocol error",
    503: "no healthy upstream",
    504: "upstream request timeout",
  },
  HAProxy: HAPROXY,
  IIS: {
    400: httpSys(400, "Bad Request - Invalid Hostname", "The request hostname is invalid."),
    401: "You do not have permission to view this directory or page.",
    403: "You do not have permission to view this directory or page.",
    404: "The resource you are looking for has been removed, had its name changed, or is temporarily unavailable.",
    413: "The page was not displayed because the request entity is too large.",
    502: '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\r\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>502 - Web server received an invalid response while acting as a gateway or proxy server.</title></head></html>',
    503: httpSys(503, "Service Unavailable", "The service is unavailable."),
    504: "The page cannot be displayed because the server did not respond in time.",
  },
  Cloudflare: {
    ...bodiesOf([400, 413, 431], nginx("cloudflare")),
    403: '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head></html>',
    404: "error code: 1000",
    429: "error code: 1015",
    502: "error code: 502",
    503: "error code: 503",
    504: "error code: 504",
  },
  "AWS ALB": bodiesOf(WITHOUT_431, (status) => nginxPage(status, TITLES[status], "")),
  "AWS API Gateway": {
    400: apiGateway("Invalid request body"),
    401: apiGateway("Unauthorized"),
    403: apiGateway("Missing Authentication Token"),
    404: apiGateway("Not Found"),
    413: apiGateway("Request Too Long"),
    429: apiGateway("Limit Exceeded"),
    502: apiGateway("Internal server error"),
    503: apiGateway("Service Unavailable"),
    504: apiGateway("Endpoint request timed out"),
  },
  "Kubernetes' default backend": {
    ...bodiesOf(WITHOUT_431, nginx("nginx")),
    404: "default backend - 404",
  },
  Express: {
    400: express("SyntaxError: Unexpected token &#39;s&#39;, &quot;soon&quot; is not valid JSON"),
    401: "Unauthorized",
    403: express("ForbiddenError: invalid csrf token"),
    404: express("Cannot GET /invite/a3c84b25409ea8ca1782ef17f94a42fc/validate"),
    413: express("PayloadTooLargeError: request entity too large"),
    429: "Too many requests, please try again later.",
    // Node's HTTP server closes the connection without a body.
    431: "",
    502: "Error occurred while trying to proxy: localhost:4242/invite",
    504: "Error occurred while trying to proxy: localhost:4242/invite",
  },
  Spring: {
    400: spring(400, "Bad Request"),
    401: spring(401, "Unauthorized"),
    403: spring(403, "Forbidden"),
    404: JSON.stringify({
      type: "about:blank",
      title: "Not Found",
      status: 404,
      detail: "No static resource invite.",
      instance: "/invite",
    }),
    413: spring(413, "Payload Too Large"),
    429: "",
    431: '<!doctype html><html lang="en"><head><title>HTTP Status 431 – Request Header Fields Too Large</title></head></html>',
    502: spring(502, "Bad Gateway"),
    503: spring(503, "Service Unavailable"),
    504: spring(504, "Gateway Timeout"),
  },
  "Next.js": {
    400: "Invalid JSON",
    401: next("401: Unauthorized"),
    403: next("403: Forbidden"),
    404: next("404: This page could not be found."),
    413: "Body exceeded 1mb limit",
    431: "",
    502: "Internal Server Error",
  },
};

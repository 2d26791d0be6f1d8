/**
 * The server of the page: it gives out the built files, and lets the invite operations through to Unleash.
 *
 * The API key stays here. The SDK runs in the browser as it would anywhere, with this server as its `baseUrl`; what it
 * sends for a key is replaced by the real one. So the page has the SDK's own types, errors and retries, and there is no
 * second API in between to write and to keep.
 *
 * Whoever reaches this server is an administrator of invite links: it is a demo, bound to loopback. A real one asks who
 * is there, before it adds the key.
 */
import type { AddressInfo } from "node:net";
import { type Connect, type Plugin, type ProxyOptions, preview } from "vite";

export interface WebOptions {
  /** Where Unleash is, without `/api`. */
  baseUrl: string;
  /** The key of an administrator. */
  apiKey: string;
  /** Default 0: a free port, chosen by the operating system. */
  port?: number | undefined;
  /** Logs requests that do not get through to Unleash. Default true. */
  log?: boolean | undefined;
}

export interface Web {
  /** `http://127.0.0.1:<port>` */
  url: string;
  stop(): Promise<void>;
}

// Nothing else reaches Unleash. A secret is letters and digits: with a dot or a percent sign in it, a proxy further on
// might read another path, and the key would be sent there.
const ADMIN = /^\/api\/admin\/invite-link\/tokens(\/[\w-]+)?$/;
const PUBLIC = /^\/invite\/[\w-]+\/(validate|signup)$/;

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  // An invite link in the address bar is as good as a password: no other site shall see it.
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Serves what `vite build` has made of this folder. */
export async function startWeb(options: WebOptions): Promise<Web> {
  const { baseUrl, port = 0, log = true } = options;
  const toUnleash: ProxyOptions = {
    target: baseUrl,
    changeOrigin: true,
    configure: (proxy) => proxy.on("proxyRes", ({ headers }) => void delete headers["set-cookie"]),
  };
  const server = await preview({
    root: import.meta.dirname,
    logLevel: log ? "error" : "silent",
    plugins: [gate(options)],
    preview: {
      host: "127.0.0.1",
      port,
      strictPort: true,
      cors: false,
      headers: HEADERS,
      // In Vite a key that begins with ^ is a regular expression.
      proxy: { [ADMIN.source]: toUnleash, [PUBLIC.source]: toUnleash },
    },
  });
  const address = server.httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
}

/** Stands before Vite's proxy. Vite itself refuses a foreign `Host`, as after DNS rebinding. */
function gate({ baseUrl, apiKey }: WebOptions): Plugin {
  const check: Connect.NextHandleFunction = ({ url = "", headers }, response, next) => {
    const isAdmin = ADMIN.test(url);
    if (!isAdmin && !PUBLIC.test(url)) return next();
    // Browsers write this header themselves, and no page can change it. Without it, another site, open in the same
    // browser, could act as the administrator.
    if (headers["sec-fetch-site"] !== "same-origin") return response.writeHead(403).end();
    // A cookie may be a session in Unleash's own pages: all ports of a host share their cookies.
    delete headers.cookie;
    delete headers.authorization;
    if (isAdmin) headers.authorization = apiKey;
    next();
  };
  return {
    name: "unleash-gate",
    configurePreviewServer({ middlewares }) {
      // So the built page holds no address: it is the same for every Unleash.
      middlewares.use("/login", (_request, response) => {
        response.writeHead(302, { location: `${baseUrl}/login` }).end();
      });
      middlewares.use(check);
    },
  };
}

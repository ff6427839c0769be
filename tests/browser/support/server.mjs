// A static server for the release bundle, strict about paths and honest about types.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
};

/**
 * Serves `root` under `base`; `hold(path)` may return a promise to wait for before a file is sent;
 * `gzip` sends all of them packed, as hosts do.
 * The requests' paths are kept in `requests`.
 */
export async function serve(root, { base = "/", hold, gzip = false } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    requests.push(path);
    await hold?.(path);
    const inside = path.startsWith(base) ? normalize(path.slice(base.length)) : "..";
    if (inside.split(sep).includes("..")) return response.writeHead(404).end();
    const file = inside === "." || inside === "" ? "index.html" : inside;
    try {
      const body = await readFile(join(root, file));
      const head = { "content-type": types[extname(file)] ?? "application/octet-stream" };
      if (gzip) response.writeHead(200, { ...head, "content-encoding": "gzip" }).end(gzipSync(body, { level: 9 }));
      else response.writeHead(200, head).end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${server.address().port}${base}`;
  return {
    url,
    requests,
    close: () => new Promise((closed) => (server.close(closed), server.closeAllConnections())),
  };
}

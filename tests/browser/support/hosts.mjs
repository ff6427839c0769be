// A test with a page of another site that embeds the widget: the widget's files are served under /widget/, and pages
// come from the test itself or from a folder.

import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";
import { test } from "node:test";
import { newContext } from "./browser.mjs";

const project = resolve(import.meta.dirname, "../../..");
export const widget = resolve(project, "target/widget");
assert(existsSync(resolve(widget, "embed.js")), "the widget is missing: run `make package`");

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css", ".toml": "text/plain", ".json": "application/json", ".svg": "image/svg+xml" };

/** Serves `pages` (path → text), then the folders in `mounts` (prefix → folder). */
export async function serveHost(pages = {}, mounts = {}, headers = {}) {
  const requests = [];
  const folders = { "/widget/": widget, "/lessons/": resolve(project, "static/lessons"), ...mounts };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    requests.push(path);
    const send = (body, name) => response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream", ...headers }).end(body);
    if (path in pages) return send(pages[path], "page.html");
    for (const [prefix, folder] of Object.entries(folders)) {
      const name = path.startsWith(prefix) ? path.slice(prefix.length) : "..";
      if (name.split(/[/\\]/).includes("..")) continue;
      for (const file of [name, `${name}index.html`, `${name}/index.html`]) {
        const full = resolve(folder, ...file.split("/").filter(Boolean));
        if (full.startsWith(folder + sep) && existsSync(full) && extname(full)) return send(readFileSync(full), full);
      }
    }
    response.writeHead(404).end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () => new Promise((closed) => (server.close(closed), server.closeAllConnections())),
  };
}

/** `check({ page, url, requests })`; nothing may go wrong in the page but what `allow` expects. */
export function hostTest(name, { pages, mounts, headers, allow = [], ...options }, check) {
  test(name, { timeout: 40_000 }, async () => {
    const server = await serveHost(pages, mounts, headers);
    const context = await newContext(options);
    const complaints = [];
    try {
      await context.addInitScript(() =>
        addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`)),
      );
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on("pageerror", (error) => complaints.push(`uncaught: ${error}`));
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(`console: ${message.text()} ${message.location().url}`));
      await check({ page, url: server.url, requests: server.requests });
      await page.waitForTimeout(50);
      assert.deepEqual(complaints.filter((text) => !allow.some((pattern) => pattern.test(text))), []);
    } finally {
      await context.close();
      await server.close();
    }
  });
}

/** A page with a body. */
export const html = (body, head = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>A page</title><link rel="icon" href="data:,">${head}</head><body><main><h1>A page</h1><h2>A part</h2>${body}</main></body></html>`;

/** Loads the widget as a module. */
export const script = '<script type="module" src="/widget/embed.js"></script>';

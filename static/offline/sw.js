// Holds all files of one version of the page, so that it works without a network. static/module/build.mjs writes the
// version and the files in front of this.
/* global version, files */

const name = `drydock ${version}`;
const page = "./";

/** Fetches all files: those named by their contents from the browser's cache, where the page has left them. */
async function fill() {
  const cache = await caches.open(name);
  const answers = await Promise.all(files.map((path) => fetch(path, { cache: path === page ? "no-cache" : "force-cache" })));
  const missing = answers.find((answer) => !answer.ok);
  if (missing) throw new Error(`${missing.url}: ${missing.status}`);
  // A page of another version would want other files.
  const text = await answers[files.indexOf(page)].clone().text();
  if (!files.every((path) => path === page || !/^drydock-[^/]*\.js$/.test(path) || text.includes(path))) throw new Error("another version");
  await Promise.all(files.map((path, at) => cache.put(path, answers[at])));
}

async function clean() {
  const others = (await caches.keys()).filter((other) => other.startsWith("drydock ") && other !== name);
  await Promise.all(others.map((other) => caches.delete(other)));
}

async function answer(request) {
  const cache = await caches.open(name);
  const kept = await cache.match(request.mode === "navigate" ? page : request);
  return kept ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(clean()));
self.addEventListener("message", ({ data }) => data === "take over" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(self.registration.scope)) event.respondWith(answer(request));
});

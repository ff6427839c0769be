// The page without a network: a service worker (static/offline/sw.js) holds all of its files. A new version is fetched
// beside the old one, and takes its place when its user says so.

/** Waits until nothing is being fetched for the service worker any more. */
function installed(registration) {
  const worker = registration.installing;
  if (!worker) return;
  return new Promise((resolve) => worker.addEventListener("statechange", () => worker.state !== "installing" && resolve()));
}

/** An element with a text and properties. */
export function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  return Object.assign(made, attributes);
}

/** Asks whether the new version may take over. The text is kept over the reload unless nothing is to be kept. */
function ask(worker) {
  if (document.querySelector(".update")) return;
  const notice = element("div", "", { className: "notice update" });
  notice.setAttribute("role", "status");
  const yes = element("button", "Use it now", { type: "button", className: "fix" });
  const no = element("button", "Later", { type: "button", className: "quiet" });
  yes.onclick = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take over");
  };
  no.onclick = () => notice.remove();
  notice.append(element("p", "A new version of Drydock is here; it begins with a reload."), yes, no);
  document.body.append(notice);
}

/** Done once the service worker has all that it wants, or can't be had: then the network can be shut. */
export async function keepOffline() {
  if (!navigator.serviceWorker) return;
  try {
    const isFirst = !navigator.serviceWorker.controller;
    const registration = await navigator.serviceWorker.register(script());
    if (!isFirst) await registration.update().catch(() => {}); // there may be no network
    await installed(registration);
    if (!isFirst && registration.waiting) ask(registration.waiting);
  } catch {
    // Where no service worker may be had, such as in private windows, the page works with the network only.
  }
}

/** The address of the service worker's script, in the form in which browsers take it that enforce Trusted Types. */
function script() {
  const address = new URL("../sw.js", import.meta.url).href;
  const policy = globalThis.trustedTypes?.createPolicy("offline", { createScriptURL: () => address });
  return policy ? policy.createScriptURL("") : address;
}

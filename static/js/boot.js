// Starts the program. Trunk would do this with an inline script, which the page's policy forbids; so the addresses
// come as data on this script's element. `drydock-glue` is what wasm-bindgen wrote for the module:
// static/module/scripts.mjs makes one script of both.

import start, { tellLate } from "drydock-glue";
import { unpacker } from "./unpack.js";
import { weave } from "./weave.js";

const root = document.documentElement;
try {
  // Before the first paint of the program, so that nothing flashes; browser/theme.rs writes it.
  const theme = localStorage.getItem("drydock.theme");
  if (theme) root.dataset.theme = theme;
  // What stood there before a reload; browser/kept.rs writes it. A link brings its own.
  if (!location.hash.startsWith("#/s/")) document.getElementById("before").value ||= sessionStorage.getItem("drydock.text") ?? "";
} catch {
  // Where nothing may be remembered, the system's theme holds.
}

/** A fault of the program's own is a trap; what was typed is still there. */
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;
const confess = (error) => {
  if (isTrap(error)) root.dataset.broken = "";
};
addEventListener("error", ({ error }) => confess(error));
addEventListener("unhandledrejection", ({ reason }) => confess(reason));

const addresses = document.querySelector("script[data-first]").dataset;
const address = (path) => new URL(path, document.baseURI);

/** The bytes of a packed part of the program, unpacked while they come. */
async function part(path) {
  const response = await fetch(address(path));
  const pieces = response.body.getReader();
  const { take, end } = unpacker();
  for (;;) {
    // Read whatever it is: an answer left unread counts as a request that failed.
    const { done, value } = await pieces.read();
    if (done) break;
    if (response.ok) take(value);
  }
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return weave(end());
}

/** Puts the later part into its places in the first one's table, once the page stands. */
async function follow(first, tell) {
  await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
  try {
    const [bytes] = await Promise.all([part(addresses.late), import(address(addresses.more).href).then((more) => more.ready)]);
    await WebAssembly.instantiate(bytes, { first });
    tell(true);
  } catch (error) {
    tell(false);
    console.warn(error);
  }
}

try {
  follow(await start({ module_or_path: await part(addresses.first) }), tellLate);
} catch (error) {
  confess(error);
  if (!isTrap(error)) root.dataset.unloaded = "";
  throw error;
}

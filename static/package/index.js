// @drydock/core: the engine for JavaScript. `glue.js` is what wasm-bindgen wrote; here it gets a way to its module in
// Node too, today's date, and links that are packed.

import start, * as glue from "./glue.js";
import { initSync as startSync } from "./glue.js";
import { packText, unpackText } from "./deflate.js";

let starting;

/** Loads the engine, once. Without an input it takes the module beside this file. */
export default function init(input) {
  starting ??= load(input).catch((error) => {
    starting = undefined; // so that it can be tried again
    throw error;
  });
  return starting;
}

async function load(input) {
  let from = input ?? new URL("drydock.wasm", import.meta.url);
  if (from instanceof URL && from.protocol === "file:") {
    // Node's fetch reads no files. The name is in a variable so that bundlers for browsers leave it alone.
    const files = "node:fs/promises";
    from = await (await import(/* @vite-ignore */ /* webpackIgnore: true */ files)).readFile(from);
  }
  await start({ module_or_path: from });
}

export { init };

/** Starts the engine with the module's bytes, or with the compiled module. */
export function initSync(module) {
  startSync({ module });
  starting = Promise.resolve();
}

/** Bases are judged by today's date unless the caller gives another, or null for none. */
function withToday(options) {
  const today = options?.today === undefined ? new Date().toISOString().slice(0, 10) : (options.today ?? undefined);
  return { ...options, today };
}

export const audit = (text, options) => glue.audit(text, withToday(options));
export const harden = (text, options) => glue.harden(text, withToday(options));
export const toSarif = (text, options) => glue.toSarif(text, withToday(options));
export const toMarkdown = (text, options) => glue.toMarkdown(text, withToday(options));
export const detectKind = (text, name) => glue.detectKind(text, name);
export const rules = () => glue.rules();
export const version = () => glue.version();
export const Lesson = glue.Lesson;

/** Begins what stands behind the `#` of a link. The version of what follows comes next, and a dot. */
const MARK = "#/s/";
const VERSIONS = "123";

const fault = (code, message) => Object.assign(new Error(message), { name: "DrydockError", code });

export async function encodeShare(file) {
  const written = glue.writeShare(file);
  return `${MARK}${written[0]}.${await packText(written.slice(1))}`;
}

export async function decodeShare(link) {
  const at = link.indexOf(MARK);
  if (at < 0) throw fault("link", "the link holds no file");
  const [version, dot, ...packed] = link.slice(at + MARK.length);
  if (!VERSIONS.includes(version) || dot !== ".") throw fault("link", "the link can't be read: it was made by a newer Drydock");
  const written = await unpackText(packed.join("")).catch(() => {
    throw fault("link", "the link can't be read: it is damaged or cut off");
  });
  return glue.readShare(version, written);
}

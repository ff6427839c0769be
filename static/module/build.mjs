// The last step of the build, run by Trunk: makes of the module that the compiler left what the page loads. It is cut
// in two (split.mjs), each part is made small (wasm-opt), sorted (static/js/weave.js) and packed (pack.mjs). The scripts
// become one, and the styles lose what only people read (scripts.mjs). All are named by their contents.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { unravel, weave } from "../js/weave.js";
import { readData } from "./data.mjs";
import { pack } from "./pack.mjs";
import { bundle, bundleLate, minify } from "./scripts.mjs";
import { split } from "./split.mjs";

const project = resolve(import.meta.dirname, "../..");
const dist = process.env.TRUNK_STAGING_DIR ?? resolve(project, "target/dist");

/** What every browser of 2023 and later runs; all that binaryen knows would be refused by some. */
const features = ["bulk-memory", "mutable-globals", "nontrapping-float-to-int", "sign-ext", "reference-types", "multivalue"];
/** Below 1024 there is only the end of the stack, so that a number added to an address needs no check for overflow. */
const effort = ["--low-memory-unused", "-Oz", "-Oz", "--reorder-functions", "--reorder-locals"];

/** Rules that are off unless asked for, or that seldom find anything, as `category::rule`. */
function seldomRules() {
  const folder = resolve(project, "core/src/rules");
  const list = readFileSync(join(folder, "rare.rs"), "utf8").match(/RARE[^=]*= \[([^\]]*)\]/)[1];
  const rare = new Set([...list.matchAll(/"([^"]+)"/g)].map(([, id]) => id.replaceAll("-", "_")));
  const isOff = /profile: Profile::(Strict|All)\b|check: Check::(Ignore|Pair)\b/;
  const isSeldom = (path) => rare.has(basename(path, ".rs")) || isOff.test(readFileSync(join(folder, path), "utf8"));
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(".rs") && isSeldom(path))
    .map((path) => path.slice(0, -".rs".length).split(/[\\/]/).join("::"));
}

/** What can come after the first audit: what is shown only when asked for, and the rules that are off or seldom needed. */
function isLate() {
  const core = ["plan", "harden", "context"];
  const web = ["hardening", "exports", "pair", "context", "browser::folders"];
  const parts = ["hardened", "change", "offer", "receipt", "explanation", "rule_list", "rule_page", "share", "seal", "context", "context_tree", "file_tabs", "generator"];
  // A path as the compiler writes it: every part behind its length. A crate that was named before is only pointed at.
  const written = (path) => path.split("::").map((part) => part.length + part).join("");
  const rules = seldomRules().map((path) => `rules::${path}`);
  const components = parts.map((part) => `components::${part}`);
  const paths = [...core.map((path) => `drydock_core::${path}`), ...web.map((path) => `drydock_web::${path}`), ...components, ...rules];
  const pattern = new RegExp(paths.map(written).join("|"));
  const list = written("drydock_core::rules::rare_rules");
  // A short function may serve under this name in other places too: the compiler makes one of functions that are equal.
  return (name, size) => (pattern.test(name) && size > 30) || name.includes(list);
}

/** A part made small; it stays in target/module for those who want to look into it. */
function optimised(name, bytes) {
  const [from, to] = [`target/module/${name}.in`, `target/module/${name}.wasm`].map((path) => resolve(project, path));
  mkdirSync(resolve(project, "target/module"), { recursive: true });
  writeFileSync(from, bytes);
  const tool = resolve(project, "node_modules/binaryen/bin/wasm-opt");
  execFileSync(process.execPath, [tool, ...effort, ...features.map((name) => `--enable-${name}`), from, "-o", to]);
  return readFileSync(to);
}

/** A part sorted for packing, and packed. */
function packedModule(name, bytes) {
  const sorted = unravel(new Uint8Array(optimised(name, bytes)));
  const woven = weave(sorted);
  const isSame = Buffer.compare(unravel(woven), sorted) === 0;
  if (!isSame || !WebAssembly.validate(woven)) throw new Error(`the ${name} part of the module does not come out as it went in`);
  return pack(sorted);
}

const hashOf = (parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex").slice(0, 16);

const whole = readdirSync(dist).find((name) => name.endsWith("_bg.wasm"));
// As the linker left it; what wasm-bindgen made of it has the same data in the same places.
const linked = join(process.env.CARGO_TARGET_DIR ?? resolve(project, "target"), "wasm32-unknown-unknown/release/drydock-web.wasm");
const parts = split(readFileSync(join(dist, whole)), readData(readFileSync(linked)), isLate());
const packed = [packedModule("first", parts.first), packedModule("late", parts.late)];
// One name for both: they belong together.
const hash = hashOf(packed);
const [first, late] = [`drydock-${hash}.lzma`, `late/drydock-${hash}.lzma`];
mkdirSync(join(dist, "late"));
writeFileSync(join(dist, first), packed[0]);
writeFileSync(join(dist, late), packed[1]);
rmSync(join(dist, whole));
const page = join(dist, "index.html");
const html = readFileSync(page, "utf8");
const at = (path) => html.match(/data-wasm="([^"]*)"/)[1].replace(whole, path);
const more = at(`late/${await bundleLate(join(dist, "late"))}`);
const named = html.replace(/data-wasm="[^"]*"/, `data-first="${at(first)}" data-late="${at(late)}" data-more="${more}"`).replaceAll(whole, first);
writeFileSync(page, await bundle(dist, named));
await minify(dist);
console.log(`module: ${packed[0].length} bytes first, ${packed[1].length} later (${Math.round(parts.share * 100)} % of the functions)`);

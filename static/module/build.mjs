// The last step of the build, run by Trunk: makes of the module that the compiler left what the page loads. It is cut
// in two (split.mjs), each part is made small, sorted and packed (prepare.mjs). The scripts
// become one, and the styles lose what only people read (scripts.mjs). All are named by their contents.

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { readData } from "./data.mjs";
import { optimised, packed } from "./prepare.mjs";
import { bundle, minify } from "./scripts.mjs";
import { split } from "./split.mjs";

const project = resolve(import.meta.dirname, "../..");
const dist = process.env.TRUNK_STAGING_DIR ?? resolve(project, "target/dist");

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
  const core = ["plan", "harden", "context", "lesson"];
  const web = ["hardening", "exports", "lessons", "browser::lessons", ...["hardened", "change", "offer", "receipt", "explanation", "rule_list", "rule_page", "share", "seal", "learn"].map((part) => `components::${part}`)];
  // A path as the compiler writes it: every part behind its length. A crate that was named before is only pointed at.
  const written = (path) => path.split("::").map((part) => part.length + part).join("");
  const rules = seldomRules().map((path) => `rules::${path}`);
  const others = ["serde_json::error", "serde_json::value"];
  const paths = [...others, ...core.map((path) => `drydock_core::${path}`), ...web.map((path) => `drydock_web::${path}`), ...rules];
  const pattern = new RegExp(paths.map(written).join("|"));
  const list = written("drydock_core::rules::rare_rules");
  // A short function may serve under this name in other places too: the compiler makes one of functions that are equal.
  return (name, size) => (pattern.test(name) && size > 30) || name.includes(list);
}

const hashOf = (parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex").slice(0, 16);

const whole = readdirSync(dist).find((name) => name.endsWith("_bg.wasm"));
// As the linker left it; what wasm-bindgen made of it has the same data in the same places.
const linked = join(process.env.CARGO_TARGET_DIR ?? resolve(project, "target"), "wasm32-unknown-unknown/release/drydock-web.wasm");
const parts = split(readFileSync(join(dist, whole)), readData(readFileSync(linked)), isLate());
const parcels = ["first", "late"].map((name) => packed(name, optimised(name, parts[name])));
// One name for both: they belong together.
const hash = hashOf(parcels);
const [first, late] = [`drydock-${hash}.lzma`, `late/drydock-${hash}.lzma`];
mkdirSync(join(dist, "late"));
writeFileSync(join(dist, first), parcels[0]);
writeFileSync(join(dist, late), parcels[1]);
rmSync(join(dist, whole));
const page = join(dist, "index.html");
const html = readFileSync(page, "utf8");
const at = (path) => html.match(/data-wasm="([^"]*)"/)[1].replace(whole, path);
const named = html.replace(/data-wasm="[^"]*"/, `data-first="${at(first)}" data-late="${at(late)}"`).replaceAll(whole, first);
writeFileSync(page, await bundle(dist, named));
await minify(dist);
// What other sites embed, and the single file; static/package/build.mjs made them.
const widget = resolve(project, "target/widget");
const isSingle = (path) => basename(path) === "embed.html";
cpSync(widget, join(dist, "widget"), { recursive: true, filter: (path) => !isSingle(path) });
cpSync(join(widget, "embed.html"), join(dist, "single/embed.html"));
console.log(`module: ${parcels[0].length} bytes first, ${parcels[1].length} later (${Math.round(parts.share * 100)} % of the functions)`);

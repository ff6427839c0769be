// The last step of the build, run by Trunk: makes of the module that the compiler left what the page loads. It is cut
// in two (split.mjs), each part is made small (wasm-opt), sorted (static/js/weave.js) and packed (pack.mjs). The scripts
// become one, and the styles lose what only people read (scripts.mjs). All are named by their contents.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { unravel, weave } from "../js/weave.js";
import { pack } from "./pack.mjs";
import { bundle, minify } from "./scripts.mjs";
import { split } from "./split.mjs";

const project = resolve(import.meta.dirname, "../..");
const dist = process.env.TRUNK_STAGING_DIR ?? resolve(project, "target/dist");

/** What every browser of 2023 and later runs; all that binaryen knows would be refused by some. */
const features = ["bulk-memory", "mutable-globals", "nontrapping-float-to-int", "sign-ext", "reference-types", "multivalue"];
/** Below 1024 there is only the end of the stack, so that a number added to an address needs no check for overflow. */
const effort = ["--low-memory-unused", "-Oz", "-Oz", "--reorder-functions", "--reorder-locals"];

/** Rules that are off unless asked for, as `category::rule`. */
function optionalRules() {
  const folder = resolve(project, "core/src/rules");
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(".rs") && /profile: Profile::(Strict|All)\b/.test(readFileSync(join(folder, path), "utf8")))
    .map((path) => path.slice(0, -".rs".length).split(/[\\/]/).join("::"));
}

/** What can come after the first audit: hardening, with what shows it, and the rules that are off. */
function isLate() {
  const hash = String.raw`(?:\[\w+\])?::`;
  const core = ["plan", "harden", ...optionalRules().map((rule) => `rules::${rule}`)];
  const web = ["hardening", "components::hardened", "components::change", "components::offer"];
  const pattern = new RegExp(`drydock_core${hash}(${core.join("|")})\\b|drydock_web${hash}(${web.join("|")})\\b`);
  return (name) => pattern.test(name);
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
const parts = split(readFileSync(join(dist, whole)), isLate());
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
const named = html.replace(/data-wasm="[^"]*"/, `data-first="${at(first)}" data-late="${at(late)}"`).replaceAll(whole, first);
writeFileSync(page, await bundle(dist, named));
await minify(dist);
console.log(`module: ${packed[0].length} bytes first, ${packed[1].length} later (${Math.round(parts.share * 100)} % of the functions)`);

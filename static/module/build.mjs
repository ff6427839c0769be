// The last step of the build, run by Trunk: makes of the module that the compiler left what the page loads. It is cut
// in two (split.mjs), each part is made small, sorted and packed (prepare.mjs). The scripts
// become one, and the styles lose what only people read (scripts.mjs). All are named by their contents.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { readData } from "./data.mjs";
import { hashOf, kept, optimised, packed } from "./prepare.mjs";
import { bundle, bundleLate, minify } from "./scripts.mjs";
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
  const core = ["plan", "harden", "context", "policy", "report", "audit::allow", "lesson", "rules::privilege::mend", "rules::build::mend", "model::splits", "model::user_flags", "model::user_unseen", "rules::supply::mend", "model::apt_keys", "model::apt_sources", "model::apt_updates", "model::tool_images", "rules::secrets::mend", "model::url_secrets", "model::mounted_files", "rules::base::mend", "rules::correctness::mend", "image::successors", "model::recommended", "model::exec_form::with_variables", "model::exec_form::plain_words"];
  // The fixes of rules that are themselves needed at once.
  const fixes = { base: ["from_eol_base_image"], build: ["use_workdir_instead_of_cd", "apt_get_missing_no_install_recommends", "apk_missing_no_cache", "apt_get_update_alone", "chown_recursive_layer", "broad_copy_before_install", "apt_lists_not_removed"], correctness: ["legacy_key_value_format", "curl_without_fail", "env_self_reference", "pipefail_missing"], runtime: ["npm_start_as_pid1", "healthcheck_missing", "cmd_not_exec_form"], supply: ["remote_artifact_unverified"] };
  for (const [category, rules] of Object.entries(fixes)) core.push(...rules.map((rule) => `rules::${category}::${rule}::fix`));
  core.push("rules::correctness::curl_without_fail::flag", "rules::correctness::curl_without_fail::is_swallowed", "rules::correctness::pipefail_missing::bears", "rules::base::from_eol_base_image::variant");
  const parts = ["hardened", "change", "offer", "receipt", "explanation", "rule_list", "rule_page", "share", "seal", "image", "settings", "ways", "accept", "fixes_here", "keys", "status", "learn", "context", "context_tree", "file_tabs", "generator"];
  const web = ["hardening", "exports", "picture", "announce", "browser::kept", "lessons", "browser::lessons", "pair", "context", "browser::folders"];
  // Where the state holds a module's types, what drops and compares them is needed before: only its functions are late.
  web.push("more::act", "more::keep", "path::to_next_grade", "kept::remember", "kept::written", "kept::read", "compare::hunks");
  // A path as the compiler writes it: every part behind its length. A crate that was named before is only pointed at.
  const written = (path) => path.split("::").map((part) => part.length + part).join("");
  const rules = seldomRules().map((path) => `rules::${path}`);
  const others = ["serde_json::error", "serde_json::value", ...parts.map((part) => `components::${part}`)];
  const paths = [...others, ...core.map((path) => `drydock_core::${path}`), ...web.map((path) => `drydock_web::${path}`), ...rules];
  // What only the settings' readers need.
  const crates = ["toml", "toml_parser", "toml_datetime", "saphyr", "saphyr_parser", "hashlink", "foldhash", "EscapeDebug"];
  const pattern = new RegExp([...paths, ...crates].map(written).join("|"));
  const list = written("drydock_core::rules::rare_rules");
  // A short function may serve under this name in other places too: the compiler makes one of functions that are equal.
  return (name, size) => (pattern.test(name) && size > 30) || name.includes(list);
}

/** The service worker, with the names of all files that there are; see static/offline/sw.js. */
function writeOffline() {
  const source = join(dist, "offline/sw.js");
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "sw.js")
    .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
  const version = hashOf(names.flatMap((name) => [name, readFileSync(join(dist, name))]));
  const files = names.map((name) => (name === "index.html" ? "./" : name));
  const head = `const version = ${JSON.stringify(version)};\nconst files = ${JSON.stringify(files)};\n`;
  writeFileSync(join(dist, "sw.js"), head + readFileSync(source, "utf8"));
  rmSync(source);
}

const whole = readdirSync(dist).find((name) => name.endsWith("_bg.wasm"));
// As the linker left it; what wasm-bindgen made of it has the same data in the same places.
const linked = join(process.env.CARGO_TARGET_DIR ?? resolve(project, "target"), "wasm32-unknown-unknown/release/drydock-web.wasm");
const sources = [readFileSync(join(dist, whole)), readFileSync(linked)];
const made = kept("page", [...sources, seldomRules().join()], () => {
  const parts = split(sources[0], readData(sources[1]), isLate());
  const parcel = (name) => packed(name, optimised(name, parts[name]));
  return { first: parcel("first"), late: parcel("late"), share: `${Math.round(parts.share * 100)} % of the functions` };
});
const parcels = [made.first, made.late];
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
const more = at(`late/${await bundleLate(join(dist, "late"))}`);
const named = html.replace(/data-wasm="[^"]*"/, `data-first="${at(first)}" data-late="${at(late)}" data-more="${more}"`).replaceAll(whole, first);
writeFileSync(page, await bundle(dist, named));
await minify(dist);
writeOffline();
// What other sites embed, and the single file; static/package/build.mjs made them.
const widget = resolve(project, "target/widget");
const isSingle = (path) => basename(path) === "embed.html";
cpSync(widget, join(dist, "widget"), { recursive: true, filter: (path) => !isSingle(path) });
cpSync(join(widget, "embed.html"), join(dist, "single/embed.html"));
console.log(`module: ${parcels[0].length} bytes first, ${parcels[1].length} later (${made.share})`);

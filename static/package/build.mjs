// Builds @drydock/core into target/package, and into target/widget what a page that embeds the widget loads. The
// module is made once for both: for npm as it is, for the widget packed like the page's own (static/module/prepare.mjs).

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { readData } from "../module/data.mjs";
import { kept, optimised, packed } from "../module/prepare.mjs";
import { trimmed } from "../module/split.mjs";
import { buildWidget } from "../widget/build.mjs";

const project = resolve(import.meta.dirname, "../..");
const out = resolve(project, "target/package");
const at = (...parts) => resolve(project, ...parts);

/** The module as wasm-bindgen wants it, small and packed, with the script that wasm-bindgen wrote. */
function engine() {
  const locked = process.env.CI ? ["--locked"] : [];
  const target = process.env.CARGO_TARGET_DIR ?? at("target");
  execFileSync("cargo", ["build", "--quiet", ...locked, "--release", "--package", "drydock-api", "--lib", "--target", "wasm32-unknown-unknown"], {
    cwd: project,
    stdio: "inherit",
  });
  const path = join(target, "wasm32-unknown-unknown/release/drydock_api.wasm");
  const linked = readFileSync(path);
  return kept("api", [linked], () => {
    const work = at("target/module/glue");
    const args = ["--target", "web", "--no-demangle", "--no-typescript", "--out-dir", work, "--out-name", "glue"];
    execFileSync("wasm-bindgen", [...args, path], { stdio: "inherit" });
    const module = optimised("api", trimmed(readFileSync(join(work, "glue_bg.wasm")), readData(linked)));
    const glue = readFileSync(join(work, "glue.js"));
    rmSync(work, { recursive: true });
    return { "drydock.wasm": module, "drydock.lzma": packed("api", module), "glue.js": glue };
  });
}

const made = engine();
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const name of readdirSync(at("static/package")).filter((name) => name !== "build.mjs")) {
  cpSync(at("static/package", name), join(out, name));
}
cpSync(at("web/src/browser/deflate.js"), join(out, "deflate.js"));
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) cpSync(at(name), join(out, name));
// Bundlers look for every file that is named so.
const glue = made["glue.js"].toString().replaceAll("glue_bg.wasm", "drydock.wasm");
writeFileSync(join(out, "glue.js"), glue);
writeFileSync(join(out, "drydock.wasm"), made["drydock.wasm"]);
const version = readFileSync(at("Cargo.toml"), "utf8").match(/^version = "(.*)"$/m)[1];
const manifest = JSON.parse(readFileSync(join(out, "package.json"), "utf8"));
if (manifest.version !== version) throw new Error(`the package's version is ${manifest.version}, Drydock's ${version}`);
await buildWidget({ core: out, module: made["drydock.lzma"], out: at("target/widget") });
cpSync(at("target/widget"), join(out, "widget"), { recursive: true });
console.log(`package: a module of ${made["drydock.wasm"].length} bytes, ${gzipSync(made["drydock.wasm"], { level: 9 }).length} gzipped, ${made["drydock.lzma"].length} packed`);

// Makes a module, or a part of one, small and packed: for the page (build.mjs) and for the package (static/package).

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { unravel, weave } from "../js/weave.js";
import { pack } from "./pack.mjs";

const project = resolve(import.meta.dirname, "../..");

/** What every browser of 2023 and later runs; all that binaryen knows would be refused by some. */
const features = ["bulk-memory", "mutable-globals", "nontrapping-float-to-int", "sign-ext", "reference-types", "multivalue"];
/** Below 1024 there is only the end of the stack, so that a number added to an address needs no check for overflow. */
const effort = ["--low-memory-unused", "-Oz", "-Oz", "--reorder-functions", "--reorder-locals"];

const tools = readdirSync(import.meta.dirname).map((name) => readFileSync(join(import.meta.dirname, name)));

/** The beginning of a hash of texts and bytes. */
export const hashOf = (parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex").slice(0, 16);

/** The files that `make` makes, by name. They are made again only once these sources, or the tools here, are others. */
export function kept(name, sources, make) {
  const folder = resolve(project, "target/module", name);
  const [stamp, now] = [join(folder, "stamp"), hashOf([...sources, ...tools])];
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== now) {
    const files = Object.entries(make());
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [file, bytes] of files) writeFileSync(join(folder, file), bytes);
    writeFileSync(stamp, now);
  }
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file))]));
}

/** A module made small; it stays in target/module for those who want to look into it. */
export function optimised(name, bytes) {
  const [from, to] = [`target/module/${name}.in`, `target/module/${name}.wasm`].map((path) => resolve(project, path));
  mkdirSync(resolve(project, "target/module"), { recursive: true });
  writeFileSync(from, bytes);
  const tool = resolve(project, "node_modules/binaryen/bin/wasm-opt");
  execFileSync(process.execPath, [tool, ...effort, ...features.map((name) => `--enable-${name}`), from, "-o", to]);
  return readFileSync(to);
}

/** A module sorted for packing, and packed. */
export function packed(name, bytes) {
  const sorted = unravel(new Uint8Array(bytes));
  const woven = weave(sorted);
  const isSame = Buffer.compare(unravel(woven), sorted) === 0;
  if (!isSame || !WebAssembly.validate(woven)) throw new Error(`the ${name} part of the module does not come out as it went in`);
  return pack(sorted);
}

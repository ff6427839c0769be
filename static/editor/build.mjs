// Bundles the editor into one ES module under target/editor, named by its contents; run by Trunk before it builds.
// The name is left in target/editor.name, where Trunk.toml picks it up.

import { build } from "esbuild";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const project = resolve(import.meta.dirname, "../..");
const out = resolve(project, "target/editor");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const { metafile } = await build({
  entryPoints: [resolve(import.meta.dirname, "editor.js")],
  outdir: out,
  entryNames: "[name]-[hash]",
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "eof",
  metafile: true,
  absWorkingDir: project,
});
const [file] = Object.keys(metafile.outputs);
writeFileSync(resolve(project, "target/editor.name"), `editor/${basename(file)}`);
console.log(`editor: ${basename(file)}, ${gzipSync(readFileSync(resolve(project, file)), { level: 9 }).length} bytes gzipped`);

// Builds the widget into a folder of its own: embed.js, what it loads, frame.js, and embed.html, the single file.

import { build, transform } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { hashOf } from "../module/prepare.mjs";

const here = import.meta.dirname;
const digest = (text) => createHash("sha256").update(text).digest("base64");

/** CSS as text, without what only people read. */
const styleText = {
  name: "css",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true, target: "chrome123" });
      return { contents: code.trim(), loader: "text" };
    }),
};

/** `core` is the folder of the package, `module` the packed module. */
export async function buildWidget({ core, module, out }) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const name = `drydock-${hashOf([module])}.lzma`;
  writeFileSync(join(out, name), module);
  const shared = { bundle: true, minify: true, target: "es2022", legalComments: "none", plugins: [styleText], logLevel: "warning" };
  const moduleName = { name: "module", setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^drydock-module$/ }, ({ path }) => ({ path, namespace: "module" }));
    onLoad({ filter: /.*/, namespace: "module" }, () => ({ contents: `export default ${JSON.stringify(name)}` }));
  } };
  const alias = (bytes) => ({ "drydock-core": join(core, "index.js"), "drydock-bytes": resolve(here, bytes) });
  await build({
    ...shared,
    plugins: [styleText, moduleName],
    alias: alias("bytes-fetched.js"),
    entryPoints: [resolve(here, "embed.js"), resolve(here, "frame.js")],
    outdir: out,
    format: "esm",
    splitting: true,
    chunkNames: "[name]-[hash]",
  });
  const page = await build({
    ...shared,
    alias: alias("bytes-inline.js"),
    entryPoints: [resolve(here, "page.js")],
    format: "iife",
    // Nothing is beside a single file; what asks where it is gets the page's own address.
    define: { "import.meta.url": "document.baseURI" },
    write: false,
  });
  const script = page.outputFiles[0].text.trim().replaceAll("</script", "<\\/script");
  let html = readFileSync(resolve(here, "page.html"), "utf8").replace(/^\s+/gm, "");
  const style = html.match(/<style>([^]*?)<\/style>/)[1];
  const put = (mark, text) => (html = html.replace(mark, () => text));
  put("sha256-SCRIPT", `sha256-${digest(script)}`);
  put("sha256-STYLE", `sha256-${digest(style)}`);
  put("MODULE", Buffer.from(module).toString("base64"));
  put(">SCRIPT<", `>${script}<`);
  writeFileSync(join(out, "embed.html"), html);
  const weight = (file) => gzipSync(readFileSync(join(out, file)), { level: 9 }).length;
  console.log(`widget: embed.js ${weight("embed.js")} bytes gzipped, the single file ${weight("embed.html")}`);
}

// Makes the page's own scripts and styles small.

import { build, transform } from "esbuild";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { hashOf } from "./prepare.mjs";

/**
 * Puts boot.js, what it imports, and what wasm-bindgen wrote for the module into one script. The page's text, which
 * names wasm-bindgen's files, comes back with the script's name in their place.
 */
export async function bundle(dist, html) {
  const glue = readdirSync(dist).find((name) => /^drydock-web-.*\.js$/.test(name));
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, "../js/boot.js")],
    alias: { "drydock-glue": resolve(dist, glue) },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "eof",
    write: false,
  });
  const [{ contents }] = outputFiles;
  const script = `drydock-${hashOf([contents])}.js`;
  writeFileSync(join(dist, script), contents);
  rmSync(join(dist, glue));
  rmSync(join(dist, "snippets"), { recursive: true, force: true });
  return html.replaceAll(glue, script);
}

/** Puts the script and the style that come with the later part into `folder`; the script's name, after both contents. */
export async function bundleLate(folder) {
  const source = resolve(import.meta.dirname, "../late");
  const styles = readdirSync(source).filter((name) => name.endsWith(".css"));
  const text = styles.map((name) => readFileSync(join(source, name), "utf8")).join("");
  const { code: style } = await transform(text, { loader: "css", minify: true });
  const { outputFiles } = await build({ entryPoints: [join(source, "late.js")], bundle: true, minify: true, format: "esm", target: "es2022", write: false });
  const [{ contents: script }] = outputFiles;
  const name = `drydock-${hashOf([script, style])}`;
  writeFileSync(join(folder, `${name}.css`), style);
  writeFileSync(join(folder, `${name}.js`), script);
  return `${name}.js`;
}

/** Takes from the style sheets what only people read. */
export async function minify(dist) {
  for (const name of readdirSync(dist).filter((name) => name.endsWith(".css"))) {
    const { code } = await transform(readFileSync(join(dist, name), "utf8"), { loader: "css", minify: true });
    writeFileSync(join(dist, name), code);
  }
}

// How long the whole pipeline takes in the browser, a file: read, audited, hardened at the level `hardened`, and audited
// again. Figures, not a test: `node tests/browser/pipeline.mjs`, after `make package`. It runs over the collection of real
// Dockerfiles where that is there, over the examples of the page otherwise.

import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { executablePath, flags } from "./support/browser.mjs";
import { unpackCorpus } from "./support/corpus.mjs";
import { serve } from "./support/server.mjs";

const project = resolve(import.meta.dirname, "../..");

function sources() {
  const folder = mkdtempSync(join(tmpdir(), "drydock-"));
  const examples = resolve(project, "static/examples");
  const paths = unpackCorpus(join(folder, "corpus")) ?? readdirSync(examples).map((name) => join(examples, name));
  const texts = paths.map((path) => readFileSync(path, "utf8"));
  rmSync(folder, { recursive: true });
  return texts;
}

const texts = sources();
const server = await serve(resolve(project, "target/package"));
const browser = await chromium.launch({ executablePath, args: flags.split(" ") });
const page = await browser.newPage();
// A page of the package's own origin, which may load its modules.
await page.goto(new URL("package.json", server.url).href);
const times = await page.evaluate(async (texts) => {
  const { init, harden } = await import("/index.js");
  await init();
  const timed = (text) => {
    const start = performance.now();
    try {
      harden(text);
    } catch {
      return undefined; // A file that no reader takes.
    }
    return performance.now() - start;
  };
  // Until the functions that are needed are compiled.
  texts.slice(0, 200).forEach(timed);
  return texts.map(timed);
}, texts);
const sorted = times.filter((time) => time !== undefined).sort((a, b) => a - b);
const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(2);
console.log(`${sorted.length} of ${texts.length} files: median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms, longest ${at(1)} ms`);
await browser.close();
await server.close();

// Writes the rules' long texts, which the page's module is built without, to one file under target/texts, named by its
// contents; run by Trunk before it builds. The name is left in target/texts.name, where Trunk.toml picks it up.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";

const project = resolve(import.meta.dirname, "../..");
const out = resolve(project, "target/texts");

// For this machine, whatever Trunk builds for.
const list = execFileSync("cargo", ["run", "--quiet", "--package", "drydock-cli", "--", "rules", "--format", "json"], {
  cwd: project,
  maxBuffer: 2 ** 26,
});

/** The examples, the one first that is shown where there is room for one: what is reported and fixed, or else reported. */
function shown(examples) {
  const first = examples.find(({ bad, fixed }) => bad && fixed !== null) ?? examples.find(({ bad }) => bad);
  // A rule for which there is no file to show, such as one on bad encoding, has none that is reported.
  const sorted = examples.toSorted((a, b) => Number(b === first) - Number(a === first));
  return sorted.map(({ bad, text, marks, fixed }) => ({ bad, text, marks: marks.flat(), fixed: fixed ?? undefined }));
}

const rules = JSON.parse(list).map(({ id, why, how, links, examples }) => ({ id, why, how, links, examples: shown(examples) }));
const text = JSON.stringify(rules);
const name = `rules-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.json`;
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(resolve(out, name), text);
writeFileSync(resolve(project, "target/texts.name"), `texts/${name}`);
console.log(`texts: ${name}, ${gzipSync(text, { level: 9 }).length} bytes gzipped`);

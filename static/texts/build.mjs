// Writes what the page's module is built without, the rules' long texts and the lessons with their styles, to one file
// under target/texts, named by its contents; run by Trunk before it builds. The name is left in target/texts.name, where
// Trunk.toml picks it up.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";

const project = resolve(import.meta.dirname, "../..");
const out = resolve(project, "target/texts");

/** What our own command line prints as JSON. */
function printed(...args) {
  // For this machine, whatever Trunk builds for.
  const locked = process.env.CI ? ["--locked"] : [];
  const command = ["run", "--quiet", ...locked, "--package", "drydock-cli", "--", ...args, "--format", "json"];
  return JSON.parse(execFileSync("cargo", command, { cwd: project, maxBuffer: 2 ** 26 }));
}

/** The examples, the one first that is shown where there is room for one: what is reported and fixed, or else reported. */
function shown(examples) {
  const first = examples.find(({ bad, fixed }) => bad && fixed !== null) ?? examples.find(({ bad }) => bad);
  // A rule for which there is no file to show, such as one on bad encoding, has none that is reported.
  const sorted = examples.toSorted((a, b) => Number(b === first) - Number(a === first));
  return sorted.map(({ bad, text, marks, fixed }) => ({ bad, text, marks: marks.flat(), fixed: fixed ?? undefined }));
}

/** A lesson without what only its author's check needs. */
function taught({ taught, keeps, ...lesson }) {
  const turns = lesson["wrong-turn"]?.map(({ when, say }) => ({ when, say }));
  return { ...lesson, "wrong-turn": turns };
}

const rules = printed("rules").map(({ id, why, how, links, examples }) => ({ id, why, how, links, examples: shown(examples) }));
const lessons = printed("lesson", "list").map(taught);
const sheet = readFileSync(resolve(project, "static/css/lessons.css"), "utf8");
const { code: styles } = await transform(sheet, { loader: "css", minify: true });
const text = JSON.stringify({ rules, lessons, styles });
const name = `texts-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.json`;
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(resolve(out, name), text);
writeFileSync(resolve(project, "target/texts.name"), `texts/${name}`);
console.log(`texts: ${name}, ${gzipSync(text, { level: 9 }).length} bytes gzipped`);

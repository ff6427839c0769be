// What the release bundle weighs. Fails 3 % over the accepted size; `--accept` accepts what is there. A part that weighs
// more than its target says so in every run, until it has been made smaller.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const dist = resolve(import.meta.dirname, "../../target/dist");
const record = resolve(import.meta.dirname, "sizes.json");

/** Each part's limit and accepted size, gzipped. What is in no folder named here is loaded first. */
const parts = JSON.parse(readFileSync(record, "utf8"));
const partOf = (name) => (name === "sw.js" ? "offline" : name.split("/")[0] in parts ? name.split("/")[0] : "first load");

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => resolve(entry.parentPath ?? entry.path, entry.name))
  .map((path) => {
    const bytes = readFileSync(path);
    const name = relative(dist, path).split(sep).join("/");
    return { name, raw: bytes.length, gz: gzipSync(bytes, { level: 9 }).length, br: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.gz - a.gz);

const row = (name, raw, gz, br) => console.log([name.padEnd(60), ...[raw, gz, br].map((n) => String(n).padStart(9))].join(""));
row("", "raw", "gz", "br");
const totals = Object.fromEntries(Object.keys(parts).map((part) => [part, { raw: 0, gz: 0, br: 0 }]));
for (const { name, raw, gz, br } of files) {
  row(name, raw, gz, br);
  const total = totals[partOf(name)];
  total.raw += raw;
  total.gz += gz;
  total.br += br;
}

let failed = false;
const accept = process.argv.includes("--accept");
for (const [part, { target, accepted }] of Object.entries(parts)) {
  const { raw, gz, br } = totals[part];
  row(`= ${part} (target ${target}, accepted ${accepted})`, raw, gz, br);
  const complain = (text) => {
    console.error(`Drydock: ${part} weighs ${gz} bytes gzipped, ${text}`);
    failed = true;
  };
  if (gz > target) console.error(`Drydock: ${part} weighs ${gz} bytes gzipped, over its target of ${target}: make it smaller.`);
  if (!accept && gz > accepted * 1.03) complain(`over 3 % more than the accepted ${accepted}: run \`make sizes-accept\` if it is worth it.`);
  parts[part].accepted = gz;
}
if (accept && !failed) writeFileSync(record, `${JSON.stringify(parts, null, 2)}\n`);
process.exit(failed ? 1 : 0);

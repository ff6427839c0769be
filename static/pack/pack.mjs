// Packs a file for static/js/unpack.js: `node static/pack/pack.mjs FROM TO`. Takes seconds for a megabyte, so that
// whoever loads the page waits for a fifth less of it than gzip, the most that many static hosts do, would send.

import { compress } from "lzma1";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { unpack } from "../js/unpack.js";

/**
 * `bytes` as .lzma. Throws where they would not come out again as they went in: a fault of the encoder's is to break
 * the build, not the page. The same bytes give the same file, but only as a process's first: the encoder keeps prices
 * from one call to the next.
 */
export function pack(bytes) {
  const packed = Uint8Array.from(compress(new Uint8Array(bytes), 9));
  if (Buffer.compare(unpack(packed), bytes)) throw new Error("The encoder is broken: what it packed unpacks to something else.");
  return packed;
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const [from, to] = process.argv.slice(2);
  if (!to) {
    console.error("Drydock: say what to pack and where to: node static/pack/pack.mjs FROM TO");
    process.exit(2);
  }
  const bytes = readFileSync(from);
  const packed = pack(bytes);
  writeFileSync(to, packed);
  const gzipped = gzipSync(bytes, { level: 9 }).length;
  console.log(`pack: ${bytes.length} bytes to ${packed.length}, ${((1 - packed.length / gzipped) * 100).toFixed(1)} % less than gzip's ${gzipped}`);
}

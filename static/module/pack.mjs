// Packs a part of the module for static/js/unpack.js. It takes seconds for a megabyte, so that whoever loads the page
// waits for a fifth less than gzip, the most that many static hosts do, would send.

import { compress } from "lzma1";
import { unpack } from "../js/unpack.js";

/**
 * `bytes` as .lzma. Throws where they would not come out again as they went in: a fault of the encoder's is to break
 * the build, not the page. The same bytes give the same file, but only in the same order of calls: the encoder keeps
 * prices from one to the next.
 */
export function pack(bytes) {
  const packed = Uint8Array.from(compress(new Uint8Array(bytes), 9));
  if (Buffer.compare(unpack(packed), bytes)) throw new Error("The encoder is broken: what it packed unpacks to something else.");
  return packed;
}

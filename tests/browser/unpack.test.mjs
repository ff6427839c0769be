// The unpacker against its encoder and, where there is one, against xz; then against damage, under which it may give
// wrong bytes (there is no checksum) but never too few or too many, and never hangs: a hang would end in the time limit.

import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { pack } from "../../static/module/pack.mjs";
import { unpack, unpacker } from "../../static/js/unpack.js";

const project = resolve(import.meta.dirname, "../..");
const limit = { timeout: 60_000 };

/** The same numbers in every run. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return Math.floor(((state >>> 0) / 2 ** 32) * below);
  };
}

const noise = (length, draw) => Buffer.from(Array.from({ length }, () => draw(256)));

/** Every file right in a folder whose name ends so, or none where the folder isn't there. */
function filesIn(folder, ending = "") {
  const path = resolve(project, folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path).filter((name) => name.endsWith(ending));
  return names.map((name) => [`${folder}/${name}`, readFileSync(resolve(path, name))]);
}

const text = Buffer.from("A page that audits Dockerfiles, and says why. Ein Blatt, das Dockerfiles prüft. ".repeat(40));
const styles = filesIn("static/css");
const modules = filesIn("target/module", ".wasm");
const inputs = [
  ["nothing", Buffer.alloc(0)],
  ["one byte", Buffer.from([42])],
  ["one zero", Buffer.alloc(1)],
  ["text", text],
  ["100 kB of noise", noise(100_000, random(1))],
  ["a run of 100 kB, longer than any match", Buffer.alloc(100_000, 7)],
  ["runs of 272 to 275, around the longest match", Buffer.concat([272, 273, 274, 275].map((n, i) => Buffer.alloc(n, i)))],
  ["noise that repeats, now near and now far", Buffer.concat([1, 5, 5000, 5, 70_000, 5000, 70_000, 1, 5].map((n) => noise(n, random(2))))],
  ...styles,
];

test("what is packed unpacks to itself", limit, async (t) => {
  for (const [name, bytes] of inputs) {
    await t.test(name, () => {
      const packed = pack(bytes);
      assert.deepEqual(Buffer.from(unpack(packed)), bytes);
      t.diagnostic(`${name}: ${bytes.length} bytes packed to ${packed.length}`);
    });
  }
});

test("what comes in pieces unpacks to the same", limit, () => {
  for (const [name, bytes] of inputs) {
    const packed = pack(bytes);
    for (const size of [1, 17, 1000]) {
      const { take, end } = unpacker();
      for (let at = 0; at < packed.length; at += size) take(packed.subarray(at, at + size));
      assert.deepEqual(Buffer.from(end()), bytes, `${name} in pieces of ${size}`);
    }
  }
  assert.throws(() => unpacker().end(), /damaged: it ends within its header/);
});

test("the module unpacks to itself", { ...limit, skip: !modules.length && "no module in target/module" }, (t) => {
  for (const [name, bytes] of modules) {
    const packed = pack(bytes);
    const speeds = Array.from({ length: 5 }, () => {
      const start = performance.now();
      assert.equal(Buffer.compare(unpack(packed), bytes), 0);
      return bytes.length / 1000 / (performance.now() - start);
    });
    t.diagnostic(`${name}: ${bytes.length} bytes packed to ${packed.length}`);
    t.diagnostic(`unpacked at ${speeds.map((speed) => speed.toFixed(1)).join(", ")} MB/s`);
  }
});

test("a view into a larger buffer unpacks", () => {
  const packed = pack(text);
  const larger = new Uint8Array(packed.length + 30).fill(255);
  larger.set(packed, 13);
  assert.deepEqual(Buffer.from(unpack(larger.subarray(13, 13 + packed.length))), text);
});

/** Packs all bytes as literals: next to nothing of an encoder, but with any number of bits of context. */
function packLiterals(bytes, lc, lp, pb) {
  const header = Buffer.alloc(13);
  header[0] = (pb * 5 + lp) * 9 + lc;
  header.writeUInt32LE(2 ** 16, 1);
  header.writeUInt32LE(bytes.length, 5);
  const coded = [0];
  const guesses = new Map();
  let low = 0;
  let range = 2 ** 32 - 1;
  const shift = () => {
    coded.push(low >>> 24);
    low = (low << 8) >>> 0;
  };
  const encode = (name, bit) => {
    const guess = guesses.get(name) ?? 1024;
    const bound = (range >>> 11) * guess;
    guesses.set(name, bit ? guess - (guess >> 5) : guess + ((2048 - guess) >> 5));
    if (bit) low += bound;
    range = bit ? range - bound : bound;
    if (low >= 2 ** 32) {
      low -= 2 ** 32;
      let last = coded.length - 1;
      for (; coded[last] === 255; last--) coded[last] = 0;
      coded[last]++;
    }
    if (range < 2 ** 24) {
      range *= 256;
      shift();
    }
  };
  bytes.forEach((byte, at) => {
    encode(`match ${at % 2 ** pb}`, 0);
    const context = `${at % 2 ** lp} ${(at ? bytes[at - 1] : 0) >> (8 - lc)}`;
    for (let node = 1, left = 7; left >= 0; left--) {
      const bit = (byte >> left) & 1;
      encode(`literal ${context} ${node}`, bit);
      node = node * 2 + bit;
    }
  });
  for (let count = 0; count < 4; count++) shift();
  return Buffer.concat([header, Buffer.from(coded)]);
}

test("literals unpack with every kind of context there is, and without a mark of the end", limit, () => {
  const sample = text.subarray(0, 400);
  for (let pb = 0; pb < 5; pb++) {
    for (let lp = 0; lp < 5; lp++) {
      for (let lc = 0; lc < 9; lc++) assert.equal(Buffer.compare(unpack(packLiterals(sample, lc, lp, pb)), sample), 0, `lc=${lc} lp=${lp} pb=${pb}`);
    }
  }
});

/** Packs by xz, which leaves the size open and marks the end; the size is put in afterwards. */
function packByXz(bytes, options) {
  const { status, stdout, stderr } = spawnSync("xz", ["--format=lzma", `--lzma1=${options}`, "--stdout"], { input: bytes, maxBuffer: 2 ** 27 });
  assert.equal(status, 0, String(stderr));
  stdout.writeBigUInt64LE(BigInt(bytes.length), 5);
  return stdout;
}

const noXz = spawnSync("xz", ["--version"]).status !== 0 && "no xz here, and the encoder knows only lc=3 lp=0 pb=2";
const contexts = ["300", "000", "400", "040", "004", "131", "223", "024"].map((digits) => [...digits].map(Number));

test("streams by xz unpack, with several kinds of context", { ...limit, skip: noXz }, async (t) => {
  for (const [lc, lp, pb] of contexts) {
    await t.test(`lc=${lc} lp=${lp} pb=${pb}`, () => {
      for (const [name, bytes] of inputs) {
        assert.equal(Buffer.compare(unpack(packByXz(bytes, `preset=6,lc=${lc},lp=${lp},pb=${pb}`)), bytes), 0, name);
      }
    });
  }
});

test("a file that ends too early is refused, wherever it ends", limit, () => {
  for (const bytes of [text, styles[0][1]]) {
    const packed = pack(bytes);
    for (let end = 0; end < packed.length; end += 97) assert.throws(() => unpack(packed.subarray(0, end)), /^Error: The packed file is damaged: .+\.$/);
    for (let lost = 1; lost < 20; lost++) assert.throws(() => unpack(packed.subarray(0, -lost)), /damaged/);
    assert.throws(() => unpack(Buffer.concat([packed, Buffer.alloc(1)])), /it doesn't end where it should/);
  }
});

test("a damaged byte is refused or gives as many bytes as declared", limit, (t) => {
  const draw = random(3);
  let refused = 0;
  const tries = 200;
  const packed = pack(styles[0][1]);
  for (let count = 0; count < tries; count++) {
    const broken = packed.slice();
    broken[count < 13 ? count : draw(packed.length)] ^= 1 + draw(255);
    const declared = new DataView(broken.buffer).getUint32(5, true);
    try {
      assert.equal(unpack(broken).length, declared);
    } catch (error) {
      assert.match(String(error), /^Error: The packed file is damaged: .+\.$/);
      refused++;
    }
  }
  t.diagnostic(`${refused} of ${tries} were refused`);
});

test("noise behind a good header is refused or gives as many bytes as declared", limit, () => {
  const draw = random(4);
  for (let count = 0; count < 300; count++) {
    const bytes = noise(18 + draw(3000), draw);
    bytes[0] = draw(9 * 5 * 5);
    bytes.set([draw(256), draw(256), 0, 0, 0, 0, 0, 0, 0], 5);
    try {
      assert.equal(unpack(bytes).length, bytes.readUInt16LE(5));
    } catch (error) {
      assert.match(String(error), /^Error: The packed file is damaged: .+\.$/);
    }
  }
});

test("what isn't such a file is refused, and it says why", () => {
  const packed = pack(text);
  const refuses = (changes, why) => assert.throws(() => unpack(Object.assign(packed.slice(), changes)), why);
  assert.throws(() => unpack(new Uint8Array()), /it ends within its header/);
  refuses({ 0: 225 }, /it doesn't begin as such a file does/);
  refuses({ 13: 1 }, /it doesn't begin as such a file does/);
  refuses({ 8: 4, 5: text.length & 255 }, /more than 64 MiB/);
  refuses({ 12: 255 }, /more than 64 MiB/);
  assert.throws(() => unpack(Buffer.concat([packed.subarray(0, 13), Buffer.from("0000ffffffffffffffffff", "hex")])), /damaged/);
  // A first match, which nothing can be before.
  refuses({ 14: 255, 15: 255, 16: 255, 17: 254 }, /before its beginning/);
  // The size of one byte less than there is, and of one more.
  refuses({ 5: (text.length & 255) - 1 }, /more than it claims/);
  refuses({ 5: (text.length & 255) + 1 }, /damaged/);
});

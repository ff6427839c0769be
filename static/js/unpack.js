// Unpacks .lzma, the format that LZMA's specification calls "LZMA-alone": 13 bytes of header, then one stream of bits,
// each of which a range coder guesses from how such bits went before. Names are the specification's where it has any.
//
// Nearly all time goes into `tree`, which holds the coder in local variables and leaves it in an Int32Array between
// calls: browsers optimize such a small function within milliseconds, and a whole program waits for this one run.

// Where each kind of guess is kept. A tree with n leaves takes n places, the first of which stays unused.
const IS_MATCH = 0; //      for each of 12 states and 16 places in the output
const IS_REP = 192; //      for each state, and so up to IS_REP_G2
const IS_REP_G0 = 204;
const IS_REP_G1 = 216;
const IS_REP_G2 = 228;
const IS_REP0_LONG = 240; // for each state and place
const POS_SLOT = 432; //    4 trees of 64
const POS_SPECIAL = 688; // the trees of slots 4 to 13, side by side without the unused places
const ALIGN = 803; //       a tree of 16
const MATCH_LENGTH = 819; // 2 choices, 16 trees of 8, 16 trees of 8, a tree of 256
const REP_LENGTH = 1333; //  the same
const LITERAL = 1847; //    3 trees of 256 for each context

const MOST = 2 ** 26; // 64 MiB; what says that it is longer isn't ours
const HEADER = 18; // with the first bytes of the code
const TURN = 64; // more bytes than one turn of the main loop can take: it asks for less than 50 bits, each for one at most

const damaged = (how) => new Error(`The packed file is damaged: ${how}.`);

/** What was packed into `bytes`. Throws an `Error` where they are damaged, as far as can be told without a checksum. */
export function unpack(bytes) {
  const { take, end } = unpacker();
  take(bytes);
  return end();
}

/** Unpacks what comes in pieces, each as far as it goes: `take` them all, and `end` gives the whole. Both throw. */
export function unpacker() {
  const source = { bytes: new Uint8Array(2 ** 19), length: 0 };
  let decoder;
  return {
    take(piece) {
      const length = source.length + piece.length;
      if (length > source.bytes.length) {
        const more = new Uint8Array(2 * length);
        more.set(source.bytes.subarray(0, source.length));
        source.bytes = more;
      }
      source.bytes.set(piece, source.length);
      source.length = length;
      if (length < HEADER) return;
      decoder ??= decode(source);
      decoder.go(length - TURN);
    },
    end() {
      if (!decoder) throw damaged("it ends within its header");
      decoder.go(Infinity);
      return decoder.whole();
    },
  };
}

/** Decodes the bytes of `source`, which may become more and move. */
function decode(source) {
  const header = new DataView(source.bytes.buffer);
  const properties = header.getUint8(0);
  if (properties >= 9 * 5 * 5 || header.getUint8(13)) throw damaged("it doesn't begin as such a file does");
  const size = header.getUint32(5, true) + header.getUint32(9, true) * 2 ** 32;
  if (size > MOST) throw damaged("it claims to hold more than 64 MiB");

  const literalContextBits = properties % 9;
  const literalMask = (1 << (((properties / 9) | 0) % 5)) - 1;
  const positionMask = (1 << ((properties / 45) | 0)) - 1;
  const guesses = new Uint16Array(LITERAL + 0x300 * ((literalMask + 1) << literalContextBits)).fill(1024);
  const output = new Uint8Array(size);
  // The range, the code within it, and where to read on. The first two are unsigned numbers in signed places.
  const coder = new Int32Array([-1, header.getInt32(14), HEADER]);

  /**
   * Walks down a tree, bit by bit, to the leaf that is numbered from `leaves` on. For a literal after a match there are
   * three trees: `right` is 256, and the bits of `match`, the byte that would have gone on the match, tell the tree
   * until one of them turns out wrong.
   */
  const tree = (base, leaves, match = 0, right = 0) => {
    let range = coder[0];
    let code = coder[1];
    let node = 1;
    do {
      match <<= 1;
      const expected = match & right;
      const place = base + right + expected + node;
      const guess = guesses[place];
      const bound = Math.imul(range >>> 11, guess);
      if (code >>> 0 < bound >>> 0) {
        range = bound;
        guesses[place] = guess + ((2048 - guess) >> 5);
        node <<= 1;
        right ^= expected;
      } else {
        range = (range - bound) | 0;
        code = (code - bound) | 0;
        guesses[place] = guess - (guess >> 5);
        node = (node << 1) | 1;
        right = expected;
      }
      if (range >>> 24 === 0) {
        range <<= 8;
        code = (code << 8) | source.bytes[coder[2]++]; // nothing, and so 0, beyond the end; the main loop will notice
      }
    } while (node < leaves);
    coder[0] = range;
    coder[1] = code;
    return node;
  };

  /** One bit of which something is guessed. */
  const bit = (place) => tree(place - 1, 2) & 1;

  /** A number of so many bits that the tree holds lowest bit first. */
  const reversed = (base, bits) => {
    let leaf = tree(base, 1 << bits);
    let number = 0;
    for (; bits; bits--, leaf >>= 1) number = (number << 1) | (leaf & 1);
    return number;
  };

  /** A number of so many bits of which nothing is guessed. */
  const direct = (bits) => {
    let number = 0;
    for (; bits; bits--) {
      coder[0] >>>= 1;
      const below = (coder[1] - coder[0]) >> 31;
      coder[1] -= coder[0] & ~below;
      number = (number << 1) + 1 + below;
      if (coder[0] >>> 24 === 0) {
        coder[0] <<= 8;
        coder[1] = (coder[1] << 8) | source.bytes[coder[2]++];
      }
    }
    return number;
  };

  const length = (base, place) => {
    if (!bit(base)) return tree(base + 2 + (place << 3), 8) - 8 + 2;
    if (!bit(base + 1)) return tree(base + 130 + (place << 3), 8) - 8 + 10;
    return tree(base + 258, 256) - 256 + 18;
  };

  /** A distance less one, as all are kept; -1 is the mark of the end. */
  const distance = (length) => {
    const slot = tree(POS_SLOT + (Math.min(length - 2, 3) << 6), 64) - 64;
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const most = (2 | (slot & 1)) << bits;
    if (slot < 14) return most + reversed(POS_SPECIAL + most - slot, bits);
    return most + (direct(bits - 4) << 4) + reversed(ALIGN, 4);
  };

  // Where the main loop goes on: how much there is, what came last (under 7 a literal, with what was before it), and the
  // last distances.
  let place = [0, 0, 0, 0, 0, 0];
  let isOver = false;

  /** Goes on until so many bytes are read. */
  const go = (limit) => {
    let [out, state, rep0, rep1, rep2, rep3] = place;

    // Each turn writes a byte at least or is the last, so this ends. After all bytes the mark of the end may follow.
    while (!isOver && coder[2] <= limit && (out < size || coder[1])) {
      if (out > size) throw damaged("it holds more than it claims");
      if (coder[2] > source.length) throw damaged("it ends too early");
      const spot = out & positionMask;

      if (!bit(IS_MATCH + (state << 4) + spot)) {
        const before = out && output[out - 1];
        const base = LITERAL + 0x300 * (((out & literalMask) << literalContextBits) + (before >> (8 - literalContextBits)));
        output[out] = state < 7 ? tree(base, 0x100) : tree(base, 0x100, output[out - rep0 - 1], 0x100);
        out++;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }

      let left = 1;
      if (!bit(IS_REP + state)) {
        rep3 = rep2;
        rep2 = rep1;
        rep1 = rep0;
        left = length(MATCH_LENGTH, spot);
        rep0 = distance(left);
        if (rep0 === -1 && out === size) {
          isOver = true;
          break;
        }
        state = state < 7 ? 7 : 10;
      } else {
        let long = 1;
        if (!bit(IS_REP_G0 + state)) {
          long = bit(IS_REP0_LONG + (state << 4) + spot);
        } else {
          let again = rep1;
          if (bit(IS_REP_G1 + state)) {
            again = rep2;
            if (bit(IS_REP_G2 + state)) {
              again = rep3;
              rep3 = rep2;
            }
            rep2 = rep1;
          }
          rep1 = rep0;
          rep0 = again;
        }
        if (long) left = length(REP_LENGTH, spot);
        state = state < 7 ? 9 - long : 11;
      }

      if (rep0 >>> 0 >= out) throw damaged("it refers to what is before its beginning");
      if (left > size - out) throw damaged("it holds more than it claims");
      const back = rep0 + 1;
      do {
        output[out] = output[out - back];
        out++;
      } while (--left);
    }
    place = [out, state, rep0, rep1, rep2, rep3];
  };

  const whole = () => {
    if (coder[1] || coder[2] !== source.length) throw damaged("it doesn't end where it should");
    return output;
  };
  return { go, whole };
}

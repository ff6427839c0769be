// The code of a module in WebAssembly repeats itself, but its operations and their numbers stand mixed: sorted by kind
// it packs to a tenth less. `unravel` sorts it when the page is built, `weave` puts it back when the page loads. Both
// walk along the operations and copy; one takes from one place and leaves in many, the other the other way round.

// The kinds: operations with the types of blocks, then the numbers that operations take.
const KINDS = 9;
const [OPERATION, LOCAL, CALLEE, CONSTANT, OFFSET, LABEL, DECLARATION, OTHER, ALIGNMENT] = Array(KINDS).keys();
const CODE = 10;

/** What each operation takes: a number of a kind, nothing, or more than that. */
const [NOTHING, MORE] = [254, 255];
const takes = new Uint8Array(256).fill(MORE).fill(NOTHING, 0x45, 0xc5); // arithmetic
for (const [kind, operations] of [
  [NOTHING, [0x00, 0x01, 0x05, 0x0f, 0x1a, 0x1b, 0xd1]], // unreachable nop else return drop select ref.is_null
  [LABEL, [0x0c, 0x0d]], //                                 br br_if
  [CALLEE, [0x10]], //                                      call
  [LOCAL, [0x20, 0x21, 0x22]], //                           local.get local.set local.tee
  [OTHER, [0x23, 0x24, 0x25, 0x26, 0x3f, 0x40]], //         global.get global.set table.get table.set memory.size memory.grow
  [CONSTANT, [0x41]], //                                    i32.const
  [OTHER, [0x42, 0xd0, 0xd2]], //                           i64.const ref.null ref.func
]) {
  for (const operation of operations) takes[operation] = kind;
}
/** The alignments that loads and stores, from 0x28 on, have of themselves; others are hints that nobody takes. */
const alignments = Uint8Array.of(2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2);
/** How many numbers those operations take that begin with 0xfc. */
const numbersAfterPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

const place = (bytes, at = 0) => ({ bytes, at });

/** Five bytes whatever the number: nothing has to move when a size turns out. */
function writeSize(bytes, at, number) {
  for (let index = 0; index < 5; index++) bytes[at + index] = ((number >>> (7 * index)) & 127) | (index < 4 ? 128 : 0);
}

function copy(from, to, count = 1) {
  for (; count > 0; count--) to.bytes[to.at++] = from.bytes[from.at++];
}

function copyNumber(from, to) {
  let number = 0;
  let shift = 0;
  let byte;
  do {
    byte = to.bytes[to.at++] = from.bytes[from.at++];
    number |= (byte & 127) << shift;
    shift += 7;
  } while (byte > 127);
  return number;
}

/** Reads a number without leaving it anywhere. */
const readNumber = (from) => copyNumber(from, place(new Uint8Array(5)));

/** One function: what each operation takes is copied from its kind's place to its kind's place. */
function copyFunction(from, to) {
  copyDeclarations(from[DECLARATION], to[DECLARATION]);
  let depth = 1;
  while (depth > 0) {
    const operation = from[OPERATION].bytes[from[OPERATION].at];
    copy(from[OPERATION], to[OPERATION]);
    const kind = takes[operation];
    if (kind === NOTHING) continue;
    if (kind !== MORE) copyNumber(from[kind], to[kind]);
    else if (operation >= 0x28 && operation <= 0x3e) copyAccess(operation, from, to);
    else if (operation === 0x0b) depth--; // end
    else if (operation >= 0x02 && operation <= 0x04) {
      // block, loop, if
      depth++;
      copyNumber(from[OPERATION], to[OPERATION]);
    } else copyMore(operation, from, to);
  }
}

function copyDeclarations(from, to) {
  for (let groups = copyNumber(from, to); groups > 0; groups--) {
    copyNumber(from, to);
    copy(from, to);
  }
}

/** What a load or a store takes. */
function copyAccess(operation, from, to) {
  if (from[ALIGNMENT].bytes === alignments) from[ALIGNMENT].at = operation - 0x28;
  copyNumber(from[ALIGNMENT], to[ALIGNMENT]);
  copyNumber(from[OFFSET], to[OFFSET]);
}

/** What an operation takes that is less common. */
function copyMore(operation, from, to) {
  const numbers = (count, kind) => {
    for (; count > 0; count--) copyNumber(from[kind], to[kind]);
  };
  const number = () => copyNumber(from[OTHER], to[OTHER]);
  if (operation === 0x0e) numbers(number() + 1, LABEL); // br_table
  else if (operation === 0x11) numbers(2, OTHER); // call_indirect
  else if (operation === 0x1c) numbers(number(), OTHER); // select with types
  else if (operation === 0x43) copy(from[OTHER], to[OTHER], 4); // f32.const
  else if (operation === 0x44) copy(from[OTHER], to[OTHER], 8); // f64.const
  else if (operation === 0xfc) numbers(numbersAfterPrefix[copyNumber(from[OPERATION], to[OPERATION])], OTHER);
  else throw new Error(`The module has an operation that is not known here: ${operation}.`);
}

/** The module that `unravel` sorted, with every alignment as it is of itself. */
export function weave(sorted) {
  const lengths = new DataView(sorted.buffer, sorted.byteOffset);
  const count = lengths.getUint32(0, true);
  let end = 4 * (KINDS + 1);
  const next = (index) => sorted.subarray(end, (end += lengths.getUint32(4 * index, true)));
  const before = next(1);
  const from = Array.from({ length: KINDS - 1 }, (_, kind) => place(next(kind + 2)));
  const after = sorted.subarray(end);
  from[ALIGNMENT] = place(alignments);

  const whole = place(new Uint8Array(sorted.length + from[OPERATION].bytes.length + 5 * count + 11));
  whole.bytes.set(before);
  whole.bytes[before.length] = CODE;
  const start = before.length + 6;
  writeSize(whole.bytes, start, count);
  whole.at = start + 5;
  const to = Array(KINDS).fill(whole);
  for (let index = 0; index < count; index++) {
    const size = whole.at;
    whole.at += 5;
    copyFunction(from, to);
    writeSize(whole.bytes, size, whole.at - size - 5);
  }
  writeSize(whole.bytes, before.length + 1, whole.at - start);
  whole.bytes.set(after, whole.at);
  return whole.bytes.subarray(0, whole.at + after.length);
}

/** A module with its code sorted: how many functions, the lengths of what follows, and that. */
export function unravel(bytes) {
  const module = place(bytes, 8);
  while (module.bytes[module.at] !== CODE) {
    module.at++;
    const size = readNumber(module);
    module.at += size;
  }
  const before = bytes.subarray(0, module.at++);
  const size = readNumber(module);
  const after = bytes.subarray(module.at + size);
  const count = readNumber(module);
  const from = Array(KINDS).fill(module);
  const to = Array.from({ length: KINDS }, () => place(new Uint8Array(size)));
  for (let index = 0; index < count; index++) {
    readNumber(module);
    copyFunction(from, to);
  }
  const kinds = to.slice(0, ALIGNMENT).map(({ bytes, at }) => bytes.subarray(0, at));
  const lengths = Uint32Array.from([count, before.length, ...kinds.map(({ length }) => length)]);
  const header = new Uint8Array(4 * lengths.length);
  lengths.forEach((length, index) => new DataView(header.buffer).setUint32(4 * index, length, true));
  return Uint8Array.from([header, before, ...kinds, after].flatMap((part) => [...part]));
}

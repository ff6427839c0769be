// Which function needs which data. The linker says it (`--emit-relocs` in .cargo/config.toml): every constant has a
// symbol, and every place in code and data where a symbol's address stands is noted. The format is that of
// https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md (read 2026-11).

const [CODE, DATA, SYMBOL_TABLE] = [10, 11, 8];
const [DATUM, SECTION] = [1, 3];
const [UNDEFINED, EXPLICIT_NAME] = [0x10, 0x40];
/** The kinds of notes that end with a number to be added to the address. */
const hasAddend = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25]);

/**
 * Of a module as the linker left it: its memory; the constants in it, `{ start, end, refers, isReadOnly }`, with the
 * constants that they refer to; and by a function's name the constants that it refers to.
 */
export function readData(bytes) {
  const sections = sectionsOf(bytes);
  const section = (key) => sections.get(key) ?? fail(`the linker left no section ${key} in the module`);
  const [code, data] = [section(CODE), section(DATA)];
  const segments = segmentsOf(reader(bytes, data));
  const constants = new Map();
  for (const [symbol, { segment, offset, size }] of dataSymbolsOf(reader(bytes, section("linking")))) {
    if (!(segment in segments)) continue; // begins as nothing, and so is not in the module
    const start = segments[segment].address + offset;
    constants.set(symbol, { start, end: start + size, refers: [], isReadOnly: segment === 0 });
  }
  const memory = new Uint8Array(Math.max(...segments.map(({ address, size }) => address + size)));
  for (const { address, at, size } of segments) memory.set(bytes.subarray(at, at + size), address);
  const byPlace = [...constants.values()].sort((a, b) => a.start - b.start);
  let holder = 0;
  for (const { at, symbol } of notesOf(reader(bytes, section("reloc.DATA")), data)) {
    const segment = segments.findLast((segment) => segment.at <= at);
    const address = segment.address + at - segment.at;
    while (byPlace[holder]?.end <= address) holder++;
    if (!(byPlace[holder]?.start <= address)) fail("an address stands where no constant is");
    if (constants.has(symbol)) byPlace[holder].refers.push(constants.get(symbol));
  }
  const text = ({ start, end }) => new TextDecoder().decode(memory.subarray(start, end));
  // Where in the source a panic is: a file, its length, line and column. Nobody reads that once panics are traps.
  const isPlace = ({ start, end, refers }) => end - start === 16 && refers.length === 1 && text(refers[0]).endsWith(".rs");
  const places = new Set(byPlace.filter(isPlace));
  const bodies = bodiesOf(reader(bytes, code), functionNamesOf(reader(bytes, section("name"))), importsOf(reader(bytes, section(2))));
  let body = 0;
  for (const { at, symbol } of notesOf(reader(bytes, section("reloc.CODE")), code)) {
    while (bodies[body].end <= at) body++;
    const constant = constants.get(symbol);
    if (constant && !places.has(constant)) bodies[body].refers.push(constant);
  }
  return { memory, constants: byPlace, functions: new Map(bodies.map(({ name, refers }) => [name, refers])) };
}

/** The module without the linker's notes: after wasm-bindgen they are no longer true. */
export function withoutNotes(bytes) {
  const parts = [bytes.subarray(0, 8)];
  const file = reader(bytes, 8);
  while (file.at() < bytes.length) {
    const start = file.at();
    const id = file.byte();
    const end = file.number() + file.at();
    const isNote = id === 0 && /^(linking|reloc\..*)$/.test(file.text());
    file.skip(end - file.at());
    if (!isNote) parts.push(bytes.subarray(start, end));
  }
  return new Uint8Array(Buffer.concat(parts));
}

function fail(why) {
  throw new Error(why);
}

/** Reads numbers and texts from a place on. */
function reader(bytes, at) {
  const number = () => {
    for (let value = 0, shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  return {
    number,
    byte: () => bytes[at++],
    skip: (count) => (at += count),
    text: () => {
      const length = number();
      return new TextDecoder().decode(bytes.subarray(at, (at += length)));
    },
    at: () => at,
  };
}

/** Where the sections' contents begin: those with a name by name, behind it, the others by their number. */
function sectionsOf(bytes) {
  const sections = new Map();
  const file = reader(bytes, 8);
  while (file.at() < bytes.length) {
    const id = file.byte();
    const end = file.number() + file.at();
    const key = id === 0 ? file.text() : id;
    sections.set(key, file.at());
    file.skip(end - file.at());
  }
  return sections;
}

/** The segments: address in the memory, place and size in the module. */
function segmentsOf(section) {
  return Array.from({ length: section.number() }, () => {
    if (section.number() !== 0 || section.byte() !== 0x41) fail("a segment has no fixed address");
    const address = section.number();
    section.byte(); // the address's end
    const size = section.number();
    const at = section.at();
    section.skip(size);
    return { address, at, size };
  });
}

/** The constants among the symbols, by index. */
function* dataSymbolsOf(section) {
  section.number(); // version
  if (section.byte() !== SYMBOL_TABLE) fail("the symbols don't come first");
  section.number(); // size
  for (let index = 0, count = section.number(); index < count; index++) {
    const [kind, flags] = [section.byte(), section.number()];
    if (kind === DATUM) {
      section.text();
      if (!(flags & UNDEFINED)) yield [index, { segment: section.number(), offset: section.number(), size: section.number() }];
    } else {
      section.number();
      if (kind !== SECTION && (!(flags & UNDEFINED) || flags & EXPLICIT_NAME)) section.text();
    }
  }
}

/** The notes of a section: where in the module a symbol's address stands. They are in order. */
function* notesOf(section, start) {
  section.number(); // which section
  for (let count = section.number(); count > 0; count--) {
    const kind = section.byte();
    yield { at: start + section.number(), symbol: section.number() };
    if (hasAddend.has(kind)) section.number();
  }
}

/** How many functions are imported: their numbers come first. */
function importsOf(section) {
  let functions = 0;
  for (let count = section.number(); count > 0; count--) {
    section.text();
    section.text();
    if (section.byte() !== 0) fail("something other than a function is imported");
    section.number();
    functions++;
  }
  return functions;
}

function functionNamesOf(section) {
  const names = new Map();
  for (;;) {
    const [kind, size] = [section.byte(), section.number()];
    if (kind !== 1) {
      section.skip(size);
      continue;
    }
    for (let count = section.number(); count > 0; count--) names.set(section.number(), section.text());
    return names;
  }
}

function bodiesOf(section, names, imported) {
  return Array.from({ length: section.number() }, (_, index) => {
    const size = section.number();
    section.skip(size);
    return { name: names.get(imported + index), end: section.at(), refers: [] };
  });
}

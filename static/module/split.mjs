// Cuts a WebAssembly module in two: what the first audit needs, and what can come later. The later part shares the
// first one's memory, table, globals and functions; when it is instantiated, its functions take their places in the
// table, and its data in the memory. They must be reached through the table only (in Rust: through function pointers
// and the tables of trait objects), and not before.

import binaryen from "binaryen";
import { withoutNotes } from "./data.mjs";

/** What binaryen calls the one memory of a module that gives it no name. */
const memory = "0";

/**
 * The two parts of a module. `isLate(name, size)` says of functions that are in the table whether they can come later,
 * size being the lines of their text; functions that only those call go with them, and so does the data (data.mjs) that
 * only those need.
 */
export function split(bytes, data, isLate) {
  bytes = withoutNotes(bytes);
  const whole = binaryen.readBinary(bytes);
  const { functions, table } = read(whole);
  whole.dispose();
  const panics = new Set(panicsOf(functions));
  panics.forEach((name) => functions.get(name).calls.clear());
  const late = lateOf(functions, table.names, isLate);
  const calledByLate = new Set([...late].flatMap((name) => [...functions.get(name).calls]).filter((name) => !late.has(name)));
  // Short names for what the later part takes from the first one.
  const shared = new Map([...calledByLate].map((name, index) => [name, `f${index}`]));
  const used = (isLater) => [...data.functions].flatMap(([name, refers]) => (!panics.has(name) && late.has(name) === isLater ? refers : []));
  const needed = reachedFrom([...used(false), ...data.constants.filter(({ isReadOnly }) => !isReadOnly)]);
  const neededLater = reachedFrom(used(true));
  needed.forEach((constant) => neededLater.delete(constant));
  const partWith = (constants) => {
    const module = trapped(bytes, functions, panics);
    keepData(module, data.memory, constants);
    return module;
  };
  return {
    first: firstPart(partWith(needed), table, late, shared),
    late: latePart(partWith(neededLater), functions, table, late, shared),
    share: late.size / functions.size,
  };
}

/** These constants, and those that they refer to. */
function reachedFrom(constants) {
  const reached = new Set();
  const open = [...constants];
  while (open.length > 0) {
    const constant = open.pop();
    if (reached.has(constant)) continue;
    reached.add(constant);
    open.push(...constant.refers);
  }
  return reached;
}

/** Every function with those that it calls, and the functions in the table. */
function read(module) {
  const functions = new Map();
  const names = [];
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const { name, module: from, params, results } = binaryen.getFunctionInfo(module.getFunctionByIndex(index));
    names.push(name);
    functions.set(name, { imported: from !== "", params, results, size: 0, calls: new Set(), exported: false, returns: false, ends: true });
  }
  // The text names functions in its own spelling, in the same order.
  const spelt = new Map();
  const ofText = (line) => spelt.get(/\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+)/.exec(line)?.[0]);
  const lines = module.emitText().split("\n");
  for (const line of lines) {
    if (/^ \((import .*)?\(?func \$/.test(line)) spelt.set(/func (\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+))/.exec(line)[1], names[spelt.size]);
  }
  if (spelt.size !== names.length) throw new Error(`the module has ${names.length} functions, its text ${spelt.size}`);
  let current;
  for (const line of lines) {
    if (line.startsWith(" (")) {
      current = line.startsWith(" (func ") ? functions.get(ofText(line)) : undefined;
      if (line.startsWith(" (export ") && line.includes("(func ")) functions.get(ofText(line.slice(line.indexOf("(func ")))).exported = true;
    } else if (current) {
      current.size++;
      // What stands last in a body and is not inside of anything.
      if (line.startsWith("  (")) current.ends = !line.startsWith("  (unreachable");
      if (line.includes("(return")) current.returns = true;
      const call = line.indexOf("(call $");
      if (call >= 0) current.calls.add(ofText(line.slice(call)));
      if (line.includes("(ref.func ")) throw new Error("a function takes another's address: the parts can't be told apart");
    }
  }
  return { functions, table: tableOf(module) };
}

/**
 * The functions that never return, but for those that call the browser: they are the ends of panics. The page can do no
 * more about a panic than about a trap (static/js/boot.js), and need not carry its message.
 */
function panicsOf(functions) {
  const isPanic = ({ imported, returns, ends, calls }) => !(imported || returns || ends || [...calls].some((name) => functions.get(name).imported));
  return [...functions].filter(([, body]) => isPanic(body)).map(([name]) => name);
}

/** The module, with a trap for each of these functions. */
function trapped(bytes, functions, panics) {
  const module = binaryen.readBinary(bytes);
  for (const name of panics) {
    const { params, results } = functions.get(name);
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.unreachable());
  }
  return module;
}

/** The one table that functions are called through. */
function tableOf(module) {
  const segments = Array.from({ length: module.getNumElementSegments() }, (_, index) =>
    binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(index)),
  );
  if (segments.length !== 1) throw new Error(`the module has ${segments.length} element segments, not one`);
  const [{ name: segment, table, offset, data }] = segments;
  return { segment, name: table, start: binaryen.getExpressionInfo(offset).value, names: data };
}

/** Crates whose code is shared by many others: of theirs, what is made for two types is often equal, and has one name. */
const everybodys = /^(core|alloc|std|yew|wasm_bindgen|wasm_bindgen_futures|js_sys|web_sys|gloo\w*|implicit_clone|hashbrown|futures\w*|slab|tokio\w*)$/;

/**
 * What is late by its name; and functions whose names alone would be no proof, short ones (see `isLate`) and what other
 * crates make for a late type, but which also call what is late. What takes values apart is never late.
 */
function withShims(functions, isLate) {
  const isGlue = (name) => /drop_in_place|drop_slow/.test(name);
  // The crate that a name, as the compiler writes it, begins with is the one whose code it is.
  const isOwn = (name) => !everybodys.test(name.match(/Cs[0-9A-Za-z]+_\d+_?([a-z]\w*?)(?=\d|[A-Z]|$)/)?.[1] ?? "");
  const late = new Set([...functions].filter(([name, { size }]) => isOwn(name) && !isGlue(name) && isLate(name, size)).map(([name]) => name));
  const shims = [...functions.keys()].filter((name) => !late.has(name) && !isGlue(name) && isLate(name, Infinity));
  for (let before = -1; before !== late.size; ) {
    before = late.size;
    for (const name of shims) if ([...functions.get(name).calls].some((call) => late.has(call))) late.add(name);
  }
  return late;
}

/** The functions that come later: the chosen ones of the table, and what is reached from them only. */
function lateOf(functions, inTable, isLate) {
  const late = withShims(functions, isLate);
  const chosen = new Set(inTable.filter((name) => late.has(name)));
  const first = new Set();
  const open = [...functions].filter(([, { exported }]) => exported).map(([name]) => name);
  open.push(...inTable.filter((name) => !chosen.has(name)));
  while (open.length > 0) {
    const name = open.pop();
    if (first.has(name)) continue;
    first.add(name);
    open.push(...functions.get(name).calls);
  }
  return new Set([...functions.keys()].filter((name) => !first.has(name) && !functions.get(name).imported));
}

function firstPart(module, table, late, shared) {
  placeInTable(module, table, (name) => !late.has(name));
  for (const name of late) module.removeFunction(name);
  for (const [name, key] of shared) module.addFunctionExport(name, key);
  tablesOf(module).forEach((name, index) => module.addTableExport(name, `t${index}`));
  module.addMemoryExport(memory, "m");
  globalsOf(module).forEach(({ name }, index) => module.addGlobalExport(name, `g${index}`));
  return emit(module);
}

function latePart(module, functions, table, late, shared) {
  placeInTable(module, table, (name) => late.has(name));
  for (let index = module.getNumExports() - 1; index >= 0; index--) {
    module.removeExport(binaryen.getExportInfo(module.getExportByIndex(index)).name);
  }
  for (const [name, { params, results }] of functions) {
    if (late.has(name)) continue;
    module.removeFunction(name);
    if (shared.has(name)) module.addFunctionImport(name, "first", shared.get(name), params, results);
  }
  globalsOf(module).forEach(({ name, type, mutable }, index) => {
    module.removeGlobal(name);
    module.addGlobalImport(name, "first", `g${index}`, type, mutable);
  });
  module.addMemoryImport(memory, "first", "m", false);
  // Each of them: besides the functions there are the browser's objects, which both parts hold.
  tablesOf(module).forEach((name, index) => module.addTableImport(name, "first", `t${index}`));
  return emit(module);
}

/** Leaves in the module's data only these constants, and what stands between two that are near each other. */
function keepData(module, bytes, constants) {
  const ranges = [];
  for (const { start, end } of [...constants].sort((a, b) => a.start - b.start)) {
    const last = ranges.at(-1);
    // A range of its own takes as much room as a few bytes.
    if (last && start - last.end <= 8) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  const segments = ranges.map(({ start, end }) => ({ offset: module.i32.const(start), data: bytes.subarray(start, end), passive: false }));
  const { initial, max } = module.getMemoryInfo(memory);
  module.setMemory(initial, max ?? -1, null, segments, false, false, memory);
}

/** Puts those functions of the table that are wanted into their places, and leaves the others free. */
function placeInTable(module, { segment, name: table, start, names }, isWanted) {
  module.removeElementSegment(segment);
  let run = [];
  names.forEach((name, index) => {
    if (isWanted(name)) run.push(name);
    if (run.length > 0 && (!isWanted(name) || index === names.length - 1)) {
      const first = start + index - run.length + (isWanted(name) ? 1 : 0);
      module.addActiveElementSegment(table, `run ${first}`, run, module.i32.const(first));
      run = [];
    }
  });
}

function tablesOf(module) {
  return Array.from({ length: module.getNumTables() }, (_, index) => binaryen.getTableInfo(module.getTableByIndex(index)).name);
}

function globalsOf(module) {
  return Array.from({ length: module.getNumGlobals() }, (_, index) => binaryen.getGlobalInfo(module.getGlobalByIndex(index)));
}

function emit(module) {
  if (!module.validate()) throw new Error("a part of the module is not valid");
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

/** The module in one piece, with traps for its panics and without the data that only those need. */
export function trimmed(bytes, data) {
  return split(bytes, data, () => false).first;
}

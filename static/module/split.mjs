// Cuts a WebAssembly module in two: what the first audit needs, and what can come later. The later part shares the
// first one's memory, table, globals and functions; when it is instantiated, its functions take their places in the
// table. They must be reached through the table only (in Rust: through function pointers and the tables of trait
// objects), and not before.

import binaryen from "binaryen";

/** What binaryen calls the one memory of a module that gives it no name. */
const memory = "0";

/**
 * The two parts. `isLate(name)` says of functions that are in the table whether they can come later; functions that
 * only those call go with them.
 */
export function split(bytes, isLate) {
  const whole = binaryen.readBinary(bytes);
  const { functions, table } = read(whole);
  whole.dispose();
  const late = lateOf(functions, table.names, isLate);
  const calledByLate = new Set([...late].flatMap((name) => [...functions.get(name).calls]).filter((name) => !late.has(name)));
  // Short names for what the later part takes from the first one.
  const shared = new Map([...calledByLate].map((name, index) => [name, `f${index}`]));
  return {
    first: firstPart(bytes, functions, table, late, shared),
    late: latePart(bytes, functions, table, late, shared),
    share: late.size / functions.size,
  };
}

/** Every function with those that it calls, and the functions in the table. */
function read(module) {
  const functions = new Map();
  const names = [];
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const { name, module: from, params, results } = binaryen.getFunctionInfo(module.getFunctionByIndex(index));
    names.push(name);
    functions.set(name, { imported: from !== "", params, results, size: 0, calls: new Set(), exported: false });
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
      const call = line.indexOf("(call $");
      if (call >= 0) current.calls.add(ofText(line.slice(call)));
      if (line.includes("(ref.func ")) throw new Error("a function takes another's address: the parts can't be told apart");
    }
  }
  return { functions, table: tableOf(module) };
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

/** The functions that come later: the chosen ones of the table, and what is reached from them only. */
function lateOf(functions, inTable, isLate) {
  // A short one may serve under this name in other places too: the compiler makes one of functions that are equal.
  const chosen = new Set(inTable.filter((name) => isLate(name) && functions.get(name).size > 30));
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

function firstPart(bytes, functions, table, late, shared) {
  const module = binaryen.readBinary(bytes);
  placeInTable(module, table, (name) => !late.has(name));
  for (const name of late) module.removeFunction(name);
  for (const [name, key] of shared) module.addFunctionExport(name, key);
  tablesOf(module).forEach((name, index) => module.addTableExport(name, `t${index}`));
  module.addMemoryExport(memory, "m");
  globalsOf(module).forEach(({ name }, index) => module.addGlobalExport(name, `g${index}`));
  return emit(module);
}

function latePart(bytes, functions, table, late, shared) {
  const module = binaryen.readBinary(bytes);
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
  // The data is in the memory already.
  const { initial, max } = module.getMemoryInfo(memory);
  module.setMemory(initial, max ?? -1, null, [], false, false, memory);
  module.addMemoryImport(memory, "first", "m", false);
  // Each of them: besides the functions there are the browser's objects, which both parts hold.
  tablesOf(module).forEach((name, index) => module.addTableImport(name, "first", `t${index}`));
  return emit(module);
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

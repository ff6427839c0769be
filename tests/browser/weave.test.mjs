// What is sorted for packing weaves back to the same program.

import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import binaryen from "binaryen";
import { unravel, weave } from "../../static/js/weave.js";

const folder = resolve(import.meta.dirname, "../../target/module");

// Every kind of operation that takes something, and functions before and after the longest ones.
const text = `(module
  (type $unary (func (param i32) (result i32)))
  (table $table 2 4 funcref)
  (memory 1)
  (global $global (mut i64) (i64.const -5))
  (elem $elements (table $table) (i32.const 0) func $double)
  (func $double (type $unary) (i32.mul (local.get 0) (i32.const 2)))
  (func (export "sum") (param $n i32) (result i32) (local $sum i32) (local $f f64) (local $g f32)
    (block $out
      (loop $again
        (br_if $out (i32.eqz (local.get $n)))
        (local.set $sum (i32.add (local.get $sum) (call $double (local.get $n))))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $again)))
    (local.get $sum))
  (func (export "choose") (param $n i32) (result i32)
    (block $two (block $one (block $zero
      (br_table $zero $one $two (local.get $n)))
      (return (i32.const 1000000)))
      (return (i32.const -1)))
    (i32.trunc_sat_f64_s (f64.const 3.75)))
  (func (export "memory") (param $at i32) (result i32)
    (memory.fill (local.get $at) (i32.const 7) (i32.const 300))
    (memory.copy (i32.const 1000) (local.get $at) (i32.const 200))
    (i64.store offset=60000 align=1 (i32.const 300) (i64.const 0x123456789))
    (global.set $global (i64.load32_u offset=1000 align=2 (i32.const 0)))
    (f32.store (i32.const 1100) (f32.const 1.5))
    (drop (memory.grow (i32.const 0)))
    (i32.add (i32.load8_u offset=1001 (i32.const 0)) (i32.load16_u offset=1101 align=1 (i32.const 0))))
  (func (export "through") (param $n i32) (result i32)
    (if (result i32) (ref.is_null (table.get $table (i32.const 1)))
      (then (call_indirect $table (type $unary) (local.get $n) (i32.const 0)))
      (else (unreachable)))))`;

const assembled = () => {
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.All);
  return module.emitBinary();
};

test("a program does the same when it was sorted and woven", async () => {
  const bytes = assembled();
  const answers = async (bytes) => {
    const { exports } = (await WebAssembly.instantiate(bytes)).instance;
    return [exports.sum(100), exports.choose(0), exports.choose(1), exports.choose(2), exports.memory(500), exports.through(21)];
  };
  const before = await answers(bytes);
  assert.deepEqual(before.slice(0, 4), [10100, 1000000, -1, 3]);
  assert.deepEqual(await answers(weave(unravel(bytes))), before);
});

test("sorting what is woven gives the same again", () => {
  const sorted = unravel(assembled());
  assert.deepEqual(unravel(weave(sorted)), sorted);
});

test("a view into a larger buffer weaves", () => {
  const sorted = unravel(assembled());
  const larger = new Uint8Array(sorted.length + 9);
  larger.set(sorted, 4);
  assert.deepEqual(weave(larger.subarray(4, 4 + sorted.length)), weave(sorted));
});

test("an operation that is not known is refused, not guessed at", () => {
  const module = binaryen.parseText("(module (func (export \"f\") (result v128) (v128.const i32x4 1 2 3 4)))");
  module.setFeatures(binaryen.Features.All);
  assert.throws(() => unravel(module.emitBinary()), /operation that is not known here: 253/);
});

const parts = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".wasm")) : [];
test("the module's parts weave to valid modules", { skip: !parts.length && "no module in target/module" }, (t) => {
  for (const name of parts) {
    const sorted = unravel(new Uint8Array(readFileSync(resolve(folder, name))));
    const start = performance.now();
    const woven = weave(sorted);
    t.diagnostic(`${name}: ${woven.length} bytes woven in ${(performance.now() - start).toFixed(0)} ms`);
    assert(WebAssembly.validate(woven));
    assert.deepEqual(Buffer.compare(unravel(woven), sorted), 0);
  }
});

// The engine, one for all widgets of a page.

import init, * as core from "drydock-core";
import { packedModule } from "drydock-bytes";
import { unpack } from "../js/unpack.js";
import { weave } from "../js/weave.js";

export * from "drydock-core";

let starting;
/** Loads the engine, once. */
export const start = () =>
  (starting ??= packedModule()
    .then((bytes) => WebAssembly.compile(weave(unpack(bytes))))
    .then((module) => init(module))
    .catch((error) => {
      starting = undefined;
      throw error;
    }));

let texts;
/** All about a rule. */
export const ruleOf = (id) => (texts ??= new Map(core.rules().map((rule) => [rule.id, rule]))).get(id);

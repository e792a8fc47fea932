import assert from "node:assert/strict";
import test from "node:test";

import { graphAsk, traceAsk } from "../../static/js/trace/ask.js";
import { INITIAL } from "../../static/js/trace/state.js";

test("a notation is asked for where names are told, and nowhere else", () => {
  const state = { ...INITIAL, program: "W1 = 2" };
  assert.deepEqual(traceAsk(state), { program: "W1 = 2", detail: "gates", mode: "reverse" });
  const layers = /** @type {const} */ ({ ...state, names: "layers" });
  assert.equal(traceAsk(layers).names, "layers");
  assert.deepEqual(graphAsk(layers), graphAsk(state), "code is in the program's own names");
});

// Models of other tools: what of a file is sent, and what is said of one that was read.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fileAsk, isText, shapeFrom, toldOf, unreadLine } from "../../static/js/program/models.js";
import { withoutWeights } from "../../static/js/program/onnx_weights.js";

const file = (/** @type {string} */ name) => new Uint8Array(readFileSync(new URL(`../data/onnx/${name}.onnx`, import.meta.url)));

test("a file is sent without the numbers of its weights, and with its small ones", () => {
  const whole = file("lenet");
  const thin = withoutWeights(whole);
  assert.ok(whole.length > 14_000 && thin.length < 5_000, `${thin.length} bytes`);
  const said = Buffer.from(thin).toString("latin1");
  for (const name of ["Conv", "MaxPool", "kernel_shape", "c2", "/pool2"]) assert.ok(said.includes(name), name);
  assert.deepEqual(withoutWeights(thin), thin);
  const small = file("residual"); // nothing in it is long enough
  assert.deepEqual(withoutWeights(small), small);
  assert.equal(Buffer.from(fileAsk(whole).file ?? "", "base64").length, thin.length);
});

test("bytes that are no such file are sent as they are, for the server to say so", () => {
  for (const bytes of [file("lenet").subarray(0, 9000), new Uint8Array(50).fill(255), new Uint8Array([58, 200]), new Uint8Array([11, 1])]) {
    assert.deepEqual(withoutWeights(bytes), bytes);
  }
});

test("a text is told from a file", () => {
  assert.equal(isText(new TextEncoder().encode("Net(\n\t(0): ReLU()\r\n) # größer")), true);
  assert.equal(isText(file("lenet")), false);
});

test("the shape of an input is typed in many ways", () => {
  for (const text of ["1, 3, 224, 224", "(1, 3, 224, 224)", "1×3×224×224", "[1 3 224 224]", "1x3x224x224"]) assert.deepEqual(shapeFrom(text), [1, 3, 224, 224]);
  for (const text of ["", "()", "1, 0", "a", "-1, 3", "1.5", "1,,a"]) assert.equal(shapeFrom(text), null);
});

test("what was read is said in a sentence", () => {
  const layer = { path: "0", kind: "Linear", line: 2, name: "fc1", program_line: 4, shape: [1, 10], parameters: 7850 };
  const unread = { line: 3, text: "  (1): LSTM(3, 4)", message: "LSTM is not read", hint: "leave it out" };
  const answer = { kind: /** @type {const} */ ("printout"), title: "Net", program: "", folded: false, input: [1, 784], guessed: true, layers: [layer], total: 7850, written: "", unread: [unread], notes: [] };
  assert.equal(toldOf(answer), "Net, from a printout: 7,850 parameters in 1 layer. One line was not read as it stands.");
  assert.equal(toldOf({ ...answer, kind: "onnx", unread: [], layers: [layer, layer] }), "Net, from an ONNX file: 7,850 parameters in 2 layers.");
  assert.equal(unreadLine(unread), "Line 3: LSTM is not read. Try: leave it out");
  assert.equal(unreadLine({ ...unread, line: null }), "(1): LSTM(3, 4): LSTM is not read. Try: leave it out");
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { rolesOf } from "../../static/js/program/roles.js";
import { isSigned, readable, rowsOf, tokensOfLine } from "../../static/js/program/tokens.js";

/** @type {{ program: string, rows: string[], leaves?: string[], computed?: string[] }[]} */
const golden = JSON.parse(readFileSync(new URL("../data/tokens.json", import.meta.url), "utf-8"));

test("a program is read as Python's own tokenizer reads it", () => {
  assert.ok(golden.length > 55);
  for (const { program, rows } of golden) {
    const read = rowsOf(program).map(({ line, tokens }) =>
      tokens
        .filter(({ kind }) => kind !== "space")
        .map(({ kind, start, end }) => `${kind} ${[...line.slice(0, start)].length}-${[...line.slice(0, end)].length}`)
        .join(", "),
    );
    assert.deepEqual(read, rows, program);
  }
});

test("a name is to the editor what it is to the language", () => {
  for (const { program, leaves = [], computed = [] } of golden) {
    const rows = rowsOf(program);
    const roles = rolesOf(rows);
    /** @type {Map<string, unknown>} */
    const last = new Map();
    for (const [line, { tokens }] of rows.entries()) {
      for (const [k, { text: name }] of tokens.entries()) if (/^(input|name)$/.test(roles[line]?.[k] ?? "")) last.set(name.normalize("NFKC"), roles[line]?.[k]);
    }
    for (const name of leaves) assert.equal(last.get(name), "input", `${name} of ${program}`);
    for (const name of computed) assert.equal(last.get(name), "name", `${name} of ${program}`);
  }
  assert.ok(golden.flatMap(({ leaves = [] }) => leaves).length > 100);
});

/** A generator of the same numbers every time (mulberry32). @param {number} seed */
function randomFrom(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const BITS = [
  ..." \t\n;#=+-*/@%^&|~<>!.,:()[]{}'\"\\_$?`0123456789abexjJrfXσŷ𝛼😀漢", "\u0302", "\u200d", "\ud800", "\udc00", "\u2028", "\ufeff", "\r", "−",
  "def ", "return ", '"""', "'''", "1e", "0x", "**", "->", "x = ", "sigmoid(", "f(x):\n    ",
];

/** @param {() => number} random */
const text = (random) => Array.from({ length: Math.floor(random() * 40) }, () => BITS[Math.floor(random() * BITS.length)]).join("");

test("every character of any text is in exactly one token", () => {
  const random = randomFrom(7);
  for (let k = 0; k < 20_000; k++) {
    const written = text(random);
    const rows = rowsOf(written);
    assert.equal(rows.map(({ tokens }) => tokens.map((token) => token.text).join("")).join("\n"), written);
    for (const { line, tokens, at } of rows) {
      assert.equal(written.slice(at, at + line.length), line);
      let end = 0;
      for (const token of tokens) {
        assert.equal(token.start, end);
        assert.equal(line.slice(token.start, token.end), token.text);
        assert.ok(token.end > token.start);
        end = token.end;
      }
      assert.equal(end, line.length);
    }
    assert.deepEqual(rolesOf(rows).map(({ length }) => length), rows.map(({ tokens }) => tokens.length));
  }
});

test("a text that is read again after a change is read as if it were new", () => {
  const random = randomFrom(11);
  for (let k = 0; k < 3_000; k++) {
    const before = text(random);
    const at = Math.floor(random() * before.length);
    const after = before.slice(0, at) + text(random).slice(0, 4) + before.slice(at + Math.floor(random() * 3));
    assert.deepEqual(rowsOf(after, rowsOf(before)), rowsOf(after));
  }
});

test("lines that did not change are not read again", () => {
  const before = rowsOf("a = 1\nb = 2\nc = 3");
  const after = rowsOf("a = 1\nnew = 0\nb = 2\nc = 3", before);
  for (const [now, then] of /** @type {const} */ ([[0, 0], [2, 1], [3, 2]])) assert.equal(after[now]?.tokens, before[then]?.tokens);
});

test("a string of three quotes goes on over lines", () => {
  const kinds = rowsOf('"""one\ntwo # no remark\nend""" + x').map(({ tokens }) => tokens.map(({ kind }) => kind).join(" "));
  assert.deepEqual(kinds, ["string", "string", "string space sign space word"]);
  assert.equal(tokensOfLine("'not closed").open, "");
});

test("a line that changes has no other of two hundred read anew", () => {
  const lines = Array.from({ length: 200 }, (_, k) => `h${k} = softmax(relu(W${k} @ x + b${k}) * 0.5, axis=-1)  # layer ${k}`);
  const before = rowsOf(lines.join("\n"));
  lines[100] += " ";
  const after = rowsOf(lines.join("\n"), before);
  assert.deepEqual(after.flatMap(({ tokens }, k) => (tokens === before[k]?.tokens ? [] : [k])), [100]);
});

/** What each name and number of a program is. @param {string} program */
function told(program) {
  const rows = rowsOf(program);
  const roles = rolesOf(rows);
  return rows.flatMap(({ tokens }, line) => tokens.flatMap(({ kind, text: name }, k) => (kind === "word" || kind === "number" ? [`${name} ${roles[line]?.[k]}`] : []))).join(", ");
}

test("an input that takes its step stays an input", () => {
  assert.equal(told("w = 3; L = w * w\nfor step in range(10):\n    w -= 0.1 * adam(grad(w))"),
    "w input, 3 number, L name, w input, w input, for keyword, step name, in keyword, range gate, 10 number, w input, 0.1 number, adam gate, grad gate, w input");
  assert.match(told("w = 3; L = w * w\nw = w - 0.1 * grad(L, w)"), /w input, w input, 0.1 number, grad gate, L name, w input$/);
});

test("names are told apart: inputs, what is computed, gates", () => {
  assert.equal(told("x = -2; y = [[1, 2]]\nq = x + sigmoid(y)\nq"), "x input, 2 number, y input, 1 number, 2 number, q name, x input, sigmoid gate, y input, q name");
  assert.equal(told("X = const([1])\nW = randn(2, 3, seed=0)"), "X input, const gate, 1 number, W input, randn gate, 2 number, 3 number, seed option, 0 number");
  assert.equal(told("f = w * 3"), "f name, w input, 3 number"); // what nobody binds comes with the request
  assert.equal(told("x = 3\nx = x + 1\ny = x"), "x input, 3 number, x name, x input, 1 number, y name, x name");
  assert.equal(told("a = b = 2; c += 1"), "a input, b input, 2 number, c name, 1 number");
  assert.equal(told("y = softmax(x, axis=1).T"), "y name, softmax gate, x input, axis option, 1 number, T part");
  assert.equal(told("x = torch.tensor([1.0], requires_grad=True)"), "x input, torch part, tensor gate, 1.0 number, requires_grad option, True keyword");
});

test("functions of the program and their own names", () => {
  assert.equal(told("def neuron(w, b=1): return sigmoid(w + b)\ny = neuron(x)"), "def keyword, neuron own, w name, b name, 1 number, return keyword, sigmoid gate, w name, b name, y name, neuron own, x input");
  assert.equal(told("w = 2\ndef f(w):\n    v = 3\n    return w * v\ny = w * v"), "w input, 2 number, def keyword, f own, w name, v name, 3 number, return keyword, w name, v name, y name, w input, v input");
});

test("a statement in brackets goes on over lines", () => {
  assert.equal(told("W = [[1,\n  2],\n]\nz = (W\n + 1)"), "W input, 1 number, 2 number, z name, W input, 1 number");
});

test("a sign is part of a number where it joins nothing", () => {
  /** @param {string} program */
  const signed = (program) => {
    const tokens = readable(rowsOf(program));
    const k = tokens.findIndex(({ kind }) => kind === "number");
    return isSigned(tokens[k - 2], tokens[k - 1], tokens[k + 1]);
  };
  assert.deepEqual(["x = -2", "f(-2)", "return -2", "y * -2", "y - 2", "f(x) - 2", "x = -2**2"].map(signed), [true, true, true, true, false, false, false]);
});

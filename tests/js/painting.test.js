import assert from "node:assert/strict";
import { test } from "node:test";

import { bracketAt, bracketsOf } from "../../static/js/program/brackets.js";
import { carried, keyOf, piecesOf, sameEnds } from "../../static/js/program/painting.js";
import { rolesOf } from "../../static/js/program/roles.js";
import { rowsOf } from "../../static/js/program/tokens.js";

/** @param {string} program @param {import("../../static/js/program/painting.js").Mark[]} [marks] */
function painted(program, marks = []) {
  const rows = rowsOf(program);
  const roles = rolesOf(rows);
  return rows.map((row, k) => piecesOf(row, roles[k] ?? [], marks));
}

/** @param {ReturnType<typeof painted>} lines */
const written = (lines) => lines.map((pieces) => pieces.map(({ text, role, wrong, mark }) => `${text}:${role ?? ""}${wrong ? "!" : ""}${mark ? `+${mark}` : ""}`).join("|"));

test("a line is painted in pieces of what it means", () => {
  assert.deepEqual(written(painted("y = relu(x)")), ["y:name| :|=:sign| :|relu:gate|(:sign|x:input|):sign"]);
});

test("a mark goes over several tokens and lines, and cuts those that it begins in", () => {
  const lines = painted("ab = cd\n\n ef", [{ start: 1, end: 11, kind: "wrong" }]);
  assert.deepEqual(written(lines), ["a:name|b:name!| :!|=:sign!| :!|cd:input!", "", " :!|e:input!|f:input"]);
  assert.equal(lines.map((pieces) => pieces.map(({ text }) => text).join("")).join("\n"), "ab = cd\n\n ef");
});

test("a mark at the end of the text is a space behind it", () => {
  assert.deepEqual(written(painted("x =", [{ start: 3, end: 3, kind: "wrong" }])), ["x:name| :|=:sign| :!"]);
  assert.deepEqual(written(painted("", [{ start: 0, end: 0, kind: "wrong" }])), [" :!"]);
});

test("what is wrong may have something else marked in it", () => {
  const marks = /** @type {const} */ ([{ start: 1, end: 2, kind: "pair" }, { start: 0, end: 3, kind: "wrong" }]);
  assert.deepEqual(written(painted("f(x", [...marks])), ["f:gate!|(:sign!+pair|x:input!"]);
});

test("lines that look otherwise have another key, and only those are painted anew", () => {
  const [before, after] = [painted("a = 1\nb = 2\nc = 3"), painted("a = 1\nb = 2.5\nc = 3")].map((lines) => lines.map(keyOf));
  assert.deepEqual(sameEnds(before ?? [], after ?? []), { head: 1, tail: 1 });
  assert.deepEqual(sameEnds(["a", "a"], ["a", "a", "a"]), { head: 2, tail: 0 });
  assert.deepEqual(sameEnds([], ["a"]), { head: 0, tail: 0 });
  assert.notEqual(keyOf(painted("x")[0] ?? []), keyOf(painted("x", [{ start: 0, end: 1, kind: "wrong" }])[0] ?? []));
});

test("a cursor stays with what stands around it", () => {
  const [before, after] = ["x = 5; y = 2", "x = 12.5; y = 2"];
  assert.deepEqual([0, 4, 5, 7, 12].map((cursor) => carried(before, after, cursor)), [0, 4, 8, 10, 15]);
});

test("a bracket and its partner, but for those in remarks and strings", () => {
  const brackets = bracketsOf(rowsOf("f([x, (y)]) # )\n'(' + a]"));
  assert.deepEqual(brackets, [
    { at: 1, partner: 10 }, { at: 2, partner: 9 }, { at: 6, partner: 8 }, { at: 8, partner: 6 }, { at: 9, partner: 2 }, { at: 10, partner: 1 },
    { at: 23, partner: null },
  ]);
  assert.equal(bracketAt(brackets, 6)?.partner, 8); // the one behind the cursor
  assert.equal(bracketAt(brackets, 11)?.partner, 1); // else the one before it
  assert.equal(bracketAt(brackets, 5), null);
});

test("brackets of two kinds do not close each other", () => {
  assert.deepEqual(bracketsOf(rowsOf("(x]")).map(({ partner }) => partner), [null, null]);
  assert.deepEqual(bracketsOf(rowsOf("(")).map(({ partner }) => partner), [null]);
});

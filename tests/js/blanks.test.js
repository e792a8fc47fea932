import assert from "node:assert/strict";
import { test } from "node:test";
import { colouredOf, isWide, keptText, nameOfBlank, numberOf, rowsShown, runText, saidOfMark, settledBlanks, standingOf } from "../../static/js/exercises/blanks.js";

/** @typedef {import("../../static/js/exercises/types.js").Blanks} Blanks */
/** @typedef {NonNullable<Blanks["run"]>["rows"][number]} Row */

/** @param {string} name @param {number} line @param {Partial<Row>} [parts] @returns {Row} */
const row = (name, line, parts = {}) => ({ name, line, is_gradient: false, own: 1, engine: 1, quotient: null, agrees: true, failure: "", ...parts });

/** @param {Row[] | null} rows @param {Blanks["marks"]} marks @param {Partial<Blanks>} [parts] @returns {Blanks} */
const told = (rows, marks, parts = {}) => ({
  title: "Gate", stages: [{ title: "", blanks: [] }], stage: 1, says: "", lines: [], shown: null, marks,
  run: rows && { rows, kept: [], forgotten: false, agrees: rows.every(({ agrees }) => agrees) }, ...parts,
});

test("what is said of a blank does not hang on colour, and its name says where it stands", () => {
  const said = /** @type {const} */ (["right", "wrong", "error"]).map((status) => saidOfMark({ key: "1.x", status, reason: "" })).map(({ sign, word }) => [sign, word]);
  assert.deepEqual(said, [["✓", "right"], ["✗", "wrong"], ["✗", "unclear"]]);
  assert.deepEqual(saidOfMark(undefined), { sign: "", word: "" });
  assert.equal(nameOfBlank("2.self.x", 4), "self.x, line 4");
  assert.equal(nameOfBlank("3.return#2", 6), "return, line 6");
});

test("a blank is heard once it is right or left, and again only when something else is said", () => {
  const lines = new Map([["1.x", 3], ["1.y", 4]]);
  /** @type {Blanks["marks"]} */
  const marks = [{ key: "1.x", status: "wrong", reason: "The sign is wrong." }, { key: "1.y", status: "right", reason: "" }];
  const right = /** @type {const} */ (["1.y", "y, line 4: right"]);
  const wrong = /** @type {const} */ (["1.x", "x, line 3: wrong: The sign is wrong."]);
  assert.deepEqual([...settledBlanks(marks, lines, "1.x", new Map())], [right]);
  assert.deepEqual([...settledBlanks(marks, lines, "1.y", new Map([right]))], [wrong]);
  assert.deepEqual([...settledBlanks(marks, lines, null, new Map([right, wrong]))], []);
  assert.deepEqual([...settledBlanks([{ key: "1.x", status: "missing", reason: "" }], lines, null, new Map([wrong]))], []);
});

test("code is coloured without losing a character", () => {
  const text = "        self.x = np.sum(x, axis=0)  # kept";
  const pieces = colouredOf(text);
  assert.equal(pieces.map((piece) => piece.text).join(""), text);
  assert.deepEqual(pieces.filter(({ look }) => look === "as-keyword" || look === "as-number" || look === "as-remark").map((piece) => piece.text), ["self", "0", "# kept"]);
});

test("how it stands: blanks that are right, the run, and what is left", () => {
  const right = { key: "1.x", status: /** @type {const} */ ("right"), reason: "" };
  const missing = { key: "1.y", status: /** @type {const} */ ("missing"), reason: "" };
  assert.deepEqual(standingOf(told(null, [right, missing])), { isDone: false, text: "1 of 2 blanks right." });
  assert.match(runText(told(null, [right, missing])), /last blank is filled in/);
  assert.match(runText(told(null, [missing, missing])), /the 2 empty blanks are filled in/);
  const done = told([row("x", 1)], [right]);
  assert.deepEqual(standingOf(done), { isDone: true, text: "Every number is the engine’s." });
  assert.equal(runText(done), "Every line comes to the engine’s number.");
  const off = told([row("x", 1), row("dx", 2, { agrees: false })], [right]);
  assert.equal(standingOf(off).isDone, false);
  assert.match(runText(off), /^1 of 2 lines/);
  const lost = told([row("dx", 2, { agrees: false, own: null, failure: "self.x was not kept" })], [right]);
  assert.match(runText({ ...lost, run: lost.run && { ...lost.run, forgotten: true } }), /1 line of backward cannot be worked out/);
});

test("what is kept is counted", () => {
  const run = { rows: [], forgotten: false, agrees: true };
  assert.equal(keptText({ ...run, kept: [] }), "Nothing has to be kept from forward to backward.");
  const kept = [{ name: "self.x", numbers: 3, read_by: [7, 8] }, { name: "self.y", numbers: 1, read_by: [9] }];
  assert.equal(keptText({ ...run, kept }), "Kept from forward for backward, 4 numbers: self.x (3 numbers, for line 7 and 8); self.y (1 number, for line 9).");
});

test("a long run shows the lines with a blank, and whatever is wrong", () => {
  const rows = Array.from({ length: 12 }, (_, k) => row(`v${k}`, k + 1, { agrees: k !== 3 }));
  const lines = rows.map((_, k) => [{ text: k === 5 ? "" : "x", blank: k === 5 ? "1.v5" : null, width: 9 }]);
  assert.deepEqual(rowsShown(told(rows, [], { lines })).map(({ name }) => name), ["v3", "v5"]);
  assert.equal(rowsShown(told(rows.slice(0, 8), [], { lines })).length, 8);
  assert.deepEqual(rowsShown(told(null, [])), []);
  assert.equal(isWide(told(null, [], { lines })), false);
  assert.equal(isWide(told(null, [], { lines: [[{ text: "x".repeat(30), blank: null, width: 0 }, { text: "", blank: "1.x", width: 30 }]] })), true);
});

test("numbers are written short, and what was kept badly is no answer", () => {
  assert.equal(numberOf(-12), "−12");
  assert.equal(numberOf([[1, 2], [3, 4]]), "[1, 2, …]");
  assert.equal(numberOf(null), "—");
});

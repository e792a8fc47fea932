// Where in a text a line and a column are. Lines count from 1, columns in characters (code points)
// from 0; offsets are JavaScript's own, in UTF-16 units.

/** The text that was asked about last, and where its lines are: all the numbers of a program are asked for in one go. */
let last = linesOf("");

/** @param {string} text */
function linesOf(text) {
  let start = 0;
  const lines = text.split("\n").map((line) => {
    const at = start;
    start += line.length + 1;
    return { line, at };
  });
  return { text, lines };
}

/**
 * @param {string} text
 * @param {number} line
 * @param {number} column
 * @returns {number}
 */
export function offsetAt(text, line, column) {
  if (last.text !== text) last = linesOf(text);
  const { line: found, at } = last.lines[Math.min(Math.max(line, 1), last.lines.length) - 1] ?? { line: "", at: 0 };
  return at + [...found].slice(0, Math.max(column, 0)).join("").length;
}

/**
 * The text with what a problem's hint says to write in its place; null where it does not say.
 * @param {string} text
 * @param {import("../page/api.js").Problem} problem
 * @returns {string | null}
 */
export function amended(text, problem) {
  const { line = null, column = null, end_line: endLine = null, end_column: endColumn = null, replacement = null } = problem;
  if (line === null || column === null || endLine === null || endColumn === null || replacement === null) return null;
  return text.slice(0, offsetAt(text, line, column)) + replacement + text.slice(offsetAt(text, endLine, endColumn));
}

/**
 * The part of a text that a problem points at, at least one character long where there is one.
 * @param {string} text
 * @param {import("../page/api.js").Problem} problem
 * @returns {[number, number] | null}
 */
export function rangeOf(text, problem) {
  if (problem.line === undefined || problem.line === null) return null;
  const start = offsetAt(text, problem.line, problem.column ?? 0);
  const end = offsetAt(text, problem.end_line ?? problem.line, problem.end_column ?? 0);
  return [start, Math.min(Math.max(end, start + 1), text.length)];
}

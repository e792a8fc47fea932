// One's own points as text: `x1,x2,label`, one a line, as a table program writes them.

import { typedFinite } from "../page/typed.js";

/** @typedef {{ line: number, message: string }} Trouble */

const MOST_TOLD = 5;

/**
 * Read points. Labels are whole numbers from 0, or names, which become classes in the order they
 * appear; with `values` they are any numbers. The first line may be a heading.
 * @param {string} text
 * @param {{ values?: boolean, most?: number }} [how] most: how many classes there may be
 * @returns {{ points: [number, number, number][], names: string[], troubles: Trouble[] }}
 */
export function readPoints(text, { values = false, most = 5 } = {}) {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const separator = separatorOf(lines.find((line) => line.trim()) ?? "");
  /** @type {[number, number, string, number][]} x1, x2, label, line */
  const rows = [];
  /** @type {Trouble[]} */
  const troubles = [];
  let first = true;
  for (const [k, line] of lines.entries()) {
    if (!line.trim() || line.trimStart().startsWith("#")) continue;
    const cells = line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    const heading = first && cells.length === 3 && typedFinite(cells[0] ?? "") === null && typedFinite(cells[1] ?? "") === null;
    first = false;
    if (heading) continue;
    const trouble = troubleOf(cells, values);
    if (trouble) troubles.push({ line: k + 1, message: trouble });
    else rows.push([typedFinite(cells[0] ?? "") ?? NaN, typedFinite(cells[1] ?? "") ?? NaN, cells[2] ?? "", k + 1]);
  }
  if (!rows.length && !troubles.length) troubles.push({ line: 1, message: "there is no point: write x1,x2,label, one a line" });
  const labelled = values ? null : classesOf(rows, most, troubles);
  const points = rows.map(([x1, x2, label]) => /** @type {[number, number, number]} */ ([x1, x2, labelled ? (labelled.get(label) ?? 0) : (typedFinite(label) ?? NaN)]));
  return { points, names: labelled ? [...labelled.keys()] : [], troubles };
}

/**
 * Points as the text that reads back as the same.
 * @param {readonly (readonly number[])[]} points
 */
export function writePoints(points) {
  return ["x1,x2,label", ...points.map((point) => point.join(","))].join("\n");
}

/** What is wrong, in one sentence; the first few, and how many more. @param {readonly Trouble[]} troubles */
export function describeTroubles(troubles) {
  const told = troubles.slice(0, MOST_TOLD).map(({ line, message }) => `Line ${line}: ${message}.`);
  const more = troubles.length - MOST_TOLD;
  return [...told, ...(more > 0 ? [`And ${more} more.`] : [])].join("\n");
}

/** @param {string} line */
function separatorOf(line) {
  return ["\t", ";", ","].find((one) => line.includes(one)) ?? /\s+/;
}

/** @param {string[]} cells @param {boolean} values @returns {string | null} */
function troubleOf(cells, values) {
  if (cells.length !== 3) return `there are ${cells.length} columns where three were expected, x1,x2,label`;
  for (const [k, name] of ["x1", "x2"].entries()) {
    const cell = cells[k] ?? "";
    const number = typedFinite(cell);
    if (number === null) return `“${cell.slice(0, 20)}” is no number for ${name}`;
    if (Math.abs(number) > 1e6) return `${name} = ${cell.slice(0, 20)} is too large: coordinates are within a million`;
  }
  if (cells[2] === "") return "the label is missing";
  if (values && typedFinite(cells[2] ?? "") === null) return `“${(cells[2] ?? "").slice(0, 20)}” is no number: this loss compares values`;
  return null;
}

/**
 * The class of every label: numbers as they are where all are classes, else by order of appearance.
 * @param {[number, number, string, number][]} rows @param {number} most @param {Trouble[]} troubles
 */
function classesOf(rows, most, troubles) {
  const labels = [...new Set(rows.map(([, , label]) => label))];
  if (labels.every((label) => /^\d+(\.0*)?$/.test(label) && Number(label) < most)) {
    return new Map(labels.sort((a, b) => Number(a) - Number(b)).map((label) => [label, Number(label)]));
  }
  for (const extra of labels.slice(most)) {
    const line = rows.find(([, , label]) => label === extra)?.[3] ?? 1;
    troubles.push({ line, message: `“${extra.slice(0, 20)}” is one class too many: there may be ${most}` });
  }
  return new Map(labels.map((label, k) => [label, k]));
}

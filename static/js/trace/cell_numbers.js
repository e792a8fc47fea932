// How the numbers of one array are written in cells of one width, all in the same way: the rules of
// app/trace/cell_numbers.py, which says why; the same golden file holds both to it.

import { DIGITS, SIGNIFICANT, bare, showCell, toNumber } from "./numbers.js";

/** @typedef {import("./types.js").Scalar} Scalar */
/** @typedef {{ power: number, digits: number, significant: number, isBare: boolean }} Way */
/** @typedef {{ write: (number: Scalar) => string, unit: string }} Writing what writes a number, and what it is told in: `10⁻³`, or nothing */

/** Width of a cell, in hundredths of the size of a figure that is told in it. */
const CELL_WIDTH = 335;
const [SMALL_TO, LARGE_FROM, APART, POWER_MOST] = [-2, 3, 3, 300];
/** How wide characters are, in hundredths of the size, where figures are wide and bold. @type {Record<string, number>} */
const WIDTHS = { "−": 84, ".": 38 };
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** The most telling way to write some numbers that fits all of them; else the shortest. @param {readonly Scalar[]} scalars @param {number} [digits] @returns {Writing} */
export function writingOf(scalars, digits = DIGITS) {
  const numbers = scalars.map(toNumber);
  let [best, least] = [/** @type {Way | null} */ (null), Infinity];
  for (const way of waysOf(numbers, digits)) {
    const widest = Math.max(0, ...numbers.map((one) => widthOf(written(one, way))));
    if (widest < least) [best, least] = [way, widest];
    if (widest <= CELL_WIDTH) break;
  }
  const way = /** @type {Way} */ (best);
  return { write: (one) => written(toNumber(one), way), unit: unitOf(way.power) };
}

/** A short vector in a line, as its cells have it: `[−6.80 10.74] · 10⁻³`. @param {readonly Scalar[]} scalars @param {number} [digits] */
export function showVector(scalars, digits = DIGITS) {
  const { write, unit } = writingOf(scalars, digits);
  return `[${scalars.map(write).join(" ")}]${unit && ` · ${unit}`}`;
}

/** How wide a figure is, in hundredths of its size. @param {string} text */
export function widthOf(text) {
  return [...text].reduce((sum, one) => sum + (WIDTHS[one] ?? 70), 0);
}

/** The most telling first. @param {readonly number[]} numbers @param {number} digits @returns {Way[]} */
function waysOf(numbers, digits) {
  const isUsual = digits <= DIGITS;
  const units = [...new Set([0, powerOf(numbers)])];
  const places = isUsual ? [digits, Math.min(digits, DIGITS - 1)] : [digits];
  return (isUsual ? [SIGNIFICANT, 1] : [SIGNIFICANT]).flatMap((significant) =>
    units.flatMap((power) => places.flatMap((count) => [false, true].map((isBare) => ({ power, digits: count, significant, isBare })))),
  );
}

/** The power of a thousand in which numbers are told that are small, or large, throughout; else 0. @param {readonly number[]} numbers */
function powerOf(numbers) {
  const powers = numbers.filter((one) => one !== 0 && Number.isFinite(one)).map((one) => Number(one.toExponential().split("e")[1]));
  const power = powers.length > 0 ? Math.max(...powers) : 0;
  if ((SMALL_TO < power && power < LARGE_FROM) || Math.min(...powers) < power - APART || Math.abs(power) > POWER_MOST) return 0;
  return 3 * Math.round(power / 3);
}

/** @param {number} number @param {Way} way */
function written(number, { power, digits, significant, isBare }) {
  const ten = Number(`1e${Math.abs(power)}`);
  const text = showCell(power > 0 ? number / ten : number * ten, digits, significant);
  return isBare ? bare(text) : text;
}

/** @param {number} power */
function unitOf(power) {
  return power === 0 ? "" : `10${[...String(power)].map((one) => RAISED[Number(one)] ?? "⁻").join("")}`;
}

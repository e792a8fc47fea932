// How a number stands in the picture: its marks, its size, its ring, and the colour of its wire. It
// depends on the label alone, and on nothing that stood there before, as app/drawing/figures.py has
// it; the same golden file holds both to it.

import { VEIL } from "../predict/predict.js";

/** @typedef {import("../trace/moment.js").Label} Label */
/** @typedef {{ text: string, size: number | null, ringed: boolean, veiled: boolean }} Figure its size is in px where it is too wide for the usual one */

export const MARKS = { reverse: "◂", forward: "▸" };

/** px that a character is given. */
export const CHARACTER = 9.4;
/** What stands before a number at most: an arrow, a Σ, and their spaces. */
export const SIGNED = 4 * CHARACTER;
/** The height of a figure in px, of one that is being told, and of the smallest. */
export const SIZE = 16;
export const TOLD = 20;
export const SMALLEST = 7;
/** The height of what is said beside a number, what a character of it is given, and the room before it, in px. */
export const BESIDE = 12.5;
const BESIDE_CHARACTER = 7.2;
export const BESIDE_GAP = 5;

/** With its name, or by it alone, as there is room, also while it is told. @param {Label} label @param {number} room @param {readonly string[]} names */
export function named(label, room, names) {
  if (names.length === 0 || label.text === "" || label.text === VEIL) return label;
  const said = names.map((name) => name.replace("#", label.text));
  const text = said.find((one) => (one.length * CHARACTER * TOLD) / SIZE <= room + 1) ?? said.at(-1) ?? "";
  return { ...label, text: label.zero ? text.replace(/^= /, "") : text };
}

/** A value above a wire. @param {Label} label @param {number} room @param {boolean} [told] @returns {Figure} */
export function above({ text }, room, told = false) {
  return { text, size: sizeOf(text, room, told ? TOLD : SIZE), ringed: false, veiled: false };
}

/**
 * A gradient or a tangent below a wire.
 * @param {Label} label @param {number} room @param {string} mark @param {string} [sign] @param {boolean} [told]
 * @returns {Figure}
 */
export function below(label, room, mark, sign = "", told = false) {
  const size = told ? TOLD : SIZE;
  const veiled = label.text === VEIL;
  if (label.text === "" || label.zero) {
    return { text: label.text, size: sizeOf(label.text, room, size), ringed: label.zero, veiled };
  }
  const text = [mark, sign, label.text].filter((part) => part !== "").join(" ");
  return { text, size: sizeOf(text, room + (sign ? SIGNED : 2 * CHARACTER) * (size / SIZE), size), ringed: false, veiled };
}

/**
 * The first of some marks that has room beside a figure, also while it is told; or none. Before a gradient
 * there is its own `mark`, which has room of its own.
 * @param {Figure} figure @param {number} room @param {readonly string[]} marks @param {string} [mark]
 */
export function beside({ text, ringed, veiled }, room, marks, mark = "") {
  if (marks.length === 0 || text === "" || ringed || veiled || text === VEIL) return "";
  const own = mark === "" ? 0 : (2 * CHARACTER * TOLD) / SIZE;
  const free = room + own - (text.length * CHARACTER * TOLD) / SIZE - BESIDE_GAP;
  return marks.find((said) => said.length * BESIDE_CHARACTER <= free) ?? "";
}

/** Half the width in px of the ring around a text. @param {string} text @param {boolean} [told] */
export function ringHalf(text, told = false) {
  return (9.5 + (CHARACTER * Math.max(text.length - 1, 0)) / 2) * (told ? TOLD / SIZE : 1);
}

/** The class of a wire by what has flowed back through it. @param {Label} label @returns {"" | "back" | "zero"} */
export function wireClass(label) {
  if (label.text === "" || label.text === VEIL) return "";
  return label.zero ? "zero" : "back";
}

/** @param {string} text @param {number} room @param {number} size @returns {number | null} */
function sizeOf(text, room, size) {
  const wanted = text.length * CHARACTER;
  if (wanted * (size / SIZE) <= room + 1) return null;
  return Math.max(Math.floor((10 * SIZE * room) / wanted) / 10, SMALLEST);
}

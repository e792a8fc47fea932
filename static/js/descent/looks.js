// How the rules are told apart: by colour, by the dashes of the line and by the mark, so that no eye needs all three.

import { addMark, SHAPES } from "../chart/marks.js";

/** @typedef {{ colour: string, dash: readonly number[], shape: import("../chart/marks.js").Shape, isHollow: boolean }} Look `colour`: a variable of descent.css */

/** Of the rules in their order. @type {readonly (readonly [string, readonly number[]])[]} */
const LINES = [
  ["sgd", []], ["momentum", [9, 4]], ["nesterov", [2, 4]], ["adagrad", [14, 4, 2, 4]],
  ["rmsprop", [6, 3]], ["adadelta", [4, 4]], ["adam", [16, 4]], ["adamw", [10, 3, 2, 3, 2, 3]],
];

/** @type {ReadonlyMap<string, Look>} */
const LOOKS = new Map(LINES.map(([name, dash], k) => [name, { colour: `--rule-${name}`, dash, shape: SHAPES[k % SHAPES.length] ?? "circle", isHollow: k >= SHAPES.length }]));

/** The rules in their order. */
export const RULES = Object.freeze(LINES.map(([name]) => name));

const PLAIN = /** @type {Look} */ (LOOKS.get("sgd"));

/** @param {string} rule */
export const lookOf = (rule) => LOOKS.get(rule) ?? PLAIN;

/**
 * The mark of a rule.
 * @param {CanvasRenderingContext2D} context @param {Look} look @param {string} colour @param {string} paper
 * @param {readonly [number, number]} place px @param {number} radius px
 */
export function drawMark(context, { shape, isHollow }, colour, paper, [x, y], radius) {
  context.beginPath();
  addMark(context, shape, x, y, radius);
  context.setLineDash([]);
  context.lineJoin = "round";
  context.fillStyle = isHollow ? paper : colour;
  context.strokeStyle = isHollow ? colour : paper;
  context.lineWidth = radius > 5 ? 2.5 : 1.5;
  context.fill();
  context.stroke();
}

/** The line and the mark of a rule for a legend, 34 by 18 px. @param {Look} look @param {string} colour @param {string} paper */
export function lookImage(look, colour, paper) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height, canvas.className] = [68, 36, "rule-look"];
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  context.scale(2, 2);
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.setLineDash([...look.dash]);
  context.beginPath();
  context.moveTo(1, 9);
  context.lineTo(33, 9);
  context.stroke();
  drawMark(context, look, colour, paper, [17, 9], 5);
  return canvas;
}

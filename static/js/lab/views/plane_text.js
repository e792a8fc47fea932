// The plane in words: what is read at a place, and a summary for those who cannot see it.

import { showNumber } from "../../trace/numbers.js";
import { decide } from "./decision.js";
import { className, grouped } from "./shown.js";

/** @typedef {import("./decision.js").Head} Head */
/** @typedef {import("../types.js").Data} Data */

/**
 * `x1 = 1.20, x2 = −0.40: p = 0.93, 0.07, so class 0`.
 * @param {Head} head
 * @param {{ x: readonly number[], outputs: readonly number[] }} probed
 * @param {readonly string[]} names
 */
export function readOut(head, { x, outputs }, names) {
  const place = x.map((value, k) => `${names[k] ?? `x${k + 1}`} = ${showNumber(value)}`).join(", ");
  const numbers = outputs.map((value) => showNumber(value)).join(", ");
  if (head === "regression" || head === "share") return `${place}: value = ${numbers}`;
  const told = { softmax: "probabilities", sigmoid: "outputs", svm: "scores", squared: "outputs", lead: "lead of class 1", binary: "probability of class 1" }[head];
  return `${place}: ${told} ${numbers} → ${className(decide(head, outputs).label)}`;
}

/**
 * @param {Data} data
 * @param {{ update: number, accuracy: number | null } | null} decided
 */
export function summary(data, decided) {
  const { labels, test, classes, extent, names } = data;
  const counts = classes
    ? Array.from({ length: classes }, (_, k) => `${labels.filter((label) => label === k).length} of ${className(k)}`).join(", ")
    : `${labels.length} with a value each`;
  const held = test.filter(Boolean).length;
  const parts = [
    `Plane from −${extent} to ${extent} in ${names.join(" and ")}: ${labels.length} points (${counts}${held ? `; ${held} kept for the test` : ""})`,
  ];
  if (decided) {
    parts.push(`after ${grouped(decided.update)} updates${decided.accuracy === null ? "" : ` ${Math.round(100 * decided.accuracy)} % of the training points are on the right side`}`);
  }
  return `${parts.join("; ")}.`;
}

/**
 * Why plane and maps are less sharp than they were asked for; empty where they are not.
 * @param {Partial<import("../types.js").GridSizes> | null} asked
 * @param {import("../types.js").GridSizes | null} grid
 */
export function coarserText(asked, grid) {
  if (!asked || !grid) return "";
  const parts = /** @type {const} */ ([["size", "the plane"], ["neurons", "the map of each neuron"]]);
  const told = parts
    .filter(([name]) => grid[name] < (asked[name] ?? 0))
    .map(([name, called]) => `${called} is drawn on ${grid[name]}×${grid[name]} cells instead of ${asked[name]}×${asked[name]}`);
  const text = told.join(", ");
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}: this network is large.`;
}

/** What the keys of the plane do. */
export const PLANE_HELP = "Arrow keys move a cursor, Shift makes larger steps; Enter adds a point of the chosen class, a digit chooses the class, Delete removes the nearest point, M picks the nearest point up and puts it down.";

// The plane in words: what is read at a place, and a summary for those who cannot see it.

import { showCount } from "../../page/amounts.js";
import { showNumber } from "../../trace/numbers.js";
import { decide } from "./decision.js";
import { className } from "./shown.js";

/** @typedef {import("./decision.js").Head} Head */
/** @typedef {import("../types.js").Data} Data */

/**
 * `x1 = 1.20, x2 = −0.40: probabilities 0.93, 0.07 → class 0`; long names stand at the axes alone.
 * @param {Head} head
 * @param {{ x: readonly number[], outputs: readonly number[] }} probed
 * @param {Pick<Data, "names" | "class_names">} data
 */
export function readOut(head, { x, outputs }, { names, class_names: classNames }) {
  const isShort = names.every((name) => name.length < 5);
  const [x1, x2] = x.map((value) => showNumber(value));
  const place = isShort ? `${names[0]} = ${x1}, ${names[1]} = ${x2}` : `(${x1}, ${x2})`;
  const numbers = outputs.map((value) => showNumber(value)).join(", ");
  if (head === "regression" || head === "share") return `${place}: value = ${numbers}`;
  const told = { softmax: "probabilities", sigmoid: "outputs", svm: "scores", squared: "outputs", lead: `lead of ${className(1, classNames)}`, binary: `P(${className(1, classNames)}) =` }[head];
  return `${place}: ${told} ${numbers} → ${className(decide(head, outputs).label, classNames)}`;
}

/**
 * How far the network is from the label of the pinned point: `? P(passed) = 0.10, loss −ln 0.10 = 2.30`.
 * @param {Head} head
 * @param {readonly number[]} outputs
 * @param {number} label
 * @param {Pick<Data, "class_names">} data
 */
export function queryText(head, outputs, label, { class_names: classNames }) {
  const first = outputs[0] ?? NaN;
  if (head === "regression" || head === "share") return `? value = ${showNumber(first)} for ${showNumber(label)}, loss ${showNumber((first - label) ** 2 / 2)}`;
  const p = head === "binary" ? (label ? first : 1 - first) : head === "softmax" ? (outputs[label] ?? NaN) : null;
  const name = className(label, classNames);
  if (p === null) return `? is ${name}, decided as ${className(decide(head, outputs).label, classNames)}`;
  return `? P(${name}) = ${showNumber(p)}, loss −ln ${showNumber(p)} = ${showNumber(-Math.log(p))}`;
}

/**
 * @param {Data} data
 * @param {import("../../chart/scales.js").Ranges} ranges
 * @param {{ update: number, accuracy: number | null } | null} decided
 */
export function summary(data, ranges, decided) {
  const { labels, test, classes, names, class_names: classNames } = data;
  const counts = classes
    ? Array.from({ length: classes }, (_, k) => `${labels.filter((label) => label === k).length} of ${className(k, classNames)}`).join(", ")
    : `${labels.length} with a value each`;
  const held = test.filter(Boolean).length;
  const parts = [
    `Plane of ${names.map((name, k) => `${name} from ${ranges[k]?.map((end) => showNumber(end)).join(" to ")}`).join(" and ")}: ${labels.length} points (${counts}${held ? `; ${held} kept for the test` : ""})`,
  ];
  if (decided) {
    parts.push(`after ${showCount(decided.update)} updates${decided.accuracy === null ? "" : ` ${Math.round(100 * decided.accuracy)} % of the training points are on the right side`}`);
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

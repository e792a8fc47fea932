// What a nudge does to every value, on the graph itself: above each number that changes, by how much.

import { placesOf } from "../picture/leaves.js";
import { schedule } from "../trace/moment.js";
import { flat, isListed } from "../trace/nested.js";
import { showExactly } from "../trace/numbers.js";
import { makeSvg } from "../page/build.js";

/** @typedef {import("../trace/types.js").Trace} Trace */

const ABOVE = 17; // px of the drawing, from a number's baseline to that of its change
const DIRT = 1e-12; // relative: rounding, and no change

/**
 * By how much each node's value differs between two traces of one program: a number, the norm of an
 * array's change, or null where nothing changed or one of them is not finite.
 * @param {Trace} before @param {Trace} after
 * @returns {(number | null)[]}
 */
export function changesOf(before, after) {
  return before.nodes.map((node, id) => {
    const other = after.nodes[id];
    if (!other || !isListed(node.value) || !isListed(other.value)) return null;
    const [from, to] = [flat(node.value), flat(other.value)];
    if (from.length !== to.length) return null;
    const differences = from.map((x, k) => (to[k] ?? NaN) - x);
    const change = Array.isArray(node.value) ? Math.hypot(...differences) : (differences[0] ?? NaN);
    const size = Math.max(1, ...from.map(Math.abs));
    return Number.isFinite(change) && Math.abs(change) > DIRT * size ? change : null;
  });
}

/** @param {number} change @param {boolean} isArray */
export function changeText(change, isArray) {
  const size = showExactly(Number(Math.abs(change).toPrecision(3)));
  return isArray ? `Δ ‖${size}‖` : change > 0 ? `▲ +${size}` : `▼ −${size}`;
}

/**
 * Write the changes on the picture, of the values that are computed so far and of the output: what
 * comes of a nudge is seen at any step.
 * @param {Element} frame of the picture
 * @param {{ before: Trace, after: Trace, step: number } | null} nudge null takes them away
 */
export function markChanges(frame, nudge) {
  for (const mark of frame.querySelectorAll(".nudge-mark")) mark.remove();
  const svg = frame.querySelector("svg");
  if (!svg || !nudge || nudge.before.nodes.length !== nudge.after.nodes.length) return;
  const { before, after, step } = nudge;
  const { valued } = schedule(before);
  const places = placesOf(svg, before);
  for (const [id, change] of changesOf(before, after).entries()) {
    if (change === null || ((valued[id] ?? Infinity) > step && !before.outputs.includes(id))) continue;
    for (const place of places[id] ?? []) {
      const number = place.querySelector("text");
      if (!number) continue;
      const at = { x: number.getAttribute("x") ?? 0, y: Number(number.getAttribute("y")) - ABOVE };
      const text = changeText(change, Array.isArray(before.nodes[id]?.value));
      place.append(makeSvg("text", { class: "nudge-mark", "text-anchor": "middle", ...at }, text));
    }
  }
}

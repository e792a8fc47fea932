// The gates by name along the timeline: in topological order forward, reversed backward. Which of them have room. Pure.

import { pressOf, stopsOf } from "../trace/timeline.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {{ from: number, to: number, phase: import("../trace/types.js").Phase, name: string, whole: string }} Mark where a gate speaks, in steps, and what it is called, in short and in full */

/** A longer name gives way to the sign of its gate. */
const LONGEST = 8;

/** @param {Trace} trace @returns {Mark[]} */
export function rulerOf(trace) {
  return stopsOf(trace, "gate").flatMap((stop) => {
    const press = pressOf(trace, stop, "gate");
    const node = trace.nodes[press?.node ?? -1];
    if (!press || !node) return [];
    const { phase } = trace.steps[press.to - 1] ?? { phase: "forward" };
    const isSeed = press.edges.length === 0 && (phase === "backward" || node.kind !== "gate");
    const name = isSeed && phase !== "update" ? "seed" : shortName(node);
    return [{ from: press.from, to: press.to, phase, name, whole: `${phase}: ${isSeed ? `${name} of ${node.symbol.text}` : node.formula.text}` }];
  });
}

/** @param {import("../trace/types.js").GraphNode} node */
function shortName({ label, symbol, glyph }) {
  const name = label ?? (symbol.text.length <= LONGEST ? symbol.text : glyph);
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1)}…`;
}

/**
 * Which marks are written, so that none covers another: every n-th of all, and the one that speaks.
 * @param {readonly { left: number, right: number }[]} places of the names, px
 * @param {number} current the one that speaks; −1 is none
 * @returns {Set<number>}
 */
export function shownOf(places, current) {
  const every = sparsity.get(places) ?? sparsityOf(places);
  sparsity.set(places, every);
  const told = places[current];
  /** @type {Set<number>} */
  const shown = new Set();
  for (let k = 0; k < places.length; k += every) {
    const place = places[k];
    if (place && (!told || k === current || place.right <= told.left || place.left >= told.right)) shown.add(k);
  }
  return told ? shown.add(current) : shown;
}

/** Every how many of some places have room; they are asked for at every step. @type {WeakMap<readonly object[], number>} */
const sparsity = new WeakMap();

/** @param {readonly { left: number, right: number }[]} places */
function sparsityOf(places) {
  let every = 1;
  const free = (/** @type {number} */ n) => {
    let end = -Infinity;
    for (let k = 0; k < places.length; k += n) {
      const place = places[k];
      if (!place || place.left < end) return false;
      end = place.right;
    }
    return true;
  };
  while (every < places.length && !free(every)) every++;
  return every;
}

/** The mark that has led to a step, or stands in it; −1 at the start. @param {readonly Mark[]} marks @param {number} step */
export function currentOf(marks, step) {
  return marks.findIndex(({ from, to }) => from < step && step <= to);
}

// A sample of a network as single numbers, told by the story of its arrays: each number comes when the array does that
// it is an element of. Pure.

import { schedule } from "../trace/moment.js";
import { layerAt, unitOf } from "./neurons.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/moment.js").Schedule} Schedule */
/** @typedef {import("./neurons.js").Layer} Layer */
/** @typedef {import("../../../tests/js/api.js").components["schemas"]["ScalarOwnerAnswer"]} Owner */

/**
 * When each thing of the single numbers happens, in steps of the story that they are elements of.
 * @param {Trace} whole @param {Trace} singles @param {readonly Owner[]} of for each single number whose it is
 * @param {boolean} isHidden whether gradients are to be guessed
 * @returns {Schedule}
 */
export function timesOf(whole, singles, of, isHidden) {
  const times = schedule(whole);
  const owners = new Set(of.map(({ node }) => node));
  const into = whole.nodes.map(({ id }) => whole.edges.filter(({ target }) => target === id));
  /** Whether a value comes from another by gates that only move elements, and so are none here. @param {number} id @param {number} origin @returns {boolean} */
  const comes = (id, origin) => id === origin || (!owners.has(id) && (whole.nodes[id]?.inputs ?? []).some((input) => comes(input, origin)));
  /** @param {number} source @param {number} target */
  function flowed(source, target) {
    const all = into[target] ?? [];
    const own = source === target ? [] : all.filter((edge) => comes(edge.source, source));
    return Math.min(...(own.length > 0 ? own : all).map(({ id }) => times.flowed[id] ?? Infinity));
  }
  const never = () => Infinity;
  const owner = (/** @type {number} */ id) => of[id]?.node ?? -1;
  const complete = singles.nodes.map(({ id }) => (of[id]?.inner ? flowed(owner(id), owner(id)) : (times.complete[owner(id)] ?? Infinity)));
  return {
    valued: singles.nodes.map(({ id }) => times.valued[owner(id)] ?? Infinity),
    flowed: singles.edges.map(isHidden ? never : ({ source, target }) => flowed(owner(source), owner(target))),
    seeded: isHidden ? complete.map(never) : complete,
    complete: isHidden ? complete.map(never) : complete,
  };
}

/**
 * Whose single numbers a gate is about: its own, or those that it only moves.
 * @param {Trace} whole @param {readonly Owner[]} of @param {number} node @returns {ReadonlySet<number>}
 */
export function ownersAt(whole, of, node) {
  const owners = new Set(of.map((one) => one.node));
  const found = new Set([node]);
  for (const id of found) if (!owners.has(id)) for (const input of whole.nodes[id]?.inputs ?? []) found.add(input); // what is added is visited too
  return found;
}

/** Which unit each single number belongs to, and its layer; one after the last is the loss. @param {Trace} whole @param {readonly Layer[]} layers @param {readonly Owner[]} of */
export function unitsOf(whole, layers, of) {
  return of.map(({ node, element }) => {
    const at = layerAt(whole, layers, node);
    return { layer: at < 0 ? layers.length : at, unit: at < 0 || element === null ? null : unitOf(whole, layers, at, node, element) };
  });
}

/** How many there are, and of which sample. @param {number} count @param {number} sample @param {number} samples */
export function singlesText(count, sample, samples) {
  const whole = `${count.toLocaleString("en")} scalars`;
  return samples > 1 ? `${whole}, sample ${sample} of ${samples}: at a weight stands its share of the gradient` : whole;
}

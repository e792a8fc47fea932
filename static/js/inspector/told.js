// What may be told of the numbers of a story at one step. Pure.

import { isSettled, sumKey, wireKey } from "../predict/predict.js";
import { branchesOf } from "../trace/graph.js";
import { schedule } from "../trace/moment.js";
import { flat, isShapeOnly, isSummary, valueOf } from "../trace/nested.js";
import { showExactly, showInFull, showInTable } from "../trace/numbers.js";
import { rangeOf } from "./range.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {import("../predict/predict.js").Guesses} Guesses */

/**
 * A number of the story: not computed yet (blank), hidden from somebody who is to predict it, never
 * to come (`none`: the output does not depend on it, or it is a constant's), or there.
 * @typedef {{ kind: "blank" } | { kind: "hidden" } | { kind: "none" } | { kind: "there", value: Nested }} Told
 */

/** A step of a story, and who is told of it. */
export class Moment {
  #trace;
  #step;
  #guesses;
  #times;
  #forward;

  /**
   * @param {Trace} trace
   * @param {number} step how many steps have been played
   * @param {Guesses | null} guesses given, gradients are hidden until guessed
   */
  constructor(trace, step, guesses) {
    this.#trace = trace;
    this.#step = step;
    this.#guesses = guesses;
    this.#times = schedule(trace);
    this.#forward = trace.mode === "forward";
  }

  /** @param {GraphNode} node @returns {Told} */
  value(node) {
    return this.#isValued(node.id) ? { kind: "there", value: valueOf(node) } : { kind: "blank" };
  }

  /** The gradient of a node, or in forward mode its tangent. @param {GraphNode} node */
  derivative(node) {
    const guessed = this.#isGuessed(node);
    if (this.#forward) return this.#told(node.tangent, this.#isValued(node.id), guessed);
    return this.#told(node.gradient, this.#happened(this.#times.complete[node.id]), guessed);
  }

  /** The local derivative of a wire. @param {GraphEdge} edge */
  local(edge) {
    return this.#told(edge.local, this.#isValued(edge.target), this.#isWireGuessed(edge));
  }

  /** What a wire adds to the gradient it flows back to, or in forward mode to the tangent. @param {GraphEdge} edge */
  contribution(edge) {
    const done = this.#forward ? this.#isValued(edge.target) : this.#happened(this.#times.flowed[edge.id]);
    return this.#told(edge.contribution, done, this.#isWireGuessed(edge));
  }

  /**
   * @param {Nested | null} number
   * @param {boolean} done the story has come so far
   * @param {boolean} guessed of no account unless gradients are to be predicted
   * @returns {Told}
   */
  #told(number, done, guessed) {
    if (number === null) return { kind: "none" };
    if (this.#guesses) return guessed ? { kind: "there", value: number } : { kind: "hidden" };
    return done ? { kind: "there", value: number } : { kind: "blank" };
  }

  /** @param {number | undefined} at after how many steps */
  #happened(at) {
    return (at ?? Infinity) <= this.#step;
  }

  /** @param {number} node */
  #isValued(node) {
    return this.#happened(this.#times.valued[node]);
  }

  /** @param {GraphEdge} edge */
  #isWireGuessed(edge) {
    return this.#guesses !== null && isSettled(this.#guesses, wireKey(edge.id));
  }

  /** Where several wires are added the sum is a question of its own. @param {GraphNode} node */
  #isGuessed(node) {
    if (!this.#guesses) return false;
    const branches = branchesOf(this.#trace, node.id);
    const parts = branches.length + (this.#trace.outputs.includes(node.id) ? 1 : 0);
    return parts > 1 ? isSettled(this.#guesses, sumKey(node.id)) : branches.every((edge) => this.#isWireGuessed(edge));
  }
}

/** Arrays of so many elements are written out. */
const WRITTEN = 9;

/** A value in one line. @param {Nested} value */
export function textOf(value) {
  if (isSummary(value)) {
    const { min, max, mean, norm } = value;
    return `${value.shape.join("×")} numbers, from ${showInFull(min)} to ${showInFull(max)}, mean ${showInFull(mean)}, norm ${showInFull(norm)}`;
  }
  if (isShapeOnly(value)) return "a shape, no numbers";
  const numbers = flat(value);
  if (!Array.isArray(value) || numbers.length <= WRITTEN) return showInTable(value);
  const finite = numbers.filter(Number.isFinite);
  if (!finite.length) return `${numbers.length} numbers`;
  const { min, max } = rangeOf(finite);
  if (min === max && finite.length === numbers.length) return `${numbers.length} numbers, all ${showExactly(min)}`;
  return `${numbers.length} numbers, from ${showExactly(min)} to ${showExactly(max)}`;
}

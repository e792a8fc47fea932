// What the step card says in a sentence besides what the server says of a step: where the story begins,
// turns and ends, and what a gate hands back through all of its wires. Pure.

import { partial, startsFromOne } from "../trace/derivatives.js";
import { nameOf } from "../trace/graph.js";
import { scalar, showExactly, writtenOut } from "../trace/numbers.js";
import { show } from "./shown.js";
import { slotsOf } from "./slots.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphEdge} GraphEdge */
/** @typedef {import("../trace/timeline.js").Press} Press */
/** @typedef {import("./slots.js").Row} Row */

/** So many wires are told one by one. */
const MOST_TOLD = 3;
/** A longer sentence is told shorter. */
const LONGEST = 100;
/**
 * How much is said of what a wire carries: with the elements of short vectors, without them, or of numbers no
 * more than what they come to.
 * @typedef {"whole" | "rule" | "result"} Detail
 */
const DETAILS = Object.freeze(/** @type {const} */ (["whole", "rule", "result"]));
/** So many gradients are listed at the end, in so many characters. */
const [MOST_FOUND, LONGEST_FOUND] = [4, 80];

/**
 * Before anything has been played.
 * @param {Pick<Trace, "mode" | "steps">} trace
 * @param {{ isFirst: boolean, isTouch: boolean }} reader who has not pressed anything yet; who has fingers and no keys
 */
export function startText({ mode, steps }, { isFirst, isTouch }) {
  if (!steps.length) return "The inputs have their values; nothing is computed from them.";
  if (!isFirst) return `The inputs have their values. ${isTouch ? "Tap ▶|" : "Press →"} for the first step.`;
  const sight = mode === "forward" ? "Watch a tangent run forward" : "Watch a gradient find its way back";
  return `${sight}: ${isTouch ? "tap" : "press"} Play.`;
}

/** Where the forward sweep is over and the backward sweep begins. @param {Trace} trace @param {number} output @param {number} digits */
export function turnText(trace, output, digits) {
  const node = trace.nodes[output];
  if (!node) return "";
  const value = scalar(node.value) === null ? ` is ${show(node.value, node.shape, digits)}` : ` = ${show(node.value, [], digits)}`;
  const start = startsFromOne(trace) && node.label !== null ? `: ${partial(node, node).text} = 1` : "";
  return `Forward pass done: ${node.symbol.text}${value}. Now the gradient goes back${start}.`;
}

/** What has been found when the story is over. @param {Trace} trace @param {number} digits */
export function endText(trace, digits) {
  if (trace.mode === "forward") return "";
  const inputs = trace.nodes.filter(({ kind, gradient }) => kind === "input" && gradient !== null);
  const of = trace.nodes[trace.outputs[0] ?? -1];
  if (!of || !inputs.length) return "";
  const found = inputs.map((node) => `${startsFromOne(trace) && of.label !== null ? partial(of, node).text : `d${node.symbol.text}`} = ${show(node.gradient, node.shape, digits)}`);
  const listed = `Found: ${found.join(", ")}`;
  const areNumbers = inputs.every(({ gradient, shape }) => scalar(gradient) !== null || writtenOut(shape));
  if (areNumbers && inputs.length <= MOST_FOUND && listed.length <= LONGEST_FOUND) return `${listed}.`;
  return inputs.length === 1 ? "" : `All ${inputs.length} gradients found.`;
}

/**
 * What is computed on the way forward, in words: its formula stands below. @param {Trace} trace @param {number} gate
 */
export function forwardText(trace, gate) {
  const node = trace.nodes[gate];
  if (!node?.op) return "";
  if (node.label === null) return `${node.op} computes ${node.symbol.text}`;
  const operands = [...new Set(node.inputs.map((id) => nameOf(trace, id)))];
  const from = operands.length > MOST_TOLD ? `${operands.length} operands` : listed(operands);
  return `${node.op} computes ${node.symbol.text} from ${from}`;
}

/**
 * What a gate hands back through all of its wires: `multiply swaps its inputs: q receives 1 × (−4) = −4 and
 * z receives 1 × 3 = 3`. Of one wire, or of a press that is not over, what the server says of the last step.
 * @param {Trace} trace @param {Press} press @param {number} digits @param {number} [step] played so far
 */
export function pressText(trace, press, digits, step = press.to) {
  if (press.edges.length < 2 || step !== press.to) return trace.steps[step - 1]?.sentence ?? "";
  return backText(trace, press, digits, "whole");
}

/**
 * The same as it is read, in so many characters, as far as it can be said in them: the numbers stand below.
 * @param {Trace} trace @param {Press} press @param {number} digits @param {number} step played so far @param {number} [longest]
 */
export function shortText(trace, press, digits, step, longest = LONGEST) {
  const full = fullText(trace, press, digits, step, longest);
  if (full !== null) return full;
  const told = toldOf(press, step);
  const names = [...new Set(told.edges.map((id) => nameOf(trace, trace.edges[id]?.source ?? -1)))];
  return `${deedOf(trace, told)}: ${someOf(names)} ${names.length === 1 ? "receives its gradient" : "receive their gradients"}`;
}

/** Who receives what, in so many characters; null where that cannot be said in them. @type {(...told: Parameters<typeof shortText>) => string | null} */
function fullText(trace, press, digits, step, longest = LONGEST) {
  if (!press.edges.length || trace.mode === "forward") return pressText(trace, press, digits, step);
  const told = toldOf(press, step);
  return DETAILS.map((detail) => backText(trace, told, digits, detail)).find(({ length }) => length <= longest) ?? null;
}

/** A press, or of one that is not over the wire that was told last. @param {Press} press @param {number} step @returns {Press} */
function toldOf(press, step) {
  const at = step - 1 - press.from;
  return step === press.to ? press : { ...press, from: step - 1, to: step, edges: press.edges.slice(at, at + 1) };
}

/**
 * The last sentence, so short that what closes the story stands on its line too; nothing where it says too little then.
 * @param {Trace} trace @param {Press} press @param {number} digits @param {number} step played so far @param {string} closing
 */
export function beforeClosing(trace, press, digits, step, closing) {
  if (!closing) return "";
  const longest = LONGEST - closing.length;
  const text = fullText(trace, press, digits, step, longest) ?? "";
  return text.length <= longest ? text : "";
}

/** @param {readonly string[]} names */
function someOf(names) {
  return listed(names.length > MOST_TOLD ? [...names.slice(0, MOST_TOLD - 1), `${names.length - MOST_TOLD + 1} more`] : names);
}

/**
 * What one wire carries, without the sum that it adds to: a question of its own asks for that.
 * @param {Trace} trace @param {Press} press of one wire @param {number} digits
 */
export function wireText(trace, press, digits) {
  const [edge] = press.edges.flatMap((id) => trace.edges[id] ?? []);
  const [row] = slotsOf(trace, press, digits)?.rows ?? [];
  return edge && row ? `${deedOf(trace, press)}: ${row.name} receives ${sentThrough(trace, edge, row, digits, "whole")}` : "";
}

/** What the gate does to the gradient. @param {Trace} trace @param {Press} press */
const deedOf = (trace, { node }) => trace.nodes[node]?.deed ?? "";

/** @param {Trace} trace @param {Press} press @param {number} digits @param {Detail} detail */
function backText(trace, press, digits, detail) {
  return `${deedOf(trace, press)}: ${receivers(trace, press, digits, detail)}`;
}

/** Who receives what. @param {Trace} trace @param {Press} press @param {number} digits @param {Detail} detail */
function receivers(trace, press, digits, detail) {
  const edges = press.edges.flatMap((id) => trace.edges[id] ?? []);
  const rows = slotsOf(trace, { ...press, edges: press.edges.slice(0, MOST_TOLD) }, digits)?.rows ?? [];
  const told = rows.map((row, k) => ({ name: row.name, sent: sentThrough(trace, edges[k], row, digits, detail), added: addedText(row) }));
  const [one, two] = told;
  const names = [...new Set(told.map(({ name }) => name))];
  const isAlike = told.length === edges.length && told.every(({ sent }) => sent === one?.sent);
  if (one && two && isAlike) {
    const isPlain = told.every(({ added }) => !added);
    if (isPlain && names.length === told.length) return `${listed(names)} ${names.length === 2 ? "both" : "each"} receive ${one.sent}`;
    if (told.length === 2 && names.length === 1) return `${one.name} receives ${one.sent} twice${two.added}`;
  }
  const clauses = told.slice(0, edges.length > MOST_TOLD ? MOST_TOLD - 1 : MOST_TOLD).map(({ name, sent, added }) => `${name} receives ${sent}${added}`);
  const left = edges.length - clauses.length;
  return listed(left ? [...clauses, `${left} more wires carry theirs`] : clauses);
}

/**
 * What one of several wires carries back, as short as can be.
 * @param {Trace} trace @param {GraphEdge | undefined} edge @param {Row} row @param {number} digits
 * @param {Detail} detail
 */
function sentThrough(trace, edge, row, digits, detail) {
  const back = row.back.figure.text;
  if (!edge) return back;
  if (edge.sent !== null) {
    const shape = trace.nodes[edge.source]?.shape ?? [];
    return shape.length === 0 || (detail === "whole" && writtenOut(shape)) ? `${edge.sent} = ${back}` : edge.sent;
  }
  const [local, upstream] = [scalar(edge.local), scalar(trace.nodes[edge.target]?.gradient)];
  if (detail === "result" || local === null || upstream === null || Math.abs(Number(edge.constant ?? 0)) === 1) return back;
  const factor = local < 0 ? `(${showExactly(local, digits)})` : showExactly(local, digits);
  return `${showExactly(upstream, digits)} × ${factor} ${row.sign} ${back}`;
}

/** @param {Row} row */
function addedText({ sum }) {
  const total = sum?.total ?? null;
  if (!sum || !total) return "";
  return ` (${sum.isComplete ? "in all" : "so far"} ${total.text})`;
}

/** Names, or clauses. @param {readonly string[]} parts */
function listed(parts) {
  const last = parts.at(-1) ?? "";
  const others = parts.slice(0, -1);
  if (!others.length) return last;
  return `${others.join(", ")}${others.length > 1 ? "," : ""} and ${last}`;
}

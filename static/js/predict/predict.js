// Predict mode: gradients are hidden, each is a question, and a wrong answer is told what it may
// have been. Pure. It works in reverse mode; a wire that carries an array can only be revealed.

import { typedNumber } from "../page/typed.js";
import { branchesOf, isFork, nameOf } from "../trace/graph.js";
import { scalar } from "../trace/numbers.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Guess} Guess */
/** @typedef {import("../trace/moment.js").Moment} Moment */
/** @typedef {Readonly<Record<string, Guess>>} Guesses */

/**
 * What flows back through a wire (`id` is the edge's), or the sum at a fork (`id` is the node's).
 * @typedef {object} Question
 * @property {string} key
 * @property {"wire" | "sum"} kind
 * @property {number} id
 * @property {string} label short, for a list
 * @property {string} text in full
 * @property {number | null} truth null where it is an array
 * @property {number} step the step of the story that answers it
 */

const TOLERANCE = 0.01;
const NOTHING = 1e-12; // a gradient that small is the rounding noise of a zero

/** @param {number} edge */
export const wireKey = (edge) => `e${edge}`;
/** @param {number} node */
export const sumKey = (node) => `n${node}`;

/** Whether anything is hidden. @param {Readonly<Pick<State, "predicting" | "trace">>} state */
export function isPredicting({ predicting, trace }) {
  return predicting && trace?.mode === "reverse";
}

/** @param {Guesses} guesses @param {string} key */
export function isSettled(guesses, key) {
  const status = guesses[key]?.status;
  return status !== undefined && status !== "open";
}

/** @type {WeakMap<Trace, Question[]>} */
const asked = new WeakMap();

/**
 * All questions of a trace, in the order in which the story answers them.
 * @param {Trace} trace
 * @returns {readonly Question[]}
 */
export function questionsOf(trace) {
  const known = asked.get(trace);
  if (known) return known;
  const made = trace.mode === "reverse" ? makeQuestions(trace) : [];
  asked.set(trace, made);
  return made;
}

/** @param {Trace} trace */
function makeQuestions(trace) {
  const waiting = trace.nodes.map((node) => branchesOf(trace, node.id).length);
  /** @type {Question[]} */
  const questions = [];
  for (const [index, { edge: id }] of trace.steps.entries()) {
    const step = index + 1;
    const edge = id === null ? undefined : trace.edges[id];
    if (!edge || edge.contribution === null) continue;
    questions.push(wireQuestion(trace, edge, step));
    const left = (waiting[edge.source] ?? 0) - 1;
    waiting[edge.source] = left;
    if (left === 0 && isFork(trace, edge.source)) questions.push(sumQuestion(trace, edge.source, step));
  }
  return questions;
}

/** @param {Trace} trace @param {import("../trace/types.js").GraphEdge} edge @param {number} step @returns {Question} */
function wireQuestion(trace, edge, step) {
  const target = trace.nodes[edge.target];
  const [from, to] = [nameOf(trace, edge.source), nameOf(trace, edge.target)];
  const gate = target?.label ? `${to} (${target.glyph})` : to;
  const uses = target?.inputs.filter((input) => input === edge.source).length ?? 1;
  const operand = uses > 1 ? `, operand ${edge.slot + 1}` : "";
  return {
    key: wireKey(edge.id),
    kind: "wire",
    id: edge.id,
    label: `${from} → ${gate}${operand}`,
    text: `Which gradient flows back to ${from} from the gate ${gate}${operand}?`,
    truth: scalar(edge.contribution),
    step,
  };
}

/** @param {Trace} trace @param {number} node @param {number} step @returns {Question} */
function sumQuestion(trace, node, step) {
  const name = nameOf(trace, node);
  return {
    key: sumKey(node),
    kind: "sum",
    id: node,
    label: `Σ at ${name}`,
    text: `What is the whole gradient of ${name}?`,
    truth: scalar(trace.nodes[node]?.gradient ?? null),
    step,
  };
}

/**
 * Whether a guess is as good as a number: within 1 %, or as near as so many decimals, and two
 * significant digits, can be.
 * @param {number} guess @param {number} truth @param {number} digits
 */
export function agrees(guess, truth, digits) {
  if (!Number.isFinite(guess) || !Number.isFinite(truth)) return Object.is(guess, truth);
  if (guess === 0 && Math.abs(truth) <= NOTHING) return true;
  if (Math.abs(guess - truth) <= TOLERANCE * Math.abs(truth)) return true;
  const places = Math.max(digits, 1 - Math.floor(Math.log10(Math.abs(truth))));
  return !Number.isInteger(truth) && Math.abs(guess - truth) <= 0.5 * 10 ** -places + NOTHING;
}

/**
 * The guesses after one more answer. What is settled, or no number, changes nothing.
 * @param {Guesses} guesses @param {Question} question @param {string} text @param {number} digits
 * @returns {Guesses}
 */
export function answered(guesses, question, text, digits) {
  const guess = typedNumber(text);
  if (guess === null || question.truth === null || isSettled(guesses, question.key)) return guesses;
  const tries = (guesses[question.key]?.tries ?? 0) + 1;
  const right = agrees(guess, question.truth, digits);
  const status = right ? (tries === 1 ? "first" : "right") : "open";
  return { ...guesses, [question.key]: { status, tries, last: text } };
}

/**
 * The guesses after some questions are given up.
 * @param {Guesses} guesses @param {readonly string[]} keys
 * @returns {Guesses}
 */
export function revealed(guesses, keys) {
  const open = keys.filter((key) => !isSettled(guesses, key));
  if (open.length === 0) return guesses;
  const given = open.map((key) => [key, { tries: 0, last: "", ...guesses[key], status: "revealed" }]);
  return { ...guesses, ...Object.fromEntries(given) };
}

/**
 * The questions that a story has answered before a step.
 * @param {Trace} trace @param {number} step
 */
export function keysBefore(trace, step) {
  return questionsOf(trace).filter((question) => question.step < step).map(({ key }) => key);
}

/** What a step answers: a wire's gradient, and with the last wire of a fork the sum. @param {Trace} trace @param {number} step */
export function questionsAt(trace, step) {
  return questionsOf(trace).filter((question) => question.step === step);
}

/** The next question that is open, after one and then from the start. @param {Trace} trace @param {Guesses} guesses @param {string | null} after */
export function nextOpen(trace, guesses, after) {
  const all = questionsOf(trace);
  const from = all.findIndex(({ key }) => key === after) + 1;
  const open = [...all.slice(from), ...all.slice(0, from)].filter(({ key }) => !isSettled(guesses, key));
  return (open.find(({ truth }) => truth !== null) ?? open[0])?.key ?? null;
}

/** How it goes: wires that carry an array are not counted. @param {Trace} trace @param {Guesses} guesses */
export function scoreOf(trace, guesses) {
  const score = { first: 0, right: 0, revealed: 0, open: 0, total: 0 };
  for (const { key, truth } of questionsOf(trace)) {
    if (truth === null) continue;
    score[guesses[key]?.status ?? "open"]++;
    score.total++;
  }
  return score;
}

/** What stands where a gradient is to be guessed. */
export const VEIL = "?";
const UNKNOWN = Object.freeze({ text: VEIL, zero: false });

/**
 * A moment as predict mode shows it: a question mark where a gradient is still asked for, and the
 * gradient, wherever the story stands, where it is known.
 * @param {Moment} moment
 * @param {Moment} end of the same story
 * @param {Trace} trace
 * @param {Guesses} guesses
 * @returns {Moment}
 */
export function veiled(moment, end, trace, guesses) {
  return {
    ...moment,
    back: (edge) =>
      trace.edges[edge]?.contribution === null || isSettled(guesses, wireKey(edge)) ? end.back(edge) : UNKNOWN,
    total: (node) => {
      const known = isFork(trace, node)
        ? isSettled(guesses, sumKey(node))
        : branchesOf(trace, node).every(({ id }) => isSettled(guesses, wireKey(id)));
      return known || trace.nodes[node]?.gradient === null ? end.total(node) : UNKNOWN;
    },
  };
}

// What to say about an answer in predict mode. What a wrong one may have been is computed from the
// trace; no hint tells the number that is asked for. Pure.

import { scalar, showExactly } from "../trace/numbers.js";
import { branchesOf, nameOf } from "../trace/graph.js";
import { typedNumber } from "../page/typed.js";
import { agrees } from "./predict.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./predict.js").Question} Question */
/** @typedef {{ kind: string, number: number | null, text: string }} Mistake */

const CLOSE = 0.06;
const RULES = {
  wire: "What flows back is the upstream gradient × the local derivative.",
  sum: "It is the sum of what flows back through its wires.",
};

/**
 * What to say about the last answer to a question.
 * @param {Trace} trace @param {import("./predict.js").Guesses} guesses @param {Question} question @param {number} digits
 * @returns {{ tone: "right" | "wrong" | "revealed" | "none", text: string }}
 */
export function feedbackOn(trace, guesses, question, digits) {
  const record = guesses[question.key];
  if (!record) return { tone: "none", text: "" };
  if (record.status === "open") {
    const guess = typedNumber(record.last) ?? NaN;
    const hint = mistakeOf(trace, question, guess, digits)?.text ?? RULES[question.kind];
    return { tone: "wrong", text: `${record.last.trim()}: not yet. ${hint}` };
  }
  const why = reasonFor(trace, question);
  if (record.status === "revealed") return { tone: "revealed", text: `Revealed. ${why}` };
  return { tone: "right", text: `Right. ${why}` };
}

/** Why a gradient is what it is. @param {Trace} trace @param {Question} question */
function reasonFor(trace, { kind, id, truth }) {
  if (kind === "wire") return trace.steps.find(({ edge }) => edge === id)?.sentence ?? "";
  if (truth === null) return "Gradients add at the fork.";
  const own = trace.outputs.includes(id) ? ["the output's own"] : [];
  const parts = branchesOf(trace, id).map(({ contribution }) => scalar(contribution) ?? 0);
  const numbers = parts.map((part, k) => (part < 0 && own.length + k > 0 ? `(${showExactly(part)})` : showExactly(part)));
  return `Gradients add at the fork: ${[...own, ...numbers].join(" + ")} = ${showExactly(truth)}`;
}

/**
 * The likeliest mistake behind a wrong guess; null where none is known.
 * @param {Trace} trace @param {Question} question @param {number} guess @param {number} digits
 * @returns {Mistake | null}
 */
export function mistakeOf(trace, question, guess, digits) {
  const { truth } = question;
  if (truth === null) return null;
  const own = question.kind === "wire" ? wireMistakes(trace, question.id) : sumMistakes(trace, question.id);
  const found = [...own, ...anyMistakes(truth)].find(
    ({ number }) => number !== null && !agrees(number, truth, digits) && agrees(guess, number, digits),
  );
  return found ?? roundedTooEarly(trace, question, guess, truth, digits);
}

/** @param {Trace} trace @param {number} id @returns {Mistake[]} */
function wireMistakes(trace, id) {
  const edge = trace.edges[id];
  const target = edge && trace.nodes[edge.target];
  const source = edge && trace.nodes[edge.source];
  if (!edge || !target || !source) return [];
  const name = nameOf(trace, source.id);
  const upstream = scalar(target.gradient);
  const value = scalar(source.value);
  /** @type {Mistake[]} */
  const mistakes = [
    {
      kind: "upstream",
      number: scalar(edge.local),
      text: "That is the local derivative alone. Multiply it by the upstream gradient, which arrives at the gate from the right.",
    },
    {
      kind: "local",
      number: upstream,
      text: `That is the upstream gradient alone. Multiply it by the local derivative ${(edge.whole ? edge.derivative : edge.formula).text}.`,
    },
  ];
  if (target.op === "multiply" && target.inputs.length === 2 && value !== null) {
    const text = "The inputs are swapped: a multiply gate hands on upstream × the value of the other input.";
    mistakes.push({ kind: "swapped", number: upstream === null ? null : upstream * value, text });
    mistakes.push({ kind: "swapped", number: value, text: `${text} And the upstream is missing.` });
  }
  const branches = branchesOf(trace, source.id).filter((branch) => branch !== edge);
  if (branches.length > 0) {
    mistakes.push({
      kind: "sum",
      number: scalar(source.gradient),
      text: `That is the whole gradient of ${name}, the sum over its branches. Asked is what flows through this one wire.`,
    });
    for (const branch of branches) {
      mistakes.push({
        kind: "branch",
        number: scalar(branch.contribution),
        text: `That flows back through another wire of ${name}.`,
      });
    }
  }
  for (const sibling of trace.edges) {
    if (sibling.target !== edge.target || sibling === edge || sibling.source === edge.source) continue;
    const text = `That is what the gate's other input ${nameOf(trace, sibling.source)} receives.`;
    mistakes.push({ kind: "sibling", number: scalar(sibling.contribution), text });
  }
  return mistakes;
}

/** @param {Trace} trace @param {number} id @returns {Mistake[]} */
function sumMistakes(trace, id) {
  const branches = branchesOf(trace, id).map(({ contribution }) => scalar(contribution));
  const own = trace.outputs.includes(id) ? 1 : 0;
  const many = branches.length + own;
  const total = scalar(trace.nodes[id]?.gradient ?? null);
  /** @type {Mistake[]} */
  const mistakes = branches.map((number) => ({
    kind: "branch",
    number,
    text: `That is one branch alone. Gradients add at a fork: add up all ${many}.`,
  }));
  for (const number of branches) {
    if (many < 3 || number === null || total === null) continue;
    mistakes.push({ kind: "missing", number: total - number, text: "One branch of the fork is missing." });
  }
  const known = branches.filter((number) => number !== null);
  if (known.length > 1) {
    const product = known.reduce((all, number) => all * number, 1);
    mistakes.push({ kind: "product", number: product, text: "At a fork gradients add; they are not multiplied." });
  }
  if (total !== null) {
    mistakes.push({ kind: "mean", number: total / many, text: "At a fork gradients add; there is no mean." });
  }
  return mistakes;
}

/** @param {number} truth @returns {Mistake[]} */
function anyMistakes(truth) {
  const factor = "A factor of two is off. Look at the local derivative again.";
  return [
    { kind: "sign", number: -truth, text: "The size is right, the sign is not." },
    { kind: "factor", number: 2 * truth, text: factor },
    { kind: "factor", number: truth / 2, text: factor },
  ];
}

/**
 * @param {Trace} trace @param {Question} question @param {number} guess @param {number} truth
 * @param {number} digits
 * @returns {Mistake | null}
 */
function roundedTooEarly(trace, { kind, id }, guess, truth, digits) {
  if (guess === 0 || !Number.isFinite(guess) || Number.isInteger(truth)) return null;
  const edge = kind === "wire" ? trace.edges[id] : undefined;
  const upstream = scalar(edge ? (trace.nodes[edge.target]?.gradient ?? null) : null);
  const local = scalar(edge?.local ?? null);
  for (let places = 0; places <= digits; places++) {
    /** @param {number} number */
    const round = (number) => Number(number.toFixed(places));
    const candidates = [round(truth)];
    if (upstream !== null && local !== null) candidates.push(round(upstream) * round(local));
    if (candidates.some((number) => number !== 0 && Math.abs(guess - number) < 1e-9 * Math.abs(number))) {
      return { kind: "rounded", number: guess, text: "Close: rounded too early. Keep more digits until the end." };
    }
  }
  if (Math.abs(guess - truth) > CLOSE * Math.abs(truth)) return null;
  return { kind: "close", number: guess, text: "Close, but more than 1 % off. Keep more digits until the end." };
}

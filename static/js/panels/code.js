// The program as code: its text in the language chosen, and which lines of it the current step is. Pure.

import { graphAsk } from "../trace/ask.js";
import { linesOf } from "../trace/lines.js";
import { learningIn, parametersOf, reachOf } from "../trace/updates.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Schemas["CodeAnswer"]} Answer */

/**
 * What the server wrote, for which question (as JSON), and whether it is asked another one by now.
 * @typedef {{ answer: Answer, question: string, waiting: boolean }} Script
 */

/**
 * Lines of a script that stand together, up to `end`.
 * @typedef {{ first: number, end: number, text: string }} Passage
 */

/**
 * The nodes as the script names them, in topological order, and which of them work.
 * @typedef {{ names: readonly string[], lit: readonly number[], reversed: boolean }} Order
 */

/**
 * What is asked: the program, or where its story goes on to the update a loop that makes the updates of the run.
 * @param {Readonly<State>} state
 */
export function codeAsk(state) {
  const { trace, run, values } = state;
  const learners = trace && (trace.update || reachOf(state) !== "gradient") ? parametersOf(trace, state) : [];
  if (!learners.length) return graphAsk(state);
  const { rule, rate } = learningIn(state);
  const optimizer = { name: /** @type {"sgd"} */ (rule), learning_rate: rate };
  const parameters = [...new Set(learners.map(({ target }) => target.name))];
  const descend = { optimizer, updates: Math.max(trace?.update?.times ?? 1, run?.made ?? 0), parameters };
  return { ...graphAsk({ ...state, values: run?.start ?? values }), descend };
}

/** @param {Script | null} script @param {State["codeLanguage"]} language */
export function textOf(script, language) {
  return script ? script.answer[language] : "";
}

/**
 * The parts of a script that are seen side by side: the classes of the gates, and the graph that calls them.
 * @param {Script | null} script @param {State["codeLanguage"]} language
 * @returns {Passage[]}
 */
export function passagesOf(script, language) {
  if (!script) return [];
  const text = textOf(script, language);
  if (language !== "classes") return [{ first: 1, end: Infinity, text }];
  const { graph_line: graph } = script.answer.classes_lines;
  const lines = text.split("\n");
  const gates = `${lines.slice(0, graph - 1).join("\n").trimEnd()}\n`;
  return [{ first: 1, end: graph, text: gates }, { first: graph, end: Infinity, text: lines.slice(graph - 1).join("\n") }];
}

/** @param {Script} script @param {Readonly<State>} state @returns {Order} */
export function orderAt({ answer, waiting }, { trace, step }) {
  const current = !waiting && step > 0 ? (trace?.steps[step - 1] ?? null) : null;
  const { names } = answer.classes_lines;
  return { names, lit: current ? (answer.nodes[current.node] ?? []) : [], reversed: current?.phase === "backward" };
}

/**
 * The lines of the current step, and what is said of them; none are those of a step that the script
 * was not written for.
 * @param {Script | null} script @param {Readonly<State>} state
 * @returns {{ lines: number[], note: string }}
 */
export function linesAt(script, state) {
  const { trace, step, codeLanguage } = state;
  const none = (note = "") => ({ lines: [], note });
  if (!script || !trace) return none();
  if (trace.detail === "scalars") {
    return none("The code works on whole arrays; to see the line of each step, set detail to gates (now scalars).");
  }
  const { answer, question, waiting } = script;
  if (waiting || question !== JSON.stringify(codeAsk(state))) return none();
  if (answer.nodes.length !== trace.nodes.length || answer.edges.length !== trace.edges.length) return none();
  const current = step > 0 ? (trace.steps[step - 1] ?? null) : null;
  if (!current) return none("The line of each step is marked once you step.");
  const lines = linesOf(answer[`${codeLanguage}_lines`], answer, current);
  return { lines, note: lines.length ? quoted(lines, answer[codeLanguage].split("\n")) : "" };
}

/**
 * Lines with what stands there: `Lines 3, 4: q = x + y; f = q * z`.
 * @param {readonly number[]} lines @param {readonly string[]} text
 */
function quoted(lines, text) {
  const word = lines.length > 1 ? "Lines" : "Line";
  return `${word} ${lines.join(", ")}: ${lines.map((line) => (text[line - 1] ?? "").trim()).join("; ")}`;
}

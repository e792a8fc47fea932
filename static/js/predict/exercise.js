// What predict mode says of its questions and of how it goes. Pure.

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./predict.js").Question} Question */

/** @param {Trace | null} trace @param {readonly Question[]} questions */
export function noteOn(trace, questions) {
  if (!trace) return "";
  if (trace.mode === "forward") return "Predict asks for gradients: choose reverse mode.";
  if (questions.length === 0) return "No gradient flows in this graph.";
  const arrays = questions.filter(({ truth }) => truth === null).length;
  if (arrays === 0) return "";
  if (trace.outputs.some((id) => trace.nodes[id]?.value === null)) return "The gradients are shapes without numbers, which can only be revealed.";
  const which = arrays === questions.length ? "Every wire carries" : `${arrays} of the wires carry`;
  return `${which} an array, which can only be revealed. Open the graph as scalars to predict each number.`;
}

/** @param {Question | undefined} question */
export function textOf(question) {
  if (!question) return "";
  return question.truth === null ? `${question.text} It is no single number: reveal it.` : question.text;
}

/** @param {ReturnType<typeof import("./predict.js").scoreOf>} score */
export function scoreText({ first, right, revealed: given, open, total }) {
  if (total === 0) return "";
  const left = open === 0 ? `All ${total} done` : `${open} of ${total} to go`;
  return `${left}: ${first} right first time, ${right} right, ${given} revealed`;
}

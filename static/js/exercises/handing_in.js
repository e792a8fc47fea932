// Hand in: the server marks what is answered, and the marks go into a file or a short code.

import { post } from "../page/api.js";
import { copied } from "../page/clipboard.js";
import { save } from "../page/saving.js";
import { answersIn, programOf, resultText } from "./results.js";

/** @typedef {import("./types.js").State} State */

/**
 * The rows of ⋯ that hand in.
 * @param {() => Readonly<State>} state @returns {import("../link/share.js").Item[]}
 */
export const handingIn = (state) => [
  { text: "Result, JSON file", kind: "result-file", act: () => saveResult(state()) },
  { text: "Result, short code", kind: "result-code", act: async () => {
    const { code } = await marked(state());
    return (await copied(code ?? "")) ? `Code ${code} copied` : code ?? "";
  } },
];

/** @param {Readonly<State>} state */
async function saveResult(state) {
  save(new Blob([resultText(state, state.taken, await marked(state))], { type: "application/json" }), `chainrule-${state.preset || "exercise"}-result.json`);
  return "Saved";
}

/** @param {Readonly<State>} state */
async function marked(state) {
  const { kind, tolerance, seed, taken } = state;
  const { rows } = await post("api/v1/grade", { program: programOf(state), kind, tolerance, seed, answers: [{ answers: answersIn(state), hints: taken }] });
  const [row] = rows;
  if (!row || row.fault) throw new Error(row?.fault ?? "nothing was marked");
  return row;
}

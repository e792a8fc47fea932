// Asks the server for the single numbers of the sample that is followed, when something changes that they depend on.

import { fitOf } from "../picture/fit.js";
import { ProblemError, post } from "../page/api.js";
import { latest } from "../page/latest.js";
import { traceAsk } from "../trace/ask.js";
import { elementOf, layersOf, sampleOf } from "./neurons.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../../../tests/js/api.js").components["schemas"]["ScalarsAnswer"]} Answer */

/**
 * @param {HTMLElement} stage @param {import("../page/store.js").Store} store
 * @param {(answer: Answer, trace: Trace) => void} answered
 * @param {(problem: import("../page/api.js").Problem) => void} failed
 */
export function askForScalars(stage, store, answered, failed) {
  let [asked, answeredKey] = ["", ""];
  /** @type {Trace | null} */
  let of = null;
  const asking = latest(
    100,
    async (signal) => ({ key: asked, trace: of, answer: await post("api/v1/scalars", JSON.parse(asked), signal) }),
    ({ key, trace, answer }) => {
      if (key !== asked || trace === null || trace !== store.get().trace) return;
      answeredKey = key;
      answered(answer, trace);
    },
    (error) => {
      if (!(error instanceof ProblemError)) throw error;
      asked = ""; // so that choosing it anew asks anew
      failed(error.problem);
    },
  );
  return {
    /** Ask, if that was not asked. */
    ask() {
      const state = store.get();
      const question = questionOf(state, { width: stage.clientWidth, height: stage.clientHeight });
      if (question === null) return;
      const key = JSON.stringify(question);
      if (key === asked && (of === state.trace || key !== answeredKey)) return;
      [asked, of] = [key, state.trace];
      void asking.now();
    },
    forget() {
      asked = "";
    },
  };
}

/** @param {Readonly<State>} state @param {{ width: number, height: number }} size */
function questionOf(state, size) {
  const { trace, behind } = state;
  const layers = trace && layersOf(trace);
  const last = layers?.at(-1);
  if (!trace || !layers || !last || behind) return null;
  const sample = sampleOf(layers, state.sample);
  const elements = Array.from({ length: last.units }, (_, unit) => elementOf(last, unit, sample));
  const fit = fitOf(size, state.presenting);
  return { ...traceAsk({ ...state, labels: "numbers" }), node: last.values, elements, ...(fit ? { fit } : {}) };
}

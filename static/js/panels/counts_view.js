// What the program costs, layer by layer, with the arithmetic and for a batch of any size.

import { button, make } from "../page/build.js";
import { showCount } from "../page/amounts.js";
import { styled } from "../page/styled.js";
import { programAsk } from "../trace/ask.js";
import { keepAsking } from "./asking.js";
import { COLUMNS, countsAsk, notesOf, rowsOf, sayParameters, sizesWith, totalsOf } from "./counts.js";
import { problemText } from "./dom.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./counts.js").Answer} Answer */
/** @typedef {ReturnType<typeof build>} Parts */

/** @param {HTMLElement} element @param {Store} store */
export function mountCounts(element, store) {
  void styled("counts");
  /** Sizes of a batch, as the slider has them. @type {number[]} */
  let sizes = [];
  const parts = build({ slide: (at) => store.set({ counted: sizes[at] ?? null }), own: () => store.set({ counted: null }) });
  element.append(...parts.all);
  keepAsking({
    store,
    parts: ["program", "values", "output", "learners", "trace", "counted"],
    path: "api/v1/counts",
    isOpen: ({ panel }) => panel === "counts",
    question: (state) => ({ ...programAsk({ ...state, seed: null }), ...countsAsk(state) }),
    asking: () => element.setAttribute("aria-busy", "true"),
    answered(answer) {
      element.removeAttribute("aria-busy");
      parts.problem.hidden = true;
      sizes = showBatch(parts, answer, store.get().counted !== null);
      showCounts(parts, answer);
    },
    failed(problem) {
      element.removeAttribute("aria-busy");
      parts.problem.textContent = problemText(problem);
      parts.problem.hidden = false;
      for (const part of [parts.told, parts.frame, parts.notes]) part.hidden = true;
      parts.own.hidden = store.get().counted === null;
    },
  });
}

/** @param {{ slide: (at: number) => void, own: () => void }} act */
function build(act) {
  const slider = make("input", { type: "range", id: "counts-batch", min: 0, step: 1 });
  slider.addEventListener("input", () => act.slide(Number(slider.value)));
  const shown = make("output", { for: slider.id });
  const own = button("As in the program", act.own);
  const batch = make("div", { class: "panel-row", hidden: true }, make("label", { for: slider.id }, "Batch"), slider, shown, own);
  const problem = make("p", { class: "panel-problem", role: "alert", hidden: true });
  const told = make("p", { class: "counts-told", role: "status" });
  const heads = ["layer", ...COLUMNS].map((name) => make("th", { scope: "col" }, name));
  const [body, foot] = [make("tbody", {}), make("tfoot", {})];
  const table = make("table", { class: "counts" }, make("thead", {}, make("tr", {}, ...heads)), body, foot);
  const frame = make("div", { class: "panel-scroll", tabindex: 0, role: "region", "aria-label": "Counts by layer" }, table);
  const notes = make("div", { class: "counts-notes" });
  return { slider, shown, own, batch, problem, told, body, foot, frame, notes, all: [batch, problem, told, frame, notes] };
}

/** The slider, where the program shows its samples. @param {Parts} parts @param {Answer} answer @param {boolean} isChosen @returns {number[]} its sizes */
function showBatch({ batch, slider, shown, own }, answer, isChosen) {
  batch.hidden = answer.batch === null;
  own.hidden = !isChosen;
  const { size, own: whole } = answer.batch ?? { size: 1, own: 1 };
  const sizes = sizesWith(size, whole);
  slider.max = String(sizes.length - 1);
  slider.value = String(sizes.indexOf(size));
  shown.value = `${showCount(size)} ${size === 1 ? "sample" : "samples"}`;
  slider.setAttribute("aria-valuetext", shown.value);
  return sizes;
}

/** @param {Parts} parts @param {Answer} answer */
function showCounts({ told, body, foot, frame, notes }, answer) {
  told.textContent = sayParameters(answer);
  const rows = rowsOf(answer);
  body.replaceChildren(...rows.map(({ name, line, cells }) => rowOf(name, line === null ? "" : `line ${line}`, cells)));
  foot.replaceChildren(rowOf("all", "", totalsOf(answer)));
  frame.hidden = rows.length === 0;
  notes.replaceChildren(...notesOf(answer).map((note) => make("p", { class: "panel-note" }, note)));
  told.hidden = notes.hidden = false;
}

/** @param {string} name @param {string} place @param {readonly string[]} cells */
function rowOf(name, place, cells) {
  const head = make("th", { scope: "row" }, name, ...(place ? [make("small", {}, place)] : []));
  return make("tr", {}, head, ...cells.map((cell) => make("td", { class: "number" }, cell)));
}

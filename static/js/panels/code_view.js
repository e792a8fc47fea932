// The program as code, with the lines of the current step marked.

import { button, make } from "../page/build.js";
import { keepAsking } from "./asking.js";
import { codeAsk, linesAt, orderAt, passagesOf, textOf } from "./code.js";
import { mountFrame } from "./code_frame_view.js";
import { mountOrder } from "./code_order_view.js";
import { copyButton, problemText } from "./dom.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./code.js").Script} Script */
/** @typedef {ReturnType<typeof build>} Parts */

const LANGUAGES = /** @type {const} */ ([
  ["numpy", "NumPy, gradients by hand"],
  ["torch", "PyTorch"],
  ["classes", "Classes"],
]);

/**
 * @param {HTMLElement} element
 * @param {Store} store
 */
export function mountCode(element, store) {
  /** @type {Script | null} */
  let script = null;
  const parts = build(store, () => textOf(script, store.get().codeLanguage));
  element.append(...parts.all);
  const showText = () => writeText(parts, script, store.get());
  const showLines = () => markLines(parts, script, store.get());

  writeProblem(parts, null);
  keepAsking({
    store,
    parts: ["program", "values", "output", "seed", "detail", "closed", "opened", "trace", "reach", "rule", "rate", "learners", "run"],
    path: "api/v1/code",
    isOpen: (state) => state.panel === "code",
    question: codeAsk,
    asking() {
      if (script) script = { ...script, waiting: true };
      element.setAttribute("aria-busy", "true");
      showLines();
    },
    answered(answer, question) {
      script = { answer, question, waiting: false };
      element.removeAttribute("aria-busy");
      writeProblem(parts, null);
      showText();
    },
    failed(problem) {
      script = null;
      element.removeAttribute("aria-busy");
      writeProblem(parts, problem);
      showText();
    },
  });
  store.watch(["codeLanguage"], showText);
  store.watch(["step", "trace", "panel"], ({ panel }) => {
    if (panel === "code") showLines();
  });
}

/** @param {Store} store @param {() => string} text that is copied */
function build(store, text) {
  const languages = LANGUAGES.map(([language, label]) => {
    return { language, choice: button(label, () => store.set({ codeLanguage: language })) };
  });
  const choices = languages.map(({ choice }) => choice);
  const copy = copyButton("Copy", text);
  const note = make("p", { class: "panel-note", role: "status" });
  const problem = make("p", { class: "panel-problem", role: "alert" });
  const frames = [mountFrame("Script"), mountFrame("Graph of the script")];
  const order = mountOrder();
  const sheets = make("div", { class: "code-frames" });
  const choice = make("div", { class: "choice", role: "group", "aria-label": "Language" }, ...choices);
  const all = [make("div", { class: "panel-row" }, choice, copy.button, copy.told), problem, sheets, note];
  return { languages, copy, note, problem, frames, order, sheets, all };
}

/** @param {Parts} parts @param {Script | null} written @param {Readonly<State>} state */
function writeText(parts, written, state) {
  const { languages, copy, frames, order, sheets } = parts;
  for (const { language, choice } of languages) {
    choice.setAttribute("aria-pressed", String(language === state.codeLanguage));
  }
  const passages = passagesOf(written, state.codeLanguage);
  if (sheets.childElementCount !== passages.length) {
    sheets.replaceChildren(...frames.slice(0, passages.length).map(({ element }) => element));
  }
  for (const [k, passage] of passages.entries()) frames[k]?.write(passage);
  sheets.classList.toggle("beside", passages.length > 1);
  if (passages.length > 1) copy.told.after(order.element);
  else order.element.remove();
  copy.button.disabled = !written;
  markLines(parts, written, state);
}

/** @param {Parts} parts @param {Script | null} written @param {Readonly<State>} state */
function markLines({ note, frames, order }, written, state) {
  const told = linesAt(written, state);
  note.textContent = told.note;
  const passages = passagesOf(written, state.codeLanguage);
  for (const [k, { first, end }] of passages.entries()) {
    frames[k]?.mark(told.lines.filter((line) => line >= first && line < end));
  }
  const isBeside = written !== null && passages.length > 1;
  if (isBeside) order.show(orderAt(written, state));
  note.classList.toggle("heard", isBeside && state.trace?.detail !== "scalars"); // it says what is marked in both
}

/** @param {Parts} parts @param {import("../page/api.js").Problem | null} told */
function writeProblem({ problem }, told) {
  problem.textContent = told ? problemText(told) : "";
  problem.hidden = !told;
}

// The program as code, with the lines of the current step marked.

import { button, make } from "../page/build.js";
import { runsOfLines } from "../trace/lines.js";
import { keepAsking } from "./asking.js";
import { codeAsk, linesAt, textOf } from "./code.js";
import { copyButton, problemText } from "./dom.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./code.js").Script} Script */
/** @typedef {ReturnType<typeof build>} Parts */

const LINE = 1.5; // em, as the style sheet has it
const LANGUAGES = /** @type {const} */ ([
  ["numpy", "NumPy, gradients by hand"],
  ["torch", "PyTorch"],
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
  const marks = make("div", { class: "code-marks", "aria-hidden": "true" });
  const gutter = make("pre", { class: "code-gutter", "aria-hidden": "true" });
  const script = make("pre", { class: "code-text" });
  const sheet = make("div", { class: "code-sheet" }, marks, script);
  const frame = make("div", { class: "code-frame", tabindex: 0, role: "region", "aria-label": "Script" }, gutter, sheet);
  const choice = make("div", { class: "choice", role: "group", "aria-label": "Language" }, ...choices);
  const all = [make("div", { class: "panel-row" }, choice, copy.button, copy.told), problem, frame, note];
  return { languages, copy, note, problem, marks, gutter, script, frame, all };
}

/** @param {Parts} parts @param {Script | null} written @param {Readonly<State>} state */
function writeText(parts, written, state) {
  const { languages, copy, gutter, script, frame } = parts;
  for (const { language, choice } of languages) {
    choice.setAttribute("aria-pressed", String(language === state.codeLanguage));
  }
  const shown = textOf(written, state.codeLanguage);
  if (script.textContent !== shown) {
    script.textContent = shown;
    const count = shown.split("\n").length - 1;
    gutter.textContent = Array.from({ length: count }, (_, k) => k + 1).join("\n");
  }
  copy.button.disabled = !written;
  frame.hidden = !written;
  markLines(parts, written, state);
}

/** @param {Parts} parts @param {Script | null} written @param {Readonly<State>} state */
function markLines({ marks, note, frame }, written, state) {
  const told = linesAt(written, state);
  note.textContent = told.note;
  marks.replaceChildren(
    ...runsOfLines(told.lines).map(([first, count]) => {
      const mark = make("div", { class: "code-now" });
      mark.style.top = `${(first - 1) * LINE}em`;
      mark.style.height = `${count * LINE}em`;
      return mark;
    }),
  );
  if (told.lines[0] !== undefined) bringIntoView(frame, told.lines[0]);
}

/** Scroll the frame alone, and only where the line is out of sight. @param {HTMLElement} frame @param {number} line */
function bringIntoView(frame, line) {
  const high = LINE * parseFloat(getComputedStyle(frame).fontSize);
  const top = (line - 1) * high;
  const margin = 2 * high;
  const { scrollTop, clientHeight } = frame;
  if (top - margin < scrollTop) frame.scrollTop = top - margin;
  else if (top + high + margin > scrollTop + clientHeight) {
    frame.scrollTop = top + high + margin - clientHeight;
  }
}

/** @param {Parts} parts @param {import("../page/api.js").Problem | null} told */
function writeProblem({ problem }, told) {
  problem.textContent = told ? problemText(told) : "";
  problem.hidden = !told;
}

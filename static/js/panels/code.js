// The program as code, with the lines of the current step marked.

import { make } from "../page/build.js";
import { graphAsk } from "../trace/ask.js";
import { linesOf, runsOfLines } from "../trace/lines.js";
import { keepAsking } from "./asking.js";
import { copyButton, problemText } from "./dom.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/lines.js").Lines} Lines */
/** @typedef {import("../trace/types.js").Answers["CodeAnswer"]} Answer */

const LINE = 22; // px, as the style sheet has it
const LANGUAGES = /** @type {const} */ ([
  ["numpy", "NumPy, gradients by hand"],
  ["torch", "PyTorch"],
]);

/**
 * @param {HTMLElement} element
 * @param {import("../page/store.js").Store} store
 */
export function mountCode(element, store) {
  /** @type {Answer | null} */
  let answer = null;
  let answeredFor = "";
  let waiting = true;

  const buttons = LANGUAGES.map(([language, label]) => {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", () => store.set({ codeLanguage: language }));
    return button;
  });
  const copy = copyButton("Copy", () => text());
  const note = make("p", { class: "panel-note", role: "status" });
  const problem = make("p", { class: "panel-problem", role: "alert" });
  const marks = make("div", { class: "code-marks", "aria-hidden": "true" });
  const gutter = make("pre", { class: "code-gutter", "aria-hidden": "true" });
  const script = make("pre", { class: "code-text" });
  const frame = make(
    "div",
    { class: "code-frame", tabindex: 0, role: "region", "aria-label": "Script" },
    gutter,
    make("div", { class: "code-sheet" }, marks, script),
  );
  const choice = make("div", { class: "choice", role: "group", "aria-label": "Language" }, ...buttons);
  element.append(make("div", { class: "panel-row" }, choice, copy.button, copy.told), problem, frame, note);

  const text = () => (answer ? answer[store.get().codeLanguage] : "");

  function showText() {
    const { codeLanguage } = store.get();
    for (const [k, [language]] of LANGUAGES.entries()) {
      buttons[k]?.setAttribute("aria-pressed", String(language === codeLanguage));
    }
    const shown = text();
    if (script.textContent !== shown) {
      script.textContent = shown;
      const count = shown.split("\n").length - 1;
      gutter.textContent = Array.from({ length: count }, (_, k) => k + 1).join("\n");
    }
    copy.button.disabled = !answer;
    frame.hidden = !answer;
    showLine();
  }

  function showLine() {
    const state = store.get();
    const [lines, why] = currentLines(state);
    note.textContent = why;
    marks.replaceChildren(
      ...runsOfLines(lines).map(([first, count]) => {
        const mark = make("div", { class: "code-now" });
        mark.style.top = `${(first - 1) * LINE}px`;
        mark.style.height = `${count * LINE}px`;
        return mark;
      }),
    );
    if (lines[0] !== undefined) bringIntoView(lines[0]);
  }

  /** @param {Readonly<State>} state @returns {[number[], string]} */
  function currentLines(state) {
    const { trace, step, codeLanguage } = state;
    if (!answer || !trace) return [[], ""];
    if (trace.detail === "scalars") {
      return [[], "The code works on whole arrays; to see the line of each step, set detail to gates (now scalars)."];
    }
    if (waiting || answeredFor !== JSON.stringify(graphAsk(state))) return [[], ""];
    if (answer.nodes.length !== trace.nodes.length || answer.edges.length !== trace.edges.length) return [[], ""];
    const current = step > 0 ? (trace.steps[step - 1] ?? null) : null;
    if (!current) return [[], "The line of each step is marked once you step."];
    const lines = linesOf(answer[`${codeLanguage}_lines`], answer, current);
    const script = text().split("\n");
    const word = lines.length > 1 ? "Lines" : "Line";
    return [lines, lines.length ? `${word} ${lines.join(", ")}: ${lines.map((line) => script[line - 1] ?? "").join("; ")}` : ""];
  }

  /** Scroll the frame alone, and only where the line is out of sight. @param {number} line */
  function bringIntoView(line) {
    const top = (line - 1) * LINE;
    const margin = 2 * LINE;
    const { scrollTop, clientHeight } = frame;
    if (top - margin < scrollTop) frame.scrollTop = top - margin;
    else if (top + LINE + margin > scrollTop + clientHeight) {
      frame.scrollTop = top + LINE + margin - clientHeight;
    }
  }

  /** @param {import("../page/api.js").Problem | null} told */
  function tell(told) {
    problem.textContent = told ? problemText(told) : "";
    problem.hidden = !told;
  }

  tell(null);
  keepAsking({
    store,
    parts: ["program", "values", "output", "seed", "detail", "closed", "opened"],
    path: "api/v1/code",
    isOpen: (state) => state.panel === "code",
    question: graphAsk,
    asking() {
      waiting = true;
      element.setAttribute("aria-busy", "true");
      showLine();
    },
    answered(/** @type {Answer} */ found, key) {
      [answer, answeredFor, waiting] = [found, key, false];
      element.removeAttribute("aria-busy");
      tell(null);
      showText();
    },
    failed(told) {
      answer = null;
      element.removeAttribute("aria-busy");
      tell(told);
      showText();
    },
  });
  store.watch(["codeLanguage"], showText);
  store.watch(["step", "trace", "panel"], ({ panel }) => {
    if (panel === "code") showLine();
  });
}

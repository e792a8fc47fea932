// Gradients against difference quotients, with the step to choose.

import {
  LARGEST, SMALLEST, WORDS, barOf, costOf, entryOf, gradeOf, noteOf, showError, stepAt,
} from "./check.js";
import { showInFull } from "../trace/numbers.js";
import { button, make } from "../page/build.js";
import { programAsk } from "../trace/ask.js";
import { keepAsking } from "./asking.js";
import { problemText } from "./dom.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./check.js").Answer} Answer */
/** @typedef {import("./check.js").Check} Check */
/** @typedef {ReturnType<typeof build>} Parts */

const USUAL = -5.2; // where the slider stands while the server chooses: about 6e-6
const SCHEMES = /** @type {const} */ ([
  ["central", "central (f(x+h) − f(x−h)) / 2h"],
  ["forward", "one-sided (f(x+h) − f(x)) / h"],
]);
const HEADS = ["input", "backward sweep", "difference quotient", "relative error", "verdict"];

/**
 * @param {HTMLElement} element
 * @param {Store} store
 */
export function mountCheck(element, store) {
  const parts = build(store);
  element.append(...parts.all);
  store.watch(["checkH", "checkScheme"], (state) => showChoice(parts, state));
  store.watch(["predicting"], (state) => showHidden(parts, state));
  keepAsking({
    store,
    parts: ["program", "values", "output", "seed", "checkH", "checkScheme", "predicting"],
    path: "api/v1/gradcheck",
    isOpen: (state) => state.panel === "check" && !hides(state),
    question: (state) => ({
      ...programAsk(state),
      scheme: state.checkScheme,
      ...(state.checkH === null ? {} : { h: state.checkH }),
    }),
    asking: () => element.setAttribute("aria-busy", "true"),
    answered(answer) {
      element.removeAttribute("aria-busy");
      showAnswer(parts, answer, store.get());
    },
    failed(problem) {
      element.removeAttribute("aria-busy");
      showProblem(parts, problem);
    },
  });
}

/** @param {Store} store */
function build(store) {
  const slider = make("input", { type: "range", id: "check-h", min: SMALLEST, max: LARGEST, step: 0.1 });
  slider.addEventListener("input", () => store.set({ checkH: stepAt(Number(slider.value)) }));
  const shown = make("output", { for: "check-h" });
  const automatic = button("Automatic", () => store.set({ checkH: null }));
  const select = make("select", { id: "check-scheme" });
  for (const [scheme, label] of SCHEMES) select.append(new Option(label, scheme));
  select.addEventListener("change", () => {
    store.set({ checkScheme: select.value === "forward" ? "forward" : "central" });
  });
  const choice = make("div", { class: "panel-row" },
    make("label", { for: "check-h" }, "Step h"), slider, shown, automatic,
    make("label", { for: "check-scheme" }, "Difference"), select);

  const problem = make("p", { class: "panel-problem", role: "alert", hidden: true });
  const told = make("p", { class: "panel-note", role: "status" });
  const heads = HEADS.map((name) => make("th", { scope: "col" }, name));
  const body = make("tbody", {});
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body);
  const frame = make("div", { class: "panel-scroll", tabindex: 0, role: "region", "aria-label": "Gradient check" }, table);
  const cost = make("p", { class: "panel-note check-cost" });
  return { slider, shown, automatic, select, problem, told, body, table, frame, cost, all: [choice, problem, frame, cost, told] };
}

/** The step and the kind of difference that are chosen. @param {Parts} parts @param {Readonly<State>} state */
function showChoice({ slider, shown, automatic, select }, { checkH, checkScheme }) {
  const exponent = checkH === null ? USUAL : Math.log10(checkH);
  if (Math.abs(Number(slider.value) - exponent) > 0.05) slider.value = exponent.toFixed(1);
  shown.value = checkH === null ? "fits each number" : showError(checkH);
  slider.setAttribute("aria-valuetext", shown.value);
  automatic.setAttribute("aria-pressed", String(checkH === null));
  select.value = checkScheme;
}

/** Gradients must stay hidden while they are to be guessed. @param {Readonly<State>} state */
function hides(state) {
  return state.predicting;
}

/** @param {Parts} parts @param {Readonly<State>} state */
function showHidden({ frame, cost, told }, state) {
  frame.hidden = cost.hidden = hides(state);
  told.textContent = hides(state) ? "Hidden while you predict the gradients." : "";
}

/** @param {Parts} parts @param {Answer} answer @param {Readonly<State>} state */
function showAnswer({ problem, body, table, cost }, answer, { trace }) {
  problem.hidden = true;
  const remarked = (trace?.warnings ?? []).filter(({ kind }) => kind === "kink" || kind === "clamped");
  body.replaceChildren(
    ...Object.entries(answer.inputs).flatMap(([name, check]) => rows(name, check, remarked, answer.h !== null)),
  );
  table.hidden = body.childElementCount === 0;
  cost.textContent = table.hidden ? "The program has no inputs to check." : costText(answer);
}

/** @param {Parts} parts @param {import("../page/api.js").Problem} wrong */
function showProblem({ problem, body, table, cost }, wrong) {
  problem.textContent = problemText(wrong);
  problem.hidden = false;
  body.replaceChildren();
  cost.textContent = "";
  table.hidden = true;
}

/**
 * @param {string} name @param {Check} check
 * @param {readonly { kind: string, message: string }[]} warnings what the trace says of kinks and clamps
 * @param {boolean} chosen whether the step is the reader's own
 */
function rows(name, check, warnings, chosen) {
  const { verdict, relative_error: error, analytic, numeric, worst, checked, total } = check;
  const isArray = worst !== null && worst.length > 0;
  const head = make("th", { scope: "row" }, isArray ? `${name}[${worst.join(", ")}]` : name);
  if (total > 1) {
    const counts = checked === total ? `worst of ${total} entries` : `worst of ${checked} compared, of ${total}`;
    head.append(make("small", {}, verdict === "no-gradient" ? `${total} entries` : counts));
  }
  const known = verdict !== "no-gradient";
  const row = make(
    "tr",
    { "data-input": name, "data-verdict": verdict },
    head,
    numberCell("gradient", known ? showInFull(entryOf(analytic, worst)) : "–"),
    numberCell("", known ? showInFull(entryOf(numeric, worst)) : "–"),
    known ? errorCell(error, verdict) : make("td", {}, "–"),
    make("td", { class: `verdict verdict-${verdict}` }, WORDS[verdict]),
  );
  const kind = verdict === "clamp" ? "clamped" : verdict;
  const remarks = warnings.filter((warning) => warning.kind === kind).map(({ message }) => message);
  const note = [noteOf(check, chosen), ...remarks].filter(Boolean).join(" ");
  if (!note) return [row];
  return [row, make("tr", { class: "check-note" }, make("td", { colspan: 5 }, make("div", {}, note)))];
}

/** @param {string} kind @param {string} text */
function numberCell(kind, text) {
  return make("td", { class: `number ${kind}` }, text);
}

/** @param {import("../trace/types.js").Scalar} error @param {import("./check.js").Verdict} verdict */
function errorCell(error, verdict) {
  const bar = make("span", { class: "error-bar", "aria-hidden": "true" });
  bar.style.setProperty("--share", `${barOf(error)}%`);
  return make("td", { class: `error error-${verdict === "cannot-tell" ? "unknown" : gradeOf(error)}` }, showError(error), bar);
}

/** @param {Answer} answer */
function costText(answer) {
  const { entries, runs } = costOf(answer);
  const each = answer.scheme === "central" ? "two runs of the program an entry" : "one run an entry and one more";
  const all = entries === 1 ? "the one derivative" : `all ${entries} derivatives`;
  return `Differences need ${each}: ${runs} runs for ${entries} ${entries === 1 ? "entry" : "entries"}. The backward sweep found ${all} in one.`;
}

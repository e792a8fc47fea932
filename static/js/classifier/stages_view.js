// The way from the data to the loss in four stages: what each comes to, and one of them opened.

import { make } from "../page/build.js";
import { pressTab, showOpen } from "../page/tabs.js";
import { mountData } from "./data_view.js";
import { mountScoreTable } from "./score_table_view.js";
import { headlines } from "./told.js";
import { mountTotal } from "./total_view.js";

/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */
/** @typedef {import("./types.js").Stage} Stage */

const STAGES = /** @type {const} */ ([["data", "Data", "x, y"], ["scores", "Scores", "s = W x + b"], ["loss", "Loss", "L of each row"], ["total", "Total", "mean + penalty"]]);

/** @param {HTMLElement} element @param {ClassifierStore} store @param {import("./types.js").Choices} choices */
export function mountStages(element, store, { losses }) {
  const tabs = STAGES.map(([name, title, formula]) => {
    const figure = make("b", { class: "stage-figure" });
    const small = make("small", {}, formula);
    const tab = make("button", { type: "button", role: "tab", id: `stage-${name}`, "aria-controls": `stage-${name}-body` }, make("span", { class: "stage-title" }, title), figure, small);
    const body = make("div", { role: "tabpanel", id: `stage-${name}-body`, "aria-labelledby": `stage-${name}`, class: "stage-body", "data-stage": name });
    return { name, tab, body, figure, small };
  });
  for (const { name, tab } of tabs) {
    tab.addEventListener("click", () => store.set({ stage: name }));
    tab.addEventListener("keydown", (event) => {
      const next = pressTab(tabs, event);
      if (next) store.set({ stage: next.name });
    });
  }
  element.append(make("div", { class: "stage-cards", role: "tablist", "aria-label": "Stages" }, ...tabs.map(({ tab }) => tab)), ...tabs.map(({ body }) => body));
  const bodies = /** @type {Record<Stage, HTMLElement>} */ (/** @type {unknown} */ (Object.fromEntries(tabs.map(({ name, body }) => [name, body]))));
  mountData(bodies.data, store);
  mountScores(bodies.scores, store);
  mountLoss(bodies.loss, store, losses);
  mountTotal(bodies.total, store);
  store.watch(["stage"], ({ stage }) => showOpen(tabs, stage));
  store.watch(["moment", "labels", "data", "classes", "strength", "mode"], (state) => {
    const told = headlines(state);
    for (const { name, figure } of tabs) figure.textContent = told[name];
  });
  const [, scored] = tabs;
  store.watch(["biases", "scores"], ({ biases, scores }) => {
    if (scored) scored.small.textContent = scores ? "s, given" : biases ? "s = W x + b" : "s = W x";
  });
}

/** @param {HTMLElement} element @param {ClassifierStore} store */
function mountScores(element, store) {
  const code = make("pre", { class: "predict-code", tabindex: 0, role: "region", "aria-label": "The prediction in NumPy" });
  const table = make("div", { class: "stage-table" });
  element.append(table, make("div", { class: "predict" }, code, make("p", { class: "stage-told" }, "“W * image” would multiply number by number; the scores are the matrix product W @ image.")));
  mountScoreTable(table, store, "scores");
  store.watch(["biases", "scores"], ({ biases, scores }) => {
    code.parentElement?.toggleAttribute("hidden", scores !== null);
    code.textContent = biases ? "def predict(image, W, b): return W @ image + b" : "def predict(image, W): return W @ image";
  });
}

/** @param {HTMLElement} element @param {ClassifierStore} store @param {import("./types.js").Choices["losses"]} losses */
function mountLoss(element, store, losses) {
  const formula = make("p", { class: "stage-told loss-formula" });
  const table = make("div", { class: "stage-table" });
  element.append(formula, table);
  mountScoreTable(table, store, "loss");
  store.watch(["loss"], ({ loss }) => formula.replaceChildren(...typeset(losses.find(({ name }) => name === loss)?.formula ?? "")));
}

/** A formula with what stands after `_` and `^` lower and higher. @param {string} formula @returns {(Node | string)[]} */
function typeset(formula) {
  return formula.split(/([_^](?:\{[^}]*\}|\S))/).map((part) => {
    const inner = /^[_^]\{?(.*?)\}?$/.exec(part)?.[1];
    return inner === undefined ? part : make(part.startsWith("_") ? "sub" : "sup", {}, ...typeset(inner));
  });
}

/** @param {ClassifierStore} store */
export function stageActions(store) {
  return Object.fromEntries(STAGES.map(([name, title], k) => [name, { keys: [String(k + 1)], shown: String(k + 1), help: `stage ${k + 1}: ${title.toLowerCase()}`, act: () => store.set({ stage: name }) }]));
}

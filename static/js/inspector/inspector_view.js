// The inspector: one node, all its digits, and what it knows of its neighbours.

import { make } from "../page/build.js";
import { math } from "../page/mathml.js";
import { onAppearance } from "../page/palette.js";
import { isPredicting } from "../predict/predict.js";
import { targetOf } from "../trace/inputs.js";
import { isListed } from "../trace/nested.js";
import { digitsBeside } from "../trace/numbers.js";
import { mountCard } from "./card_view.js";
import { gateCheck, sayCheck } from "./dimensions.js";
import { mountDerivation } from "./derivation_view.js";
import { Grid } from "./grid_view.js";
import { HeatMap } from "./heat_view.js";
import { mountRing } from "./inspected.js";
import { inspect, whyNone } from "./inspector.js";
import { JacobianView } from "./jacobian_view.js";
import { neighboursOf } from "./neighbours_view.js";
import { rows, tell } from "./told_view.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./told.js").Told} Told */
/** @typedef {import("./inspector.js").Report} Report */

/** @param {HTMLElement} panel where it stands @param {Store} store @param {HTMLElement} frame of the picture @param {Pick<import("../picture/picture.js").Picture, "onSwap">} swaps */
export function mountInspector(panel, store, frame, swaps) {
  const parts = build();
  const { element, nothing } = parts;
  parts.near.before(mountCard(store), mountDerivation(store));
  panel.replaceChildren(nothing, element);
  const grid = new Grid(parts.cells, store);
  const matrix = new JacobianView(parts.diagonals, store);
  /** @type {HeatMap[]} */
  let maps = [];

  /** @type {import("./neighbours_view.js").Act} */
  const act = {
    inspect(node) {
      store.set({ selected: node, lit: null });
      parts.title.focus(); // the link is gone: go where the news is
    },
    light: (edge) => store.set({ lit: edge }),
  };

  function draw() {
    const state = store.get();
    const report = reportOf(state);
    element.hidden = report === null;
    nothing.hidden = report !== null;
    if (!report) return grid.show(null, []);
    const focus = placeOfFocus(element);
    parts.title.textContent = report.name;
    maps = showFacts(parts.facts, report);
    grid.show(editedName(report, state), report.node.shape);
    parts.near.replaceChildren(...neighboursOf(report, act, digitsBeside(state.digits)));
    matrix.show(report);
    focus?.();
  }

  /** Who opens the panel and has chosen nothing looks at the gate that speaks. */
  function choose() {
    const { panel: open, selected, trace, step } = store.get();
    const spoken = trace?.steps[step - 1]?.node;
    if (open === "inspect" && selected === null && spoken !== undefined) store.set({ selected: spoken });
  }

  store.watch(["panel"], choose);
  store.watch(["trace", "selected", "step", "predicting", "guesses", "digits"], draw);
  mountRing(frame, store, swaps);

  // Canvases do not follow the page's colours by themselves.
  onAppearance(element, () => [...maps, matrix].forEach((map) => map.paint()));
}

function build() {
  const title = make("h2", { tabindex: -1 });
  const facts = make("div", { class: "inspector-facts" });
  const cells = make("div", { class: "inspector-cells" });
  const near = make("div", { class: "inspector-near" });
  const diagonals = make("div", { class: "inspector-jacobian" });
  const own = make("div", { class: "inspector-own" }, title, facts, cells);
  const element = make("div", { id: "inspector", class: "inspector", role: "group", "aria-label": "Inspector" }, own, near, diagonals);
  const nothing = make("p", { class: "panel-note" }, "Click a gate or a wire, or press i at one, to see all that it knows.");
  return { element, nothing, title, facts, cells, near, diagonals };
}

/** @param {Readonly<State>} state */
function reportOf(state) {
  const { trace, selected, step, guesses } = state;
  return trace && selected !== null ? inspect(trace, selected, step, isPredicting(state) ? guesses : null) : null;
}

/** The input whose numbers can be changed here, if it is one. @param {Report} report @param {Readonly<State>} state */
function editedName({ node }, { trace }) {
  const target = trace && targetOf(node, trace.detail);
  return target && isListed(node.value) ? target.name : null;
}

/** @param {HTMLElement} facts @param {Report} report @returns {HeatMap[]} those that stand there now */
function showFacts(facts, report) {
  const { node, forward } = report;
  /** @type {[string, string][]} */
  const inside = node.group.length ? [["inside", node.group.join(" › ")]] : [];
  const check = gateCheck(report.trace, node);
  /** @type {[string, Node][]} */
  const sizes = check ? [["sizes", make("span", { class: "sizes" }, sayCheck(check))]] : [];
  const value = makeFact("value", report.value, report, "value");
  const derivative = makeFact(forward ? "tangent" : "gradient", report.derivative, report, "gradient");
  facts.replaceChildren(
    rows(["gate", `${node.op ?? node.kind}${node.glyph && node.glyph !== node.op ? `  ${node.glyph}` : ""}`], ...inside, ["shape", report.shape], ...sizes),
    ...(node.kind === "gate" ? [make("p", { class: "formula" }, math(node.formula))] : []),
    ...value.elements,
    ...derivative.elements,
    ...(report.derivative.kind === "none" ? [make("p", { class: "quiet" }, whyNone(report))] : []),
  );
  const maps = [...value.maps, ...derivative.maps];
  for (const map of maps) map.paint();
  return maps;
}

/**
 * A number of the node itself; an array has its heat map below.
 * @param {string} name @param {Told} told @param {Report} report @param {string} kind its colour
 */
function makeFact(name, told, report, kind) {
  const { shape } = report.node;
  const row = rows([name, tell(told, kind)]);
  row.classList.add("fact");
  const isDrawn = told.kind === "there" && shape.length > 0 && isListed(told.value);
  const maps = isDrawn ? [new HeatMap(told.value, shape, `${name} of ${report.name}`)] : [];
  return { elements: [row, ...maps.map(({ element }) => element)], maps };
}

/** How to give the focus back to what takes the place of the element that has it. @param {HTMLElement} element */
function placeOfFocus(element) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !element.contains(active)) return null;
  const selector = "button, [tabindex]";
  const order = [...element.querySelectorAll(selector)].indexOf(active);
  return () => {
    if (active.isConnected) return;
    const next = [...element.querySelectorAll(selector)][order];
    if (next instanceof HTMLElement) next.focus();
  };
}

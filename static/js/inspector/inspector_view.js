// The inspector: one node, all its digits, and what it knows of its neighbours.

import { button, make } from "../page/build.js";
import { Grid } from "./grid_view.js";
import { rangeOf } from "./heat.js";
import { HeatMap } from "./heat_view.js";
import { targetOf } from "../trace/inputs.js";
import { mountRing, mountSight } from "./inspected.js";
import { diagonalUses, inspect } from "./inspector.js";
import { JacobianView } from "./jacobian_view.js";
import { flat, isSummary } from "../trace/nested.js";
import { digitsBeside, showExactly, showInFull, showInTable } from "../trace/numbers.js";
import { onAppearance } from "../page/palette.js";
import { isPredicting } from "../predict/predict.js";
import { wasPressed } from "../page/stage.js";
import { math } from "../page/mathml.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/types.js").Nested} Nested */
/** @typedef {import("./told.js").Told} Told */
/** @typedef {import("./inspector.js").Use} Use */
/** @typedef {import("./inspector.js").Report} Report */

/** Arrays of so many elements are written out. */
const WRITTEN = 9;

/** @param {HTMLElement} element @param {Store} store @param {HTMLElement} frame of the picture @param {Pick<import("../picture/picture.js").Picture, "onSwap">} swaps */
export function mountInspector(element, store, frame, swaps) {
  element.classList.add("inspector");
  const title = make("h2", { tabindex: -1 });
  const head = make("div", { class: "inspector-head" }, title, button("×", close, { "aria-label": "Close the inspector" }));
  const facts = make("div", { class: "inspector-facts" });
  const cells = make("div", { class: "inspector-cells" });
  const near = make("div", { class: "inspector-near" });
  const diagonals = make("div", { class: "inspector-jacobian" });
  element.replaceChildren(head, facts, cells, near, diagonals);
  const grid = new Grid(cells, store);
  const matrix = new JacobianView(diagonals);
  /** @type {HeatMap[]} */
  let maps = [];

  function close() {
    const inside = element.contains(document.activeElement) && !wasPressed(document.activeElement);
    store.set({ selected: null, lit: null });
    const node = document.querySelector('.picture svg [tabindex="0"]'); // the node that was inspected
    if (inside && node instanceof SVGElement) node.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || store.get().selected === null) return;
    if (document.querySelector("dialog[open]") || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    close();
  });

  /** A neighbour's name, which leads to it. @param {Use} use */
  function link({ node, name }) {
    return button(name, () => {
      store.set({ selected: node.id, lit: null });
      title.focus(); // the link is gone: go where the news is
    }, { class: "jump", title: `Inspect ${name}` });
  }

  /** One neighbour: pointing at it lights the wire. @param {Use} use @param {...Node} rows */
  function card(use, ...rows) {
    const made = make("section", { class: "neighbour" }, ...rows);
    const lit = () => store.set({ lit: use.edge.id });
    const unlit = () => store.set({ lit: null });
    made.addEventListener("pointerenter", lit);
    made.addEventListener("pointerleave", unlit);
    made.addEventListener("focusin", lit);
    made.addEventListener("focusout", unlit);
    return made;
  }

  /** @param {Report} report @param {Use} use */
  function operand(report, use) {
    const { node, forward } = report;
    const local = isSaid(use) ? [] : [make("span", {}, " = ", tell(use.local))];
    const whole = use.edge.whole || use.edge.local === null;
    return card(use,
      make("p", { class: "neighbour-name" }, link(use), " = ", tell(use.value, "value")),
      rows(
        [whole ? "rule" : "local", make("span", {}, math(use.edge.formula), ...local)],
        [forward ? "tangent" : "upstream", tell(use.arriving, "gradient")],
        [whole ? (forward ? "sends on" : "flows back") : "product", make("span", {}, ...multiplied(node.shape.length === 0, use, digitsBeside(store.get().digits)), tell(use.contribution, "gradient"))],
      ));
  }

  /** @param {Report} report */
  function usesOf(report) {
    const { uses, derivative, forward } = report;
    if (!uses.length) return [make("p", { class: "quiet" }, report.isOutput ? "It is the output: its gradient is the seed." : "Nothing uses it.")];
    const sections = uses.map((use) =>
      card(use,
        make("p", { class: "neighbour-name" }, "into ", link(use), ` (${use.node.op ?? ""}), which sends ${forward ? "on" : "back"} `, tell(use.contribution, "gradient"))));
    if (forward) return sections;
    const terms = uses.map((use) => use.contribution).filter((told) => told.kind !== "none");
    const small = terms.every((told) => told.kind !== "there" || !Array.isArray(told.value) || flat(told.value).length <= 4);
    const sum = make("p", { class: "sum" });
    if (report.isOutput) sum.append("the seed + ");
    if (small && uses.length > 1) {
      for (const [k, told] of terms.entries()) sum.append(k ? " + " : "", tell(told, "gradient"));
      sum.append(" = ");
    } else sum.append(uses.length > 1 ? "their sum = " : "gradient = ");
    sum.append(tell(derivative, "gradient"));
    return [...sections, sum];
  }

  /** @param {Report} report */
  function writeFacts(report) {
    const { node, forward } = report;
    maps = [];
    const derived = forward ? "tangent" : "gradient";
    const group = node.group.length ? [[["inside"], node.group.join(" › ")]] : [];
    const told = [
      factRow("value", report.value, report, "value"),
      factRow(derived, report.derivative, report, "gradient"),
    ];
    const why = report.derivative.kind === "none" ? [make("p", { class: "quiet" }, whyNone(report))] : [];
    facts.replaceChildren(
      rows(
        ["gate", `${node.op ?? node.kind}${node.glyph ? `  ${node.glyph}` : ""}`],
        ...group.map(([term, text]) => /** @type {[string, string]} */ ([String(term), String(text)])),
        ["shape", report.shape],
      ),
      ...(node.kind === "gate" ? [make("p", { class: "formula" }, math(node.formula))] : []),
      ...told.flat(),
      ...why,
    );
    for (const map of maps) map.paint();
  }

  /** @param {string} name @param {Told} told @param {Report} report @param {string} kind @returns {Node[]} */
  function factRow(name, told, report, kind) {
    const { shape } = report.node;
    const row = rows([name, tell(told, kind)]);
    row.classList.add("fact");
    if (told.kind !== "there" || !shape.length || isSummary(told.value)) return [row];
    const map = new HeatMap(told.value, shape, `${name} of ${report.name}`);
    maps.push(map);
    return [row, map.element];
  }

  const draw = () => {
    const state = store.get();
    const { trace, selected, step } = state;
    const guesses = isPredicting(state) ? state.guesses : null;
    const report = trace && selected !== null ? inspect(trace, selected, step, guesses) : null;
    element.hidden = report === null;
    if (!report || !trace) {
      grid.show(null, []);
      return;
    }
    const focus = placeOfFocus(element);
    title.textContent = report.name;
    writeFacts(report);
    const target = targetOf(report.node, trace.detail);
    grid.show(target && !isSummary(report.node.value) ? target.name : null, report.node.shape);
    near.replaceChildren(
      ...(report.operands.length
        ? [make("h3", {}, "What it knows: its operands"), ...report.operands.map((use) => operand(report, use)), cachedLine(report)]
        : []),
      make("h3", {}, "Where its value goes"),
      ...usesOf(report),
    );
    matrix.show(diagonalUses(report).flatMap((use) =>
      [{ output: report.name, input: use.name, local: use.local.kind === "there" ? use.local.value : [] }]));
    focus?.();
  };
  store.watch(["trace", "selected", "step", "predicting", "guesses", "digits"], draw);
  mountRing(frame, store, swaps);
  mountSight(element, store);

  // Canvases do not follow the page's colours by themselves.
  onAppearance(element, () => maps.forEach((map) => map.paint()));
}

/** Rows of a term and what is told of it. @param {...[string, Node | string]} pairs */
function rows(...pairs) {
  return make("dl", { class: "rows" }, ...pairs.flatMap(([term, told]) => [make("dt", {}, term), make("dd", {}, told)]));
}

/**
 * A number of the story; blank while it is not computed.
 * @param {Told} told
 * @param {string} [kind] its colour
 */
function tell(told, kind = "") {
  if (told.kind === "there") {
    const title = Array.isArray(told.value) ? showInFull(told.value) : null;
    return make("span", { class: `number ${kind}`, title }, textOf(told.value));
  }
  const words = { blank: "not computed yet", hidden: "hidden while you predict", none: "none" };
  if (told.kind === "blank") return make("span", { class: "blank" }, make("span", { class: "unseen" }, words.blank));
  return make("span", { class: "quiet" }, told.kind === "none" ? "–" : words.hidden);
}

/** Whether a local derivative needs no number beside its formula: there is none, or the formula is it. @param {Use} use */
function isSaid({ local, edge }) {
  if (local.kind !== "there") return local.kind === "none";
  return edge.whole || (edge.constant !== null && !Array.isArray(local.value));
}

/** The factors of a product of two numbers. @param {boolean} scalar @param {Use} use @param {number} digits @returns {Node[]} */
function multiplied(scalar, use, digits) {
  const { local, arriving, contribution } = use;
  const there = local.kind === "there" && arriving.kind === "there" && contribution.kind === "there";
  if (!there || !scalar || Array.isArray(local.value)) return [];
  return [document.createTextNode(`${showExactly(Number(arriving.value), digits)} × ${showExactly(Number(local.value), digits)} = `)];
}

/** @param {Nested} value */
function textOf(value) {
  if (isSummary(value)) {
    const { min, max, mean, norm } = value;
    return `${value.shape.join("×")} numbers, from ${showInFull(min)} to ${showInFull(max)}, mean ${showInFull(mean)}, norm ${showInFull(norm)}`;
  }
  const numbers = flat(value);
  if (!Array.isArray(value) || numbers.length <= WRITTEN) return showInTable(value);
  const finite = numbers.filter(Number.isFinite);
  if (!finite.length) return `${numbers.length} numbers`;
  const { min, max } = rangeOf(finite);
  if (min === max && finite.length === numbers.length) return `${numbers.length} numbers, all ${showExactly(min)}`;
  return `${numbers.length} numbers, from ${showExactly(min)} to ${showExactly(max)}`;
}

/** @param {Report} report */
function cachedLine({ cached }) {
  const line = make("p", { class: "cached" });
  if (!cached.length) line.append("Backward reads no value of the forward pass: nothing has to be kept.");
  else line.append("Kept from the forward pass, because backward reads it: ", make("strong", {}, cached.join(", ")));
  return line;
}

/** @param {Report} report */
function whyNone({ node, forward }) {
  if (node.kind === "constant") return "A constant: nobody asks for its gradient.";
  return forward ? "No tangent reaches it." : "The output does not depend on it: no gradient reaches it.";
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
